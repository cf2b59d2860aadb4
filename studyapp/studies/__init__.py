"""A group's study 研读 of an article, and where each reader is in a text."""
