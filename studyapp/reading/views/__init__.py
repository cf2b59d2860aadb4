"""What a browser asks of the front door and of the reading page."""
