"""What is typed about a study."""
