"""The text of an HTML tree as it flows on a page: blocks, headings, numbered items, table rows, notes at the end."""

import re
from dataclasses import dataclass, field
from itertools import zip_longest

from lxml import etree

from studyapp.chinese.characters import HAN
from studyapp.chinese.ordinals import ordinal
from studyapp.importing.material import Block
from studyapp.importing.readers.trees import local

UNSEEN = ("script", "style", "noscript", "template", "head", "title", "map")
EMBEDDED = ("iframe", "object", "svg", "math", "audio", "video", "canvas")
CONTROLS = ("form", "select", "option", "button", "input", "textarea")
AROUND = ("nav", "footer")
PRONUNCIATION = ("rt", "rp")
SKIPPED = frozenset((*UNSEEN, *EMBEDDED, *CONTROLS, *AROUND, *PRONUNCIATION))
HEADINGS = {f"h{level}": level for level in range(1, 7)}
PHRASES = ("a", "abbr", "acronym", "bdi", "bdo", "cite", "data", "del", "dfn", "ins", "label", "q", "rb", "rtc", "ruby")
FACES = (
    "b",
    "big",
    "em",
    "font",
    "i",
    "mark",
    "nobr",
    "s",
    "small",
    "span",
    "strike",
    "strong",
    "sub",
    "sup",
    "u",
    "wbr",
)
TECHNICAL = ("code", "kbd", "samp", "time", "tt", "var")
INLINE = frozenset((*PHRASES, *FACES, *TECHNICAL))
BOLD = {"b", "strong"}
HIDING_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
BOLD_STYLE = re.compile(r"font-weight\s*:\s*(bold|[6-9]00)", re.IGNORECASE)
ASIDE_ROLES = {"navigation", "complementary", "contentinfo", "search", "banner", "doc-backlink", "doc-toc"}
BACKLINK = re.compile(r"\bfootnote-back(ref)?\b")
NOTE_REFERENCE = re.compile(r"noteref|doc-noteref|footnote-ref")
NOTES = re.compile(r"\b(doc-)?(foot|end|rear)notes?\b")
LIST_STYLES = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
WIDE = re.compile(rf"[{HAN}\u2e80-\u33ff\uff00-\uffef“”‘’—…]")  # Han characters and their punctuation
WRAPPED_LINE = 16  # characters; a break after fewer is where the writer left a blank: 第三章↵有限责任公司
BLANKS = re.compile(r"[ \t\r\n\f]+")
CELL_BORDER = " | "
ROW_CHARACTERS = 2_000  # a longer row is a page laid out in a table


def squeeze(text: str) -> str:
    """Blanks as a browser shows them; but a line end that wraps Chinese words is none."""
    lines = text.splitlines()
    joined = "".join(line + joint(line, following) for line, following in zip_longest(lines, lines[1:], fillvalue=""))
    return BLANKS.sub(" ", joined).strip(" ")


def joint(line: str, following: str) -> str:
    before, after = line.strip(" \t"), following.strip(" \t")
    wraps = len(before) >= WRAPPED_LINE and WIDE.match(before[-1]) and WIDE.match(after[:1])
    return "" if wraps else " "


def said(element: etree._Element) -> str:
    """What epub:type, role and class say about an element."""
    types = (value for name, value in element.items() if str(name).rpartition("}")[2] in {"type", "role", "class"})
    return " ".join(map(str, types))


def is_left_out(element: etree._Element) -> bool:
    tag = local(element)
    if tag in SKIPPED or element.get("role") in ASIDE_ROLES or BACKLINK.search(element.get("class") or ""):
        return True
    if element.get("hidden") is not None or HIDING_STYLE.search(element.get("style") or ""):
        return True
    return tag == "aside" and not is_note(element)


def is_note(element: etree._Element) -> bool:
    return local(element) in {"aside", "section", "div"} and bool(NOTES.search(said(element)))


