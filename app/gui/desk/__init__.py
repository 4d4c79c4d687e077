"""The reception's screen: the sessions of the day on the left, one roster on the right."""
