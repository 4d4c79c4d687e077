"""Side panels beside the roster; imported when one is opened, never before the first paint."""
