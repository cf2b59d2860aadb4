"""Markdown: headings, list items with their numbers, tables by row; marks of emphasis and links' addresses are off."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from markdown_it import MarkdownIt
from markdown_it.token import Token

from studyapp.importing import limits
from studyapp.importing.material import Block, Choices, Material
from studyapp.importing.readers.encodings import decode
from studyapp.importing.readers.flow import CELL_BORDER, squeeze
from studyapp.importing.readers.omissions import left_out
from studyapp.importing.readers.text import refuse_garbage

FRONT_MATTER = re.compile(r"\A\ufeff?---[ \t]*\n(.{0,4000}?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
FIELD = re.compile(r"^(title|author|date)[ \t]*:[ \t]*[\"']?(.+?)[\"']?[ \t]*$", re.MULTILINE)
INLINE_MARKS = re.compile(r"[\[\]<*_`&!~\\]")


def read(data: bytes, choices: Choices) -> Material:
    text, encoding = decode(data, choices.encoding)
    refuse_garbage(text)
    fields, body = front_matter(text.replace("\r\n", "\n").replace("\r", "\n"))
    page = Page()
    page.take(parser().parse(body))
    date = [Block(fields["date"])] if "date" in fields else []
    return Material(
        (*date, *page.blocks),
        format="md",
        encoding=encoding,
        title=fields.get("title"),
        author=fields.get("author"),
        warnings=left_out(pictures=page.pictures, tables=page.tables),
    )


def front_matter(text: str) -> tuple[dict[str, str], str]:
    found = FRONT_MATTER.match(text)
    if not found:
        return {}, text
    return dict(FIELD.findall(found[1])), text[found.end() :]


def parser() -> MarkdownIt:
    """Blocks only: the inside of a paragraph is parsed one by one, so that a hostile one can be left as it is."""
    return MarkdownIt("js-default").disable("inline")


INLINE = MarkdownIt("js-default")


def parsed(text: str) -> Sequence[Token]:
    """The inline tokens; the parser is quadratic on brackets and the like, so too many of them stay plain text."""
    marks = INLINE_MARKS.findall(text)
    if len(marks) > limits.MARKDOWN_MARKS or depth_of(marks) > limits.MARKDOWN_DEPTH:
        return [Token("text", "", 0, content=line) for line in text.split("\n")]
    return INLINE.parseInline(text)[0].children or []


def depth_of(marks: Sequence[str]) -> int:
    """How many brackets are open at once at most."""
    return max(accumulate((mark == "[") - (mark == "]") for mark in marks), default=0)


@dataclass
class Page:
    """Collects blocks from tokens in order."""

    blocks: list[Block] = field(default_factory=list)
    pictures: int = 0
    tables: int = 0
    level: int | None = None
    marker: str = ""
    counters: list[int | None] = field(default_factory=list)
    items: frozenset[int] = frozenset()
    is_item: bool = False
    cells: list[str] | None = None

    def take(self, tokens: Sequence[Token]) -> None:
        self.items = listed(tokens)
        for token in tokens:
            if token.type == "inline":
                self.take_inline(token)
            elif token.type in {"fence", "code_block"}:
                self.blocks += [Block(line) for line in token.content.splitlines()]
            else:
                self.take_mark(token)

    def take_mark(self, token: Token) -> None:
        match token.type:
            case "heading_open":
                self.level = int(token.tag[1:])
            case "heading_close":
                self.level = None
            case "ordered_list_open":
                self.counters.append(int(token.attrGet("start") or 1))
            case "bullet_list_open":
                self.counters.append(None)
            case "ordered_list_close" | "bullet_list_close":
                self.counters.pop()
            case "list_item_open":
                self.marker, self.is_item = self.next_marker(token), id(token) in self.items
            case "list_item_close":
                self.marker, self.is_item = "", False
            case "table_open":
                self.tables += 1
            case "tr_open":
                self.cells = []
            case "tr_close":
                self.end_row()

    def next_marker(self, token: Token) -> str:
        number = self.counters[-1] if self.counters else None
        if number is None:
            return ""
        self.counters[-1] = number + 1
        return f"{number}{token.markup} "

    def end_row(self) -> None:
        if text := CELL_BORDER.join(filter(None, self.cells or [])):
            self.blocks.append(Block(text))
        self.cells = None

    def take_inline(self, token: Token) -> None:
        children = parsed(token.content)
        self.pictures += sum(child.type == "image" for child in children)
        if self.cells is not None:
            self.cells.append(" ".join(lines(children)))
            return
        emphasis = self.level is None and is_strong(children)
        for text in [" ".join(lines(children))] if self.level else lines(children):
            if text:
                self.blocks.append(Block(self.marker + text, self.level, emphasis, self.is_item))
                self.marker, self.is_item = "", False


def listed(tokens: Sequence[Token]) -> frozenset[int]:
    """The ids of the tokens that open list items.

    A number alone, with its text outside of the list, may be a heading where the author marks none: it is no item then.
    """
    marks_headings = any(token.type == "heading_open" and token.tag != "h1" for token in tokens)
    found: set[int] = set()
    lists: list[list[int]] = []
    for token in tokens:
        if token.type.endswith("_list_open"):
            lists.append([])
        elif token.type == "list_item_open":
            lists[-1].append(id(token))
        elif token.type.endswith("_list_close") and (len(items := lists.pop()) > 1 or marks_headings):
            found.update(items)
    return frozenset(found)


def lines(children: Sequence[Token]) -> Iterator[str]:
    """The words, one line for each hard break."""
    text = ""
    for child in children:
        if child.type == "hardbreak":
            yield squeeze(text)
            text = ""
        elif child.type == "softbreak":
            text += "\n"
        elif child.type != "image":
            text += child.content
    yield squeeze(text)


def is_strong(children: Sequence[Token]) -> bool:
    """Whether all words are inside ** or __."""
    depth = 0
    for child in children:
        depth += child.nesting if child.tag == "strong" else 0
        if depth == 0 and child.nesting == 0 and child.content.strip():
            return False
    return any(child.tag == "strong" for child in children)
