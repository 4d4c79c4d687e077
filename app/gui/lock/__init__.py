"""The lock of the staff window."""
