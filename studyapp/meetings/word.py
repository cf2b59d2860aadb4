"""A study record as a Word file: A4, a table, the fonts of official papers by name, a header, page numbers."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import override
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from studyapp.meetings.layouts import Entry, entries, on_paper
from studyapp.meetings.models import StudyRecord
from studyapp.meetings.record_page import ordinal
from studyapp.meetings.times import zone_of
from studyapp.paper import BODY, HEAD, TITLE, Margins, content, describe, file_name, number_of_page, sheet, write

COLUMNS = (Mm(29), Mm(50), Mm(29), Mm(50))
LEAST_HEIGHT = Mm(9)  # of a row
CELL = {"top": 40, "left": 110, "bottom": 40, "right": 110}  # twentieths of a point, around the words of a cell
BORDERS = {"top": 12, "left": 12, "bottom": 12, "right": 12, "insideH": 4, "insideV": 4}  # eighths of a point
LINE = Pt(20)  # of one height whatever fonts a machine has
WHOLE = 240  # characters: a longer row may go on over the page
MARGINS = Margins(top=26, bottom=22, sides=26)


def document(record: StudyRecord) -> bytes:
    """In the language of the house, as the record itself is."""
    paper = sheet(MARGINS, leading=LINE)
    with override(settings.LANGUAGE_CODE):
        meeting, moment = record.meeting, record.signed_at or record.written_at
        describe(paper, title=str(meeting), author=str(meeting.group), moment=moment)
        head(paper, record)
        table(paper, entries(record))
        signature(paper, record)
        addenda(paper, record)
        foot(paper)
    return content(paper)


def name_of(record: StudyRecord) -> str:
    meeting = record.meeting
    with override(settings.LANGUAGE_CODE):
        day = localtime(meeting.started_at or meeting.starts_at, zone_of(meeting))
        title = _("%(group)s学习记录") % {"group": meeting.group}
    return file_name(f"{title}{day:%Y-%m-%d}", longest=80) + ".docx"


def head(paper: Any, record: StudyRecord) -> None:
    meeting = record.meeting
    above = paper.sections[0].header.paragraphs[0]
    above.alignment = WD_ALIGN_PARAGRAPH.CENTER
    is_draft = "" if record.is_signed else _("（草稿，未签发）")
    write(above, f"{meeting.group}{is_draft}", font=TITLE, size=9)
    centred = paper.add_paragraph()
    centred.alignment, centred.paragraph_format.line_spacing = WD_ALIGN_PARAGRAPH.CENTER, Pt(36)
    write(centred, _("学习记录"), font=TITLE, size=22, is_bold=True)
    numbered = paper.add_paragraph()
    numbered.alignment, numbered.paragraph_format.line_spacing = WD_ALIGN_PARAGRAPH.CENTER, Pt(24)
    numbered.paragraph_format.space_after = Pt(10)
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
    made._tbl.tblPr.append(sides("w:tblBorders", BORDERS, attributes={"val": "single", "space": "0", "color": "auto"}))
    made._tbl.tblPr.append(sides("w:tblCellMar", CELL, attributes={"type": "dxa"}, measure="w"))
    for column, width in zip(made.columns, COLUMNS, strict=True):
        column.width = width
    for row, entries_of_row in zip(made.rows, rows, strict=True):
        row.height, row.height_rule = LEAST_HEIGHT, WD_ROW_HEIGHT_RULE.AT_LEAST
        for cell, width in zip(row.cells, COLUMNS, strict=True):
            cell.width = width
        fill(row, entries_of_row)
    for cell in made.rows[-1].cells:
        keep_together(cell.paragraphs)


def sides(name: str, sizes: dict[str, int], *, attributes: dict[str, str], measure: str = "sz") -> Any:
    """Borders or margins of a table, on each side."""
    around = OxmlElement(name)
    for side, size in sizes.items():
        element = OxmlElement(f"w:{side}")
        for key, value in {measure: str(size), **attributes}.items():
            element.set(qn(f"w:{key}"), value)
        around.append(element)
    return around


def fill(row: Any, there: list[Entry]) -> None:
    cells = list(row.cells)
    if len(there) == 1:
        cells = [cells[0], cells[1].merge(cells[3])]
    if sum(len(entry.field.text) for entry in there) < WHOLE:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    for index, entry in enumerate(there):
        label, text = cells[2 * index], cells[2 * index + 1]
        label.vertical_alignment = text.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
        label.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
        write(label.paragraphs[0], entry.label, font=HEAD, size=12)
        lines_in(text, entry.lines or [entry.nothing], is_wide=len(there) == 1)


def lines_in(cell: Any, lines: list[str], *, is_wide: bool) -> None:
    for index, line in enumerate(lines):
        paragraph = cell.add_paragraph() if index else cell.paragraphs[0]
        if is_wide:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        write(paragraph, line)


def keep_together(paragraphs: Iterable[Any]) -> None:
    """With what stands below: no signature alone on its page."""
    for paragraph in paragraphs:
        paragraph.paragraph_format.keep_with_next = True


def signature(paper: Any, record: StudyRecord) -> None:
    day = day_of(record, record.signed_at) if record.signed_at else _("　　　　年　　月　　日")
    name = _("主持人签发：%(name)s") % {"name": record.signer or "＿＿＿＿＿＿＿＿"}
    for words, above in ((name, Pt(14)), (day, Pt(0))):
        line = paper.add_paragraph()
        line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        line.paragraph_format.space_before, line.paragraph_format.keep_with_next = above, words == name
        write(line, words)


def addenda(paper: Any, record: StudyRecord) -> None:
    for each in record.addenda.select_related("added_by"):
        said = {"text": each.text, "name": each.added_by, "day": day_of(record, each.added_at)}
        paragraph = paper.add_paragraph()
        paragraph.paragraph_format.space_before = Pt(10)
        write(paragraph, _("补记："), font=HEAD)
        write(paragraph, _("%(text)s（%(name)s，%(day)s）") % said)


def foot(paper: Any) -> None:
    below = paper.sections[0].footer.paragraphs[0]
    below.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for words in ("— ", "PAGE", " —"):
        run = write(below, "" if words == "PAGE" else words, font=TITLE, size=10.5)
        if words == "PAGE":
            number_of_page(run)


def day_of(record: StudyRecord, moment: Any) -> str:
    return date_format(localtime(moment, zone_of(record.meeting)), "DATE_FORMAT")
