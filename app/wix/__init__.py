"""The bookings service over HTTP; what it sends leaves here as domain values.

client.WixClient is the way in. Nothing is imported here: httpx and pydantic are for the sync
thread, after the first paint.
"""
