"""Every screen and state of the program as a picture, from fixed data and a fixed clock."""
