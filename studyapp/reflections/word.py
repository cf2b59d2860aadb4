"""A reflection as a Word file: A4, the fonts of official papers by name, quotes set in, page numbers."""

import re
from collections.abc import Sequence
from datetime import UTC
from io import BytesIO
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from markdown_it.token import Token

from studyapp.markdown import LONGEST, parser
from studyapp.reflections.models import Reflection
from studyapp.reflections.wording import parts

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TITLE, BODY, HEAD, QUOTE = "宋体", "仿宋", "黑体", "楷体"
LATIN = "Times New Roman"
NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
NOT_A_NAME = re.compile(r"[\x00-\x1f\x7f\\/:*?\"<>|\u200b-\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def name_of(reflection: Reflection) -> str:
    return NOT_A_NAME.sub("", reflection.name)[:60].strip(" .") or "reflection"


def about(reflection: Reflection) -> str:
    """《沿河而行》心得 · 林溪 · 2026年11月24日."""
    day = date_format(localtime(reflection.changed_at), "DATE_FORMAT")
    said = {"article": reflection.article, "name": reflection.author, "day": day}
    return _("《%(article)s》心得 · %(name)s · %(day)s") % said


def document(reflection: Reflection) -> bytes:
    paper = Document()
    set_up(paper, reflection)
    line(paper, reflection.name, font=TITLE, size=18, is_bold=True, alignment=WD_ALIGN_PARAGRAPH.CENTER)
    line(paper, about(reflection), size=10.5, below=14, alignment=WD_ALIGN_PARAGRAPH.CENTER)
    for part in parts(reflection.body):
        if part.heading:
            line(paper, part.heading, font=HEAD, size=14, above=12, below=4).paragraph_format.keep_with_next = True
        blocks(paper, parser.parse(part.text[:LONGEST]))
    foot(paper)
    kept = BytesIO()
    paper.save(kept)
    return kept.getvalue()


def set_up(paper: Any, reflection: Reflection) -> None:
    page = paper.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.top_margin, page.bottom_margin, page.left_margin, page.right_margin = Mm(30), Mm(25), Mm(28), Mm(28)
    style = paper.styles["Normal"]
    style.font.size = Pt(12)
    named(style.element.get_or_add_rPr(), BODY)
    for spoken in paper.styles.element.iter(qn("w:lang")):
        spoken.set(qn("w:eastAsia"), "zh-CN")  # or the commas stand in the middle, as in Japan
    style.paragraph_format.space_after, style.paragraph_format.line_spacing = Pt(0), 1.6
    said = paper.core_properties
    said.title, said.author, said.language = plain(reflection.name), plain(str(reflection.author)), "zh-CN"
    said.last_modified_by, said.comments = plain(str(reflection.author)), ""
    said.created = said.modified = reflection.changed_at.astimezone(UTC)


def line(paper: Any, text: str, *, above: float = 0, below: float = 0, alignment: Any = None, **how: Any) -> Any:
    paragraph = paper.add_paragraph()
    paragraph.alignment = alignment
    paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = Pt(above), Pt(below)
    write(paragraph, text, **how)
    return paragraph


def blocks(paper: Any, tokens: Sequence[Token]) -> None:
    """Paragraphs as they stand in the Markdown; in quotes set in, in lists behind their sign."""
    quotes, sign = 0, ""
    lists: list[int | None] = []  # of those around it the number of the next item, None where there are none
    for token in tokens:
        if token.type in {"blockquote_open", "blockquote_close"}:
            quotes += token.nesting
        elif token.type in {"bullet_list_open", "ordered_list_open"}:
            lists.append(int(token.attrs.get("start", 1)) if token.tag == "ol" else None)
        elif token.type in {"bullet_list_close", "ordered_list_close"}:
            lists.pop()
        elif token.type == "list_item_open":
            number = lists.pop()
            sign = "· " if number is None else f"{number}. "
            lists.append(None if number is None else number + 1)
        elif token.type == "inline" or token.type in {"fence", "code_block"}:
            said(paper, token, sign=sign, is_quote=quotes > 0, depth=len(lists))
            sign = ""


def said(paper: Any, token: Token, *, sign: str, is_quote: bool, depth: int) -> None:
    paragraph = paper.add_paragraph()
    form = paragraph.paragraph_format
    paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    form.space_before = Pt(3)
    left = (36 if is_quote else 0) + (24 + 14 * depth if depth else 0)
    form.left_indent, form.first_line_indent = Pt(left), Pt(-14 if sign else 0 if left else 24)
    write(paragraph, sign)
    font, size, is_bold = QUOTE if is_quote else BODY, 11 if is_quote else 12, False
    for child in token.children or [token]:
        is_bold = child.type == "strong_open" or (is_bold and child.type != "strong_close")
        if child.type in {"softbreak", "hardbreak"}:
            paragraph.add_run().add_break()
        elif child.content:
            write(paragraph, child.content, font=font, size=size, is_bold=is_bold)


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


def foot(paper: Any) -> None:
    """The number of the page, which Word counts itself."""
    below = paper.sections[0].footer.paragraphs[0]
    below.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = write(below, "", font=TITLE, size=10.5)
    for kind, words in (("begin", ""), ("", "PAGE"), ("end", "")):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = words
        run._r.append(element)
