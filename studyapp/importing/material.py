"""What a reader makes of a file, before anyone asks what it means: blocks of text with the hints of the format."""

from dataclasses import dataclass
from typing import Literal

from studyapp.importing.remarks import Remark


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph (or one line of a plain text or a PDF page), without line breaks.

    `level` is the heading level that the format itself states (Heading 1, <h2>, ##). `emphasis` is true when the
    whole block stands out from the body (bold, or clearly larger) although the format calls it no heading. `item` is
    true when the format says that it is one of a list.
    """

    text: str
    level: int | None = None
    emphasis: bool = False
    item: bool = False


@dataclass(frozen=True, slots=True)
class Material:
    """All that a file says. `wrapped` tells that blocks are lines of a page and may be parts of one paragraph.

    `title` is what the format's properties say, be it in the text or not; `name` is the file's.
    """

    blocks: tuple[Block, ...]
    format: str
    encoding: str | None = None
    wrapped: bool = False
    title: str | None = None
    author: str | None = None
    name: str = ""
    warnings: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class Choices:
    """What the person at the desk decided about the reading; nothing is converted without being chosen."""

    encoding: str | None = None
    lines: Literal["auto", "keep"] = "auto"
    punctuation: Literal["keep", "full"] = "keep"
    script: Literal["keep", "simplified", "traditional"] = "keep"
