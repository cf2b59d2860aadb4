"""The reader's page, where the text and all that belongs to it come together."""
