"""Carries what happened here to the service, and its news back."""
