"""Looking back over weeks: attendance and no-shows, counted from what this computer holds."""
