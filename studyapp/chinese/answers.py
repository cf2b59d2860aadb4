"""Whether what was typed is what was asked for: widths, blanks and punctuation aside; 简 and 繁 stay two things."""

import unicodedata


def is_same(typed: str, asked: str) -> bool:
    return plain(typed) == plain(asked)


def plain(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(sign for sign in folded if unicodedata.category(sign)[0] not in "PZC")
