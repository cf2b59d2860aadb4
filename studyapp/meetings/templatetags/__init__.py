"""What templates need of meetings."""