@dataclass
class Flow:
    """Collects blocks while the tree is walked; nothing here recurses, for trees may be deep."""

    blocks: list[Block] = field(default_factory=list)
    notes: list[Block] = field(default_factory=list)
    pictures: int = 0
    tables: int = 0
    pieces: list[str] = field(default_factory=list)
    levels: list[int] = field(default_factory=list)
    counters: list[int | None] = field(default_factory=list)
    marker: str = ""
    is_item: bool = False
    marks_headings: bool = False  # below the title
    bold: int = 0
    bold_characters: int = 0
    note_depth: int = 0
    preformatted: int = 0

    def take(self, text: str | None) -> None:
        if text:
            self.pieces.append(text)
            self.bold_characters += len("".join(text.split())) if self.bold else 0

    def end_block(self) -> None:
        raw = "".join(self.pieces)
        lines = raw.splitlines() if self.preformatted else [squeeze(raw)]
        whole = self.bold_characters >= len("".join(raw.split()))
        for text in lines:
            if text.strip():
                level = self.levels[-1] if self.levels else None
                block = Block(self.marker + text, level, emphasis=whole and level is None, item=self.is_item)
                (self.notes if self.note_depth else self.blocks).append(block)
                self.marker, self.is_item = "", False
        self.pieces, self.bold_characters = [], 0

    def walk(self, root: etree._Element) -> None:
        walker = etree.iterwalk(root, events=("start", "end"))
        skipped = None
        for event, element in walker:
            if event == "end":
                if element is not skipped:
                    self.close(element)
                self.take(element.tail if element is not root else None)
            elif is_left_out(element) or self.is_atom(element):
                walker.skip_subtree()
                skipped = element
            else:
                self.open(element)
                self.take(element.text)
        self.end_block()

    def is_atom(self, element: etree._Element) -> bool:
        """Pictures, breaks, note marks and rows of tables are taken as one thing, not walked."""
        tag = local(element)
        if tag == "img":
            self.pictures += 1
        elif tag == "br":
            self.break_line()
        elif tag in {"a", "sup"} and (mark := note_mark(element)):
            self.take(f"[{mark}]")
        elif tag == "table" and not is_layout(element):
            self.table(element)
        else:
            return not tag
        return True

    def break_line(self) -> None:
        if self.preformatted or self.levels:
            self.take("\n")
        else:
            self.end_block()

    def table(self, table: etree._Element) -> None:
        self.end_block()
        self.tables += 1
        for row in table.iter():
            if local(row) in {"tr", "caption"}:
                cells = [row] if local(row) == "caption" else [cell for cell in row if local(cell) in {"td", "th"}]
                self.take(CELL_BORDER.join(filter(None, (squeeze(visible(cell)) for cell in cells))))
                self.end_block()
        self.pictures += sum(1 for each in table.iter() if local(each) == "img")

    def open(self, element: etree._Element) -> None:
        tag = local(element)
        if tag not in INLINE:
            self.end_block()
        self.bold += is_bold(element)
        self.note_depth += is_note(element)
        self.preformatted += tag == "pre"
        if tag in HEADINGS:
            self.levels.append(HEADINGS[tag])
            self.marks_headings |= tag != "h1"
        elif tag in {"ol", "ul", "menu"}:
            self.counters.append(integer(element.get("start"), 1) if tag == "ol" else None)
        elif tag == "li":
            self.marker = self.next_marker(element)
            self.is_item = self.marks_headings or has_fellows(element)

    def close(self, element: etree._Element) -> None:
        tag = local(element)
        if tag not in INLINE:
            self.end_block()
        self.bold -= is_bold(element)
        self.note_depth -= is_note(element)
        self.preformatted -= tag == "pre"
        if tag in HEADINGS:
            self.levels.pop()
        elif tag in {"ol", "ul", "menu"}:
            self.counters.pop()
        elif tag == "li":
            self.marker, self.is_item = "", False

    def next_marker(self, item: etree._Element) -> str:
        if not self.counters or self.counters[-1] is None:
            return ""
        number = integer(item.get("value"), self.counters[-1])
        self.counters[-1] = number + 1
        parent = item.getparent()
        style = LIST_STYLES.get((parent.get("type") or "") if parent is not None else "", "decimal")
        return f"{ordinal(number, style)}. "


def has_fellows(item: etree._Element) -> bool:
    """One item alone may be a heading, with its text outside of the list."""
    return any(local(each) == "li" for each in (item.getprevious(), item.getnext()) if each is not None)


def is_bold(element: etree._Element) -> bool:
    return local(element) in BOLD or bool(BOLD_STYLE.search(element.get("style") or ""))


def integer(text: str | None, otherwise: int) -> int:
    return int(text) if text and re.fullmatch(r"-?\d{1,6}", text) else otherwise


def note_mark(element: etree._Element) -> str:
    """The 1 of a raised link to a note, or nothing."""
    tag = local(element)
    links = [element] if tag == "a" else [child for child in element if local(child) == "a"]
    if not links or not (tag == "sup" or NOTE_REFERENCE.search(said(element))):
        return ""
    mark = "".join(map(str, element.itertext())).strip("[]〔〕() \n")
    return mark if len(mark) <= len("9999") else ""


def is_layout(table: etree._Element) -> bool:
    """Old pages are laid out in tables: then the cells are walked like any other box."""
    inside = (local(each) for each in table.iter() if each is not table)
    if any(tag in {"table", "ul", "ol", *HEADINGS} for tag in inside):
        return True
    return any(sum(map(len, row.itertext())) > ROW_CHARACTERS for row in table.iter() if local(row) == "tr")


def visible(cell: etree._Element) -> str:
    if not len(cell):
        return cell.text or ""
    flow = Flow()
    flow.walk(cell)
    return " ".join(block.text for block in (*flow.blocks, *flow.notes))
