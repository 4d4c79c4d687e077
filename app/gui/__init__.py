"""The windows, and the only place that knows about Qt."""
