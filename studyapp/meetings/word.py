"""A study record as a Word file: A4, a table, the fonts of official papers by name, a header, page numbers."""

import re
from io import BytesIO
from typing import Any

from django.conf import settings
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import override
from docx import Document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from studyapp.meetings.layouts import Entry, entries, on_paper
from studyapp.meetings.models import StudyRecord
from studyapp.meetings.record_page import ordinal
from studyapp.meetings.times import zone_of

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TITLE, BODY, HEAD = "宋体", "仿宋", "黑体"
LATIN = "Times New Roman"
COLUMNS = (Mm(28), Mm(51), Mm(28), Mm(51))
NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
NOT_A_NAME = re.compile(r"[\x00-\x1f\x7f\\/:*?\"<>|\u200b-\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def document(record: StudyRecord) -> bytes:
    """In the language of the house, as the record itself is."""
    paper = Document()
    with override(settings.LANGUAGE_CODE):
        set_up(paper, record)
        head(paper, record)
        table(paper, entries(record))
        addenda(paper, record)
        foot(paper, record)
    kept = BytesIO()
    paper.save(kept)
    return kept.getvalue()


def name_of(record: StudyRecord) -> str:
    meeting = record.meeting
    with override(settings.LANGUAGE_CODE):
        day = localtime(meeting.started_at or meeting.starts_at, zone_of(meeting))
        title = _("%(group)s学习记录") % {"group": meeting.group}
    return NOT_A_NAME.sub("", f"{title}{day:%Y-%m-%d}")[:80].strip(" .") + ".docx"


def set_up(paper: Any, record: StudyRecord) -> None:
    page = paper.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.top_margin, page.bottom_margin, page.left_margin, page.right_margin = Mm(30), Mm(25), Mm(26), Mm(26)
    style = paper.styles["Normal"]
    style.font.size = Pt(12)
    named(style.element.get_or_add_rPr(), BODY)
    style.paragraph_format.space_after = Pt(0)
    style.paragraph_format.line_spacing = 1.5
    meeting = record.meeting
    properties = paper.core_properties
    properties.title, properties.author, properties.language = plain(str(meeting)), plain(str(meeting.group)), "zh-CN"
    properties.comments = ""


def named(properties: Any, font: str) -> None:
    """Latin letters in the Latin font, Han in this one."""
    fonts = properties.get_or_add_rFonts()
    for script, name in (("ascii", LATIN), ("hAnsi", LATIN), ("cs", LATIN), ("eastAsia", font)):
        fonts.set(qn(f"w:{script}"), name)


def write(paragraph: Any, text: str, *, font: str = BODY, size: float = 12, is_bold: bool = False) -> Any:
    run = paragraph.add_run(plain(text))
    run.font.size, run.font.bold = Pt(size), is_bold
    named(run._r.get_or_add_rPr(), font)
    return run


def plain(text: str) -> str:
    """Without what no XML file can hold."""
    return NOT_XML.sub("", text)


def head(paper: Any, record: StudyRecord) -> None:
    meeting = record.meeting
    above = paper.sections[0].header.paragraphs[0]
    above.alignment = WD_ALIGN_PARAGRAPH.CENTER
    is_draft = "" if record.is_signed else _("（草稿，未签发）")
    write(above, f"{meeting.group}{is_draft}", font=TITLE, size=9)
    centred = paper.add_paragraph()
    centred.alignment = WD_ALIGN_PARAGRAPH.CENTER
    write(centred, _("学习记录"), font=TITLE, size=22, is_bold=True)
    numbered = paper.add_paragraph()
    numbered.alignment = WD_ALIGN_PARAGRAPH.CENTER
    numbered.paragraph_format.space_after = Pt(8)
    write(
        numbered,
        _("%(title)s（第 %(number)s 次）") % {"title": meeting, "number": ordinal(meeting)},
        font=BODY,
        size=14,
    )


def table(paper: Any, there: list[Entry]) -> None:
    rows = on_paper(there)
    made = paper.add_table(rows=len(rows), cols=len(COLUMNS), style="Table Grid")
    made.alignment, made.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    for column, width in zip(made.columns, COLUMNS, strict=True):
        column.width = width
    for row, entries_of_row in zip(made.rows, rows, strict=True):
        for cell, width in zip(row.cells, COLUMNS, strict=True):
            cell.width = width
        fill(row, entries_of_row)


def fill(row: Any, there: list[Entry]) -> None:
    cells = list(row.cells)
    if len(there) == 1:
        cells = [cells[0], cells[1].merge(cells[3])]
    for index, entry in enumerate(there):
        label, text = cells[2 * index], cells[2 * index + 1]
        label.vertical_alignment = text.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
        label.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
        write(label.paragraphs[0], entry.label, font=HEAD, size=11)
        lines_in(text, entry.lines or [_("无")])


def lines_in(cell: Any, lines: list[str]) -> None:
    for index, line in enumerate(lines):
        write(cell.add_paragraph() if index else cell.paragraphs[0], line)


def addenda(paper: Any, record: StudyRecord) -> None:
    for each in record.addenda.select_related("added_by"):
        said = {"text": each.text, "name": each.added_by, "day": day_of(record, each.added_at)}
        paragraph = paper.add_paragraph()
        paragraph.paragraph_format.space_before = Pt(6)
        write(paragraph, _("补记："), font=HEAD, size=11)
        write(paragraph, _("%(text)s（%(name)s，%(day)s）") % said)


def foot(paper: Any, record: StudyRecord) -> None:
    signed = paper.add_paragraph()
    signed.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    signed.paragraph_format.space_before = Pt(24)
    write(signed, _("主持人签发：%(name)s") % {"name": record.signer or "＿＿＿＿＿＿＿＿"})
    dated = paper.add_paragraph()
    dated.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    write(dated, day_of(record, record.signed_at) if record.signed_at else _("　　年　　月　　日"))
    below = paper.sections[0].footer.paragraphs[0]
    below.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for words in ("— ", "PAGE", " —"):
        run = write(below, "" if words == "PAGE" else words, font=TITLE, size=10.5)
        if words == "PAGE":
            counted(run)


def counted(run: Any) -> None:
    """The number of the page, which Word counts itself."""
    for kind, words in (("begin", ""), ("", "PAGE"), ("end", "")):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = words
        run._r.append(element)


def day_of(record: StudyRecord, moment: Any) -> str:
    return date_format(localtime(moment, zone_of(record.meeting)), "DATE_FORMAT")
