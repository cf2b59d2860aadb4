"""Uploading, the structure desk, and the articles that one manages."""
