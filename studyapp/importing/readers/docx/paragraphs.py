"""What is written in one w:p: its lines with how they look, the notes it calls, the boxes and pictures in it."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from studyapp.importing.readers.docx.styles import DEFAULT_SIZE, Look, Styles, child, look_of, value
from studyapp.importing.readers.trees import local

# Deleted and moved-away words, instructions of fields, second renderings, pronunciation, comments' anchors.
UNREAD = {"del", "movefrom", "instrtext", "deltext", "fallback", "rt", "ppr", "rpr", "rubypr", "sdtpr", "annotationref"}
PICTURES = {"blip", "imagedata"}
SIGNS = {"tab": " ", "ptab": " ", "nobreakhyphen": "-", "cr": "\n"}
PAGE_BREAKS = {"page", "column"}
NOTE_CALLS = {"footnotereference": "footnote", "endnotereference": "endnote"}


@dataclass
class Written:
    """A paragraph's text with its line breaks; `size` is the smallest size of its characters, in half points."""

    pieces: list[str] = field(default_factory=list)
    bold_characters: int = 0
    characters: int = 0
    size: int = 0
    pictures: int = 0
    boxes: list[etree._Element] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(self.pieces)

    @property
    def is_bold(self) -> bool:
        return 0 < self.characters == self.bold_characters

    def take(self, text: str, look: Look) -> None:
        self.pieces.append(text)
        if count := len("".join(text.split())):
            size = look.size or DEFAULT_SIZE
            self.size = min(self.size, size) if self.characters else size
            self.characters += count
            self.bold_characters += count if look.bold else 0


class Fields:
    """Which fields are open, across paragraphs: a catalogue is the result of a TOC field."""

    def __init__(self) -> None:
        self.open: list[str] = []

    def follow(self, element: etree._Element) -> None:
        kind = value(element, "fldCharType")
        if kind == "begin":
            self.open.append("")
        elif kind == "end" and self.open:
            self.open.pop()

    def instruct(self, text: str) -> None:
        if self.open:
            self.open[-1] += text

    def in_catalogue(self) -> bool:
        return any(instruction.split()[:1] == ["TOC"] for instruction in self.open)


class Scribe:
    """Reads paragraphs in order. `notes` collects the (kind, id) of notes as they are called."""

    def __init__(self, styles: Styles) -> None:
        self.styles = styles
        self.fields = Fields()
        self.notes: dict[tuple[str, str], int] = {}

    def read(self, paragraph: etree._Element, style_id: str | None) -> Written:
        written = Written()
        base = self.styles.look(style_id).over(self.styles.defaults)
        for element, look in self.walk(paragraph, base):
            self.note_down(element, look, written)
        return written

    def walk(self, element: etree._Element, look: Look) -> Iterator[tuple[etree._Element, Look]]:
        """Leaves in reading order with their look. The parser lets nothing nest deeper than 256."""
        for each in element:
            tag = local(each)
            if tag in {"fldchar", "instrtext", "txbxcontent", "t", "br"} or not len(each):
                yield each, look
            elif tag == "r":
                yield from self.walk(each, self.look_of_run(each, look))
            elif tag not in UNREAD:
                yield from self.walk(each, look)

    def look_of_run(self, run: etree._Element, base: Look) -> Look:
        properties = child(run, "rpr")
        if properties is None:
            return base
        style = value(child(properties, "rstyle"))
        return look_of(properties).over(self.styles.look(style) if style else Look()).over(base)

    def note_down(self, element: etree._Element, look: Look, written: Written) -> None:
        tag = local(element)
        if tag == "fldchar":
            self.fields.follow(element)
        elif tag == "instrtext":
            self.fields.instruct(element.text or "")
        elif tag == "txbxcontent":
            written.boxes.append(element)
        elif tag in PICTURES:
            written.pictures += 1
        elif tag not in UNREAD and not look.hidden:
            written.take(self.text_of(element, tag), look)

    def text_of(self, element: etree._Element, tag: str) -> str:
        if tag == "t":
            return (element.text or "") + "".join(closed_entity.tail or "" for closed_entity in element)
        if tag == "br":
            return "" if value(element, "type") in PAGE_BREAKS else "\n"
        if tag in NOTE_CALLS:
            call = (NOTE_CALLS[tag], value(element, "id") or "")
            return f"[{self.notes.setdefault(call, len(self.notes) + 1)}]"
        return SIGNS.get(tag, "")
