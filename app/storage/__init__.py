"""The database on this machine, and the only place that knows it is SQLite."""
