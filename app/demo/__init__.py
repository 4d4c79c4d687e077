"""A stand-in for the bookings service, so that the program can be tried and tested without one."""
