"""The paragraphs of a text with their places, as all rooms of the outline see them."""

from collections.abc import Iterable
from dataclasses import dataclass

from studyapp.chinese.markers import Marker, opening
from studyapp.importing.material import Block

MOST_EMPHASIS = 0.5  # where more of the lines are bold, bold says nothing


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph of the canonical text, with what the format said of it and the marker that opens it."""

    text: str
    start: int
    level: int | None
    emphasis: bool
    marker: Marker | None
    item: bool = False

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def placed(blocks: Iterable[Block]) -> tuple[Line, ...]:
    """Lines with the offsets they have when all are joined with `\\n`."""
    blocks = tuple(blocks)
    says_little = sum(block.emphasis for block in blocks) > MOST_EMPHASIS * len(blocks)
    lines, start = [], 0
    for block in blocks:
        emphasis = block.emphasis and not says_little
        line = Line(block.text, start, block.level, emphasis, opening(block.text), block.item)
        lines.append(line)
        start = line.end + 1
    return tuple(lines)


def joined(lines: Iterable[Line]) -> str:
    return "\n".join(line.text for line in lines)
