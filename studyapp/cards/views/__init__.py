"""Pages of the self-test."""
