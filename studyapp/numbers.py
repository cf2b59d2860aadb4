"""Numbers as they come in addresses and forms: what is none is nobody's."""

from collections.abc import Iterable

LARGEST = 2**31 - 1  # what most columns of numbers hold
MOST_DIGITS = 18  # longer is no key of a row


def number(word: str) -> int:
    """0, which no row has, when it cannot be one."""
    return int(word) if is_number(word) else 0


def numbers(words: Iterable[str]) -> list[int]:
    """Those that are some."""
    return [int(word) for word in words if is_number(word)]


def is_number(word: str) -> bool:
    return word.isascii() and word.isdigit() and len(word) <= MOST_DIGITS
