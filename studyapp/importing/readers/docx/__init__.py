"""Word documents: headings, automatic numbers, pseudo-headings, tables by row and notes at the end."""

import io
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby
from posixpath import dirname, join, normpath

from lxml import etree

from studyapp.chinese.markers import is_unit, opening
from studyapp.importing import limits
from studyapp.importing.material import Block, Choices, Material
from studyapp.importing.readers.archive import DAMAGED, Archive
from studyapp.importing.readers.docx.numbering import Numbering
from studyapp.importing.readers.docx.paragraphs import Scribe, Written
from studyapp.importing.readers.docx.styles import Styles, child, layout_of, value
from studyapp.importing.readers.omissions import left_out
from studyapp.importing.readers.trees import CLOSED, TOO_COMPLEX, local, xml
from studyapp.importing.remarks import RefusedError

LARGER = 1.15  # times the size of the body: clearly larger
CELL_BORDER = " | "
MAIN_PART = "word/document.xml"
PROPERTIES = "docProps/core.xml"
UNITS = {"p", "tbl"}
CATALOGUE = "Table of Contents"
FEWEST_ITEMS = 3  # in a row

Listing = tuple[str | None, int | None] | None  # list and level, where Word writes a number


@dataclass(frozen=True, slots=True)
class Line:
    text: str
    level: int | None
    is_bold: bool
    size: int
    listing: Listing = None


def read(data: bytes, choices: Choices) -> Material:
    archive = Archive(data)
    main = main_part(archive)
    document = archive.read(main)
    if document is None:
        raise RefusedError(DAMAGED)
    reader = Reader(archive, dirname(main))
    for unit in units(document):
        reader.take(unit)
    reader.take_notes()
    return Material(
        emphasized(reader.lines),
        format="docx",
        title=reader.title or title_of(archive),
        warnings=left_out(**reader.counts),
    )


def title_of(archive: Archive) -> str | None:
    """What the properties say."""
    title = child(xml(archive.read(PROPERTIES) or b"<none/>"), "title")
    return None if title is None else (title.text or "").strip() or None


def main_part(archive: Archive) -> str:
    """Nearly always word/document.xml; else where the package's relations point."""
    if MAIN_PART in archive.names:
        return MAIN_PART
    relations = xml(archive.read("_rels/.rels") or b"<none/>")
    targets = (each.get("Target") or "" for each in relations if is_main(each)) if relations is not None else iter(())
    return normpath(next(targets, MAIN_PART)).lstrip("/")


def is_main(relation: etree._Element) -> bool:
    return (relation.get("Type") or "").endswith("/officeDocument")


def units(document: bytes) -> Iterator[etree._Element]:
    """Paragraphs and tables of the body in order, each let go before the next is read."""
    if document.count(b"<") > limits.DOCX_TAGS:
        raise RefusedError(TOO_COMPLEX)
    events = etree.iterparse(io.BytesIO(document), tag=("{*}p", "{*}tbl"), **CLOSED)
    try:
        for _event, element in events:
            if not any(local(each) in UNITS for each in element.iterancestors()):
                yield element
                forget(element)
    except etree.XMLSyntaxError as error:
        raise RefusedError(DAMAGED) from error


def forget(element: etree._Element) -> None:
    parent = element.getparent()
    element.clear()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


