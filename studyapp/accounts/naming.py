"""Names that people give to themselves and to their groups: one line that is what it looks like. Pure."""

import unicodedata

FILLERS = dict.fromkeys(map(ord, "\u115f\u1160\u3164\uffa0\u2800"), " ")  # letters and signs that show nothing
TWINS = str.maketrans("己巳", "已已")


def is_visible(character: str) -> bool:
    """Planes 2 and 3 hold Han alone, among it rare characters of names that are newer than Python's tables."""
    return unicodedata.category(character)[0] in "LNPS" or "\U00020000" <= character <= "\U0003fffd"


def one_line(typed: str) -> str:
    """NFC with single blanks, without control, direction and zero-width characters; empty if nothing is to be seen."""
    kept = [
        character
        for character in typed.translate(FILLERS)
        if character.isspace() or is_visible(character) or unicodedata.category(character)[0] == "M"
    ]
    line = unicodedata.normalize("NFC", " ".join("".join(kept).split()))
    return line if any(map(is_visible, line)) else ""


def skeleton(name: str) -> str:
    """The same for names that a hasty eye takes for the same: letters and digits, whatever their width and case."""
    plain = unicodedata.normalize("NFKC", name).casefold().translate(TWINS)
    return "".join(character for character in plain if unicodedata.category(character)[0] in "LN")
