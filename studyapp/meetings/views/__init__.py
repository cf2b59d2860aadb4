"""Pages of a meeting, one module for each thing done on them."""
