"""A reflection as a Word file: A4, the fonts of official papers by name, quotes set in, page numbers."""

from collections.abc import Sequence
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt
from markdown_it.token import Token

from studyapp.markdown import LONGEST, parser
from studyapp.paper import BODY, HEAD, QUOTE, TITLE, Margins, content, describe, file_name, number_of_page, sheet, write
from studyapp.reflections.models import Reflection
from studyapp.reflections.wording import parts

MARGINS = Margins(top=30, bottom=25, sides=28)
LEADING = 1.6  # lines


def name_of(reflection: Reflection) -> str:
    return file_name(reflection.name, longest=60) or "reflection"


def about(reflection: Reflection) -> str:
    """《沿河而行》心得 · 林溪 · 2026年11月24日."""
    day = date_format(localtime(reflection.changed_at), "DATE_FORMAT")
    said = {"article": reflection.article, "name": reflection.author, "day": day}
    return _("《%(article)s》心得 · %(name)s · %(day)s") % said


def document(reflection: Reflection) -> bytes:
    paper = sheet(MARGINS, leading=LEADING)
    describe(paper, title=reflection.name, author=str(reflection.author), moment=reflection.changed_at)
    line(paper, reflection.name, font=TITLE, size=18, is_bold=True, alignment=WD_ALIGN_PARAGRAPH.CENTER)
    line(paper, about(reflection), size=10.5, below=14, alignment=WD_ALIGN_PARAGRAPH.CENTER)
    for part in parts(reflection.body):
        if part.heading:
            line(paper, part.heading, font=HEAD, size=14, above=12, below=4).paragraph_format.keep_with_next = True
        blocks(paper, parser.parse(part.text[:LONGEST]))
    foot(paper)
    return content(paper)


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


def foot(paper: Any) -> None:
    below = paper.sections[0].footer.paragraphs[0]
    below.alignment = WD_ALIGN_PARAGRAPH.CENTER
    number_of_page(write(below, "", font=TITLE, size=10.5))
