"""The commands of `turnout`: thin, every line of work is elsewhere."""
