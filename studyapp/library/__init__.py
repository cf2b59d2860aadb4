"""Articles and their revisions, and the shelf 文库 of those that a user may read."""
