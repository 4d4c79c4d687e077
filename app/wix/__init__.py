"""The bookings service over HTTP; what it sends leaves here as domain values."""
