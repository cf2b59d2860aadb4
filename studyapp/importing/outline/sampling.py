"""What is read of a very long text where all of it would take too long."""

CHARACTERS_READ, PIECES = 200_000, 40


def sample(text: str) -> str:
    """The whole text while it is short, else pieces taken evenly from all of it."""
    if len(text) <= CHARACTERS_READ:
        return text
    step, length = len(text) // PIECES, CHARACTERS_READ // PIECES
    return "\n".join(text[start : start + length] for start in range(0, step * PIECES, step))
