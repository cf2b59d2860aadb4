"""Levels of headings: which style stands inside which."""

from collections.abc import Callable
from itertools import pairwise

from studyapp.chinese.markers import RANKS
from studyapp.importing.outline.headings import Heading

FORMAT_FIRST = -10  # levels that the format states are outside all numbering
OFTEN = 2


def levels(headings: tuple[Heading, ...]) -> list[int]:
    """From 1: a style that stands inside the one before goes one deeper, a known one returns to its place."""
    rank = _ranks(headings)
    stack: list[int] = []
    found = []
    for heading in headings:
        while stack and stack[-1] >= rank(heading.style):
            stack.pop()
        stack.append(rank(heading.style))
        found.append(len(stack))
    return found


def _ranks(headings: tuple[Heading, ...]) -> Callable[[str | None], int]:
    """The usual order of styles, two neighbours changed where the text itself shows the other order.

    Headings known by name only (序言) are the equals of the outermost.
    """
    order = sorted({heading.style for heading in headings if heading.style is not None}, key=_usual)
    for place in range(len(order) - 1):
        outer, inner = order[place : place + 2]
        if _restarts_inside(headings, outer, inner):
            order[place : place + 2] = [inner, outer]
    return lambda style: 0 if style is None else order.index(style)


def _usual(style: str) -> tuple[int, str]:
    if style.startswith("#"):
        return FORMAT_FIRST + int(style[1:]), style
    return RANKS.get(style, len(RANKS)), style


def _restarts_inside(headings: tuple[Heading, ...], style: str, around: str) -> bool:
    """Whether `style` counts from one again after headings of `around`, which itself counts through."""
    pair = [heading for heading in headings if heading.style in (style, around)]
    restarts = sum(
        before.style == around and after.style == style and after.number == 1 for before, after in pairwise(pair)
    )
    firsts = sum(heading.style == around and heading.number == 1 for heading in pair)
    return restarts >= OFTEN and firsts <= 1
