"""The first letters of the pinyin of a name: 林溪 → lx, for whoever types on Latin keys.

The first level of GB 2312 (3,755 characters) is ordered by pinyin, so the code of a character tells its letter.
A character with several readings has that of its place there; rarer ones have none.
"""

from bisect import bisect_right

LETTERS = "abcdefghjklmnopqrstwxyz"
FIRST = (  # code of the first character of each letter
    0xB0A1, 0xB0C5, 0xB2C1, 0xB4EE, 0xB6EA, 0xB7A2, 0xB8C1, 0xB9FE, 0xBBF7, 0xBFA6, 0xC0AC, 0xC2E8,
    0xC4C3, 0xC5B6, 0xC5BE, 0xC6DA, 0xC8BB, 0xC8F6, 0xCBFA, 0xCDDA, 0xCEF4, 0xD1B9, 0xD4D1,
)  # fmt: skip
LAST = 0xD7F9
NONE = "·"


def initials(name: str) -> str:
    """One sign for each character: its letter, itself when it is Latin, or a dot."""
    return "".join(map(initial, name.lower()))


def initial(character: str) -> str:
    if character.isascii():
        return character
    code = int.from_bytes(character.encode("gb2312", errors="ignore"), "big")
    return LETTERS[bisect_right(FIRST, code) - 1] if FIRST[0] <= code <= LAST else NONE
