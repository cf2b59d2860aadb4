"""Han characters: those of Unicode's unified blocks and their compatibility forms."""

# For the inside of a regular expression's brackets; the rare 𠮷 lies beyond 16 bits.
HAN = r"\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af"
