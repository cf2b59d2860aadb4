"""Acts on cards: making them, answering them, putting them off and away."""
