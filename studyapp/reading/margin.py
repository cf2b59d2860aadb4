"""What stands in the margins of a paragraph, as HTML: the count of its notes, and their slips. For pages have many."""

from html import escape

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from studyapp.reading.beside import Beside

COUNT = '<a class="note-count{look}" href="{notes}" data-panel aria-label="{label}">{count}{dot}</a>'
DOT = '<span class="unread-dot"></span>'
ASIDE = '<aside class="notes" id="notes-{number}" role="note" aria-label="{label}">{heat}{slips}{others}</aside>'
TOGETHER = '<a class="note heat-note" href="{notes}" data-panel>{said}</a>'
ALONE = '<span class="note heat-note">{said}</span>'
OTHERS = '<a class="note folded" href="{notes}" data-panel>{said}</a>'


def count_of(beside: Beside, *, label: str, notes: str) -> SafeString:
    """The link to all notes, where there is no room for them. `label` names the paragraph, `notes` is where they are.

    Without notes it counts the people who marked the same words.
    """
    look = " question" if beside.asks else "" if beside.total else " heat"
    facts = [label, counted(beside.total) if beside.total else marked_by(beside), _("未读") if beside.is_unread else ""]
    html = COUNT.format(
        look=look,
        notes=notes,
        label=escape(" · ".join(filter(None, facts))),
        count=beside.total or beside.together or 1,
        dot=DOT if beside.is_unread else "",
    )
    return mark_safe(html)  # noqa: S308 - of what people wrote there is nothing


def marked_by(beside: Beside) -> str:
    return _("%(people)s 人都划了这里") % {"people": beside.together} if beside.together else _("只有你注意到")


def aside_of(beside: Beside, *, number: int, label: str, notes: str) -> SafeString:
    html = ASIDE.format(
        number=number,
        label=escape(f"{label} · {counted(beside.total)}"),
        heat=heat_of(beside, notes),
        slips="".join(beside.slips),
        others=OTHERS.format(notes=notes, said=escape(others_of(beside))) if beside.folded else "",
    )
    return mark_safe(html)  # noqa: S308 - of what people wrote there is nothing but the slips


def heat_of(beside: Beside, notes: str) -> str:
    if beside.together:
        said = _("<b>%(people)s 人</b>都划了这一句") % {"people": beside.together}
        return TOGETHER.format(notes=notes, said=said)
    return ALONE.format(said=escape(_("只有你注意到"))) if beside.alone else ""


def counted(count: int) -> str:
    return ngettext("%(count)s 条批注", "%(count)s 条批注", count) % {"count": count}


def others_of(beside: Beside) -> str:
    if not beside.slips:
        return counted(beside.total)
    return ngettext("还有 %(count)s 条", "还有 %(count)s 条", beside.folded) % {"count": beside.folded}
