"""The pages of the first run: connect Wix, see the day, say what this computer is."""
