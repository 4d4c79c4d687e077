"""The panel in which the settings of this computer are found and changed."""
