"""The pure heart of written Chinese."""
