"""What a person at the desk or the kiosk can do."""
