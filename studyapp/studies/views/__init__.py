"""Pages of a study, one module for each thing done on them."""
