"""Words with marks over them, as HTML. Pure: plain strings, for a page has thousands of pieces.

What lies over a stretch comes as the names of its segment: `Own` and `Warmth` here, key points and terms of `emphasis`.
Taking the tags away leaves exactly the text: whoever counts characters on the page counts those of the text.
"""

from collections.abc import Iterable
from html import escape
from typing import Any, NamedTuple

from studyapp.library.segments import Span, segments
from studyapp.reading.emphasis import KEY_POINT, TERM

DRAWN = {"highlight", "thought", "question"}  # kinds that the style sheet knows; key points are set off word by word
LINES = {"double", "thick"}
NAMED = 8  # own marks on the same words that can be told apart by a tap


class Own(NamedTuple):
    """A mark of the reader's own. `counted`: the heat of `Warmth` includes the reader for it."""

    pk: int
    kind: str
    line: str
    counted: bool


class Warmth(NamedTuple):
    """How heavy the line of those is who marked it, how heavy without the reader, and whether somebody asks there."""

    heat: int
    others: int
    asked: bool = False


Dresses = dict[tuple[Any, ...], tuple[str, str]]  # tags before and behind, by the names that a stretch bears


def ink(text: str, spans: Iterable[Span], *, dresses: Dresses | None = None) -> str:
    """The text with a `<mark>` around what is marked and a link around a term; marks never nest.

    `dresses` is what was put on before on the same page, kept from line to line.
    """
    dresses = {} if dresses is None else dresses
    written: list[str] = []
    opened = closed = ""
    for words, names in segments(text, spans):
        if names not in dresses:
            dresses[names] = dress(names)
        opening, closing = dresses[names]
        if opening != opened:
            written += (closed, opening)
            opened, closed = opening, closing
        written.append(escape(words))
    written.append(closed)
    return "".join(written)


def dress(names: Iterable[Any]) -> tuple[str, str]:
    """The tags before and behind a stretch that bears these names."""
    classes: dict[str, None] = {}
    own: list[int] = []
    lines: list[int] = []
    heat = others = 0
    counted, term = False, ""
    for name in names:
        if isinstance(name, Own):
            own.append(name.pk)
            lines += [name.pk] * (name.kind == "highlight")
            counted = counted or name.counted
            classes |= dict.fromkeys({name.kind} & DRAWN) | dict.fromkeys({name.line} & LINES)
        elif isinstance(name, Warmth):
            heat, others = name.heat, name.others
            classes |= dict.fromkeys(["question"] * name.asked)
        elif name == KEY_POINT:
            classes[KEY_POINT] = None
        else:
            term = name.removeprefix(TERM)
    told_apart = lines if {"thought", "question"} & set(classes) else []
    opening, closing = mark(classes, own, others if counted else heat, lines=told_apart)
    return (f'{opening}<a class="term" href="#term-{term}">', f"</a>{closing}") if term else (opening, closing)


def mark(classes: Iterable[str], own: list[int], heat: int, *, lines: list[int]) -> tuple[str, str]:
    """`lines` are own highlights among other marks: the script offers to take them away."""
    names = " ".join(["mark", *classes])
    if names == "mark" and not own and not heat:
        return "", ""
    ids = f' data-own="{" ".join(map(str, own[-NAMED:]))}"' if own else ""
    ids += f' data-lines="{" ".join(map(str, lines[-NAMED:]))}"' if lines else ""
    return f'<mark class="{names}"{ids}' + (f' data-heat="{heat}">' if heat else ">"), "</mark>"