class Reader:
    """Takes units in order and keeps the lines they make."""

    def __init__(self, archive: Archive, folder: str) -> None:
        self.archive, self.folder = archive, folder
        self.styles = Styles(self.part("styles.xml"))
        self.numbering = Numbering(self.part("numbering.xml"), self.styles)
        self.scribe = Scribe(self.styles)
        self.lines: list[Line] = []
        self.counts: Counter[str] = Counter()
        self.title: str | None = None

    def part(self, name: str) -> etree._Element | None:
        data = self.archive.read(join(self.folder, name))
        return None if data is None else xml(data)

    def take(self, unit: etree._Element) -> None:
        if in_catalogue(unit):
            self.counts["catalogue"] += 1
        elif local(unit) == "tbl":
            self.take_table(unit)
        else:
            self.take_paragraph(unit)

    def take_paragraph(self, paragraph: etree._Element) -> None:
        style_id = self.style_of(paragraph)
        if self.styles.layout(style_id).level:
            self.scribe.fields.open.clear()  # no catalogue holds headings: its end got lost
        began_inside = self.scribe.fields.in_catalogue()
        written = self.scribe.read(paragraph, style_id)
        self.counts["pictures"] += written.pictures
        if began_inside or self.scribe.fields.in_catalogue() or self.styles.is_catalogue(style_id):
            self.counts["catalogue"] += bool(written.text.strip())
            return
        if self.styles.is_title(style_id) and not self.title:
            self.title = written.text.strip() or None
        self.write(paragraph, written, style_id)
        self.take_boxes(written)

    def style_of(self, paragraph: etree._Element) -> str | None:
        return value(child(paragraph, "ppr", "pstyle")) or self.styles.standard

    def write(self, paragraph: etree._Element, written: Written, style_id: str | None) -> None:
        layout = layout_of(child(paragraph, "ppr")).over(self.styles.layout(style_id))
        if not written.text.strip():
            return
        label = self.numbering.label(layout.list_id, layout.list_level, style_id)
        text = written.text.strip("\n")
        for line in [text.replace("\n", " ")] if layout.level else text.split("\n"):
            listing = (layout.list_id, layout.list_level) if layout.list_id in self.numbering.lists else None
            self.lines.append(Line(label + line, layout.level or None, written.is_bold, written.size, listing))
            label = ""

    def take_boxes(self, written: Written) -> None:
        self.counts["textboxes"] += len(written.boxes)
        for box in written.boxes:
            for unit in box:
                if local(unit) in UNITS:
                    self.take(unit)

    def take_table(self, table: etree._Element) -> None:
        self.counts["tables"] += 1
        for row in table.iter("{*}tr"):
            cells = (self.cell(each) for each in row.iter("{*}tc"))
            if text := CELL_BORDER.join(filter(None, cells)):
                self.lines.append(Line(text, None, False, 0))

    def cell(self, cell: etree._Element) -> str:
        texts = []
        for paragraph in cell:
            if local(paragraph) == "p":
                written = self.scribe.read(paragraph, self.style_of(paragraph))
                self.counts["pictures"] += written.pictures
                texts.append(" ".join(written.text.split()))
        return " ".join(filter(None, texts))

    def take_notes(self) -> None:
        """Notes in the order in which the text calls them; what calls no one is not shown by Word either."""
        parts = {kind: self.part(f"{kind}s.xml") for kind in {kind for kind, _id in self.scribe.notes}}
        for (kind, note_id), mark in list(self.scribe.notes.items()):
            root = parts[kind]
            notes = (each for each in root if value(each, "id") == note_id) if root is not None else iter(())
            if (note := next(notes, None)) is not None:
                self.counts["notes"] += 1
                self.write_note(note, f"[{mark}] ")

    def write_note(self, note: etree._Element, label: str) -> None:
        for paragraph in note.iter("{*}p"):
            if text := self.scribe.read(paragraph, self.style_of(paragraph)).text.strip():
                self.lines.append(Line(label + " ".join(text.split("\n")), None, False, 0))
                label = ""


def in_catalogue(unit: etree._Element) -> bool:
    boxes = (each for each in unit.iterancestors() if local(each) == "sdt")
    galleries = (value(child(each, "sdtpr", "docpartobj", "docpartgallery")) for each in boxes)
    return any(gallery == CATALOGUE for gallery in galleries)


def emphasized(lines: list[Line]) -> tuple[Block, ...]:
    """Blocks, with what is larger than most of the text, or bold where most of it is not, standing out."""
    sizes: Counter[int] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text) if line.size else 0
    body = sizes.most_common(1)[0][0] if sizes else 0
    bold_matters = 2 * sum(len(line.text) for line in lines if line.is_bold) < sum(len(line.text) for line in lines)

    def stands_out(line: Line) -> bool:
        return line.level is None and ((line.is_bold and bold_matters) or line.size > LARGER * body > 0)

    items = listed(lines, lambda line: None if line.level or stands_out(line) else line.listing)
    return tuple(Block(line.text, line.level, stands_out(line), id(line) in items) for line in lines)


def listed(lines: list[Line], listing: Callable[[Line], Listing]) -> set[int]:
    """The ids of what Word numbers in rows without text between, chapters aside; numbers far apart may be headings."""
    rows = (list(row) for in_list, row in groupby(lines, listing) if in_list)
    return {id(line) for row in rows if len(row) >= FEWEST_ITEMS for line in row if not is_chapter(line)}


def is_chapter(line: Line) -> bool:
    marker = opening(line.text)
    return marker is not None and is_unit(marker.style)
