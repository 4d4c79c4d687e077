"""What a person can do at the desk: no Qt, no HTTP."""
