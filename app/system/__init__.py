"""The machine underneath: folders, secrets, logs, the lock, the clock."""
