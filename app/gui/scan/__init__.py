"""Bar code and QR scanners that type: read by the keys, whatever the layout and the focus."""
