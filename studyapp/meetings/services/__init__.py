"""Acts of a meeting: each changes rows and tells whoever is in it, in one transaction."""
