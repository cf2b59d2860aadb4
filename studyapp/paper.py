"""Word files on A4: the fonts of official papers by name, numbers of pages, names of files."""

import re
from datetime import UTC, datetime
from io import BytesIO
from typing import Any, NamedTuple

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TITLE, BODY, HEAD, QUOTE = "宋体", "仿宋", "黑体", "楷体"
LATIN = "Times New Roman"
NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
NOT_A_NAME = re.compile(r"[\x00-\x1f\x7f\\/:*?\"<>|\u200b-\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


class Margins(NamedTuple):
    """In millimetres."""

    top: int
    bottom: int
    sides: int


def sheet(margins: Margins, *, leading: Any) -> Any:
    """An empty document. `leading`: lines, or a length that is the same whatever fonts a machine has."""
    paper = Document()
    page = paper.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.top_margin, page.bottom_margin = Mm(margins.top), Mm(margins.bottom)
    page.left_margin = page.right_margin = Mm(margins.sides)
    style = paper.styles["Normal"]
    style.font.size = Pt(12)
    named(style.element.get_or_add_rPr(), BODY)
    for spoken in paper.styles.element.iter(qn("w:lang")):
        spoken.set(qn("w:eastAsia"), "zh-CN")  # or the commas stand in the middle, as in Japan
    style.paragraph_format.space_after, style.paragraph_format.line_spacing = Pt(0), leading
    return paper


def describe(paper: Any, *, title: str, author: str, moment: datetime) -> None:
    """What the file says of itself."""
    said = paper.core_properties
    said.title, said.author, said.language = plain(title), plain(author), "zh-CN"
    said.last_modified_by, said.comments = plain(author), ""
    said.created = said.modified = moment.astimezone(UTC)


def content(paper: Any) -> bytes:
    kept = BytesIO()
    paper.save(kept)
    return kept.getvalue()


def file_name(words: str, *, longest: int) -> str:
    """Without what a file's name cannot hold; empty when nothing is left."""
    return NOT_A_NAME.sub("", words)[:longest].strip(" .")


def write(paragraph: Any, text: str, *, font: str = BODY, size: float = 12, is_bold: bool = False) -> Any:
    run = paragraph.add_run(plain(text))
    run.font.size, run.font.bold = Pt(size), is_bold
    named(run._r.get_or_add_rPr(), font)
    return run


def named(properties: Any, font: str) -> None:
    """Latin letters in the Latin font, Han in this one."""
    fonts = properties.get_or_add_rFonts()
    for script, name in (("ascii", LATIN), ("hAnsi", LATIN), ("cs", LATIN), ("eastAsia", font)):
        fonts.set(qn(f"w:{script}"), name)


def plain(text: str) -> str:
    """Without what no XML file can hold."""
    return NOT_XML.sub("", text)


def number_of_page(run: Any) -> None:
    """Word counts itself."""
    for kind, words in (("begin", ""), ("", "PAGE"), ("end", "")):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = words
        run._r.append(element)
