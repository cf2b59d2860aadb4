"""Pages and acts of reflections."""
