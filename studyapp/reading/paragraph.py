"""A paragraph as HTML, with what is drawn over it and said beside it. A template took ten times as long."""

from html import escape
from typing import TYPE_CHECKING

from django.utils.safestring import SafeString, mark_safe

if TYPE_CHECKING:
    from studyapp.reading.column import Line

PARAGRAPH = """<div class="paragraph {kind}" id="{place}" data-start="{start}">
  <div class="gutter">{gutter}</div>
  <p class="paragraph-text" data-stops="{stops}">{ink}</p>{aside}
</div>"""
NUMBER = '<a class="paragraph-number" href="{address}{number}/#p{number}" aria-label="{label}">{number}</a>{count}'


def paragraph_of(line: "Line", *, address: str) -> SafeString:
    """`address` is what the address of each paragraph of the text begins with."""
    numbered = {"address": address, "number": line.number, "label": escape(line.label), "count": line.count}
    html = PARAGRAPH.format(
        kind=line.kind,
        place=line.place,
        start=line.start,
        gutter=NUMBER.format(**numbered) if line.number else "",
        stops=line.stops,
        ink=line.ink,
        aside=line.aside,
    )
    return mark_safe(html)  # noqa: S308 - its pieces are HTML, and the label is escaped
