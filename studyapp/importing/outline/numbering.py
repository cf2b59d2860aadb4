"""What a careful reader would ask about the numbering of headings: one is missing, one comes twice."""

from collections.abc import Iterator

from studyapp.chinese.counting import renumbered
from studyapp.chinese.markers import Marker, is_unit
from studyapp.importing.outline.headings import Heading
from studyapp.importing.outline.lines import Line
from studyapp.importing.outline.runs import MISSING
from studyapp.importing.remarks import Remark, gettext_noop

DISORDER = gettext_noop("“{found}”排在“{before}”之后，次序可疑")


def doubts(lines: tuple[Line, ...], headings: tuple[Heading, ...], levels: list[int]) -> Iterator[tuple[int, Remark]]:
    """Places of headings and what is odd about their numbers.

    Under a new heading above, lists begin again at one; chapters may, or count on.
    """
    last: dict[str, Marker] = {}
    level_of: dict[str, int] = {}
    anew: set[str] = set()
    for heading, level in zip(headings, levels, strict=True):
        anew.update(style for style, deeper in level_of.items() if deeper > level)
        marker = lines[heading.place].marker
        if marker is None or heading.number is None:
            continue
        if doubt := _doubt(last.get(marker.style), marker, anew=marker.style in anew):
            yield heading.place, doubt
        last[marker.style], level_of[marker.style] = marker, level
        anew.discard(marker.style)


def _doubt(before: Marker | None, marker: Marker, *, anew: bool) -> Remark | None:
    if before is None or (anew and marker.number == 1):
        return None
    if marker.number == before.number + 1 and (is_unit(marker.style) or not anew):
        return None
    if anew or marker.number > before.number:
        missing = renumbered(marker.text, marker.number, 1 if anew else before.number + 1)
        return Remark(MISSING, {"found": marker.text, "missing": missing})
    return Remark(DISORDER, {"found": marker.text, "before": before.text})
