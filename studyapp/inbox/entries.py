"""A page of notifications as its reader sees them: unread ones first, then those of each day, in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.core.paginator import Page, Paginator
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from studyapp.accounts.models import User
from studyapp.inbox.models import Notification

ON_A_PAGE = 30
Kind = Notification.Kind

# What one person does for all; who did the same before need not be counted.
OF_MEETINGS = {
    Kind.MEETING: gettext_lazy("%(name)s 请你参加学习会"),
    Kind.CHANGED: gettext_lazy("%(name)s 改了学习会的安排"),
    Kind.CANCELLED: gettext_lazy("%(name)s 取消了学习会"),
    Kind.HANDED: gettext_lazy("%(name)s 交来了学习记录，请你签发"),
    Kind.SIGNED: gettext_lazy("%(name)s 签发了学习记录"),
    Kind.SUMMARY: gettext_lazy("%(name)s 记下了你的发言，请你看看对不对"),
    Kind.TO_DO: gettext_lazy("%(name)s 给了你一项待办"),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """`words` say who did what; `person` is who did it last, None when nobody of them is left."""

    notification: Notification
    person: User | None
    words: str


@dataclass(frozen=True, slots=True)
class Day:
    """Entries that stand together; `day` is None for the unread ones."""

    day: date | None
    entries: list[Entry]


def days(user: User, *, number: str | None) -> tuple[Page[Notification], list[Day]]:
    """The page of that number, or the nearest there is; always the same few queries."""
    rows = Notification.objects.visible_to(user).with_people().select_related("group")
    page = Paginator(rows.unread_first(), ON_A_PAGE).get_page(number)
    return page, [Day(day, list(some)) for day, some in groupby(entries(page), key=day_of)]


def entries(rows: Iterable[Notification]) -> list[Entry]:
    """Of rows that know their people."""
    rows = list(rows)
    persons = User.objects.in_bulk({row.last for row in rows if row.last})
    by = [(row, persons.get(row.last or 0)) for row in rows]
    return [Entry(row, person, words(row, person)) for row, person in by]


def day_of(entry: Entry) -> date | None:
    row = entry.notification
    return timezone.localdate(row.happened_at) if row.read_at else None


def words(row: Notification, person: User | None) -> str:
    """李梅 回复了你的疑问; 李梅 等 3 人提到了你."""
    about = {"name": person or _("有人"), "people": row.people, "thing": row.get_about_display()}
    return said(row.kind, together=row.people > 1) % about


def said(kind: str, *, together: bool) -> str:
    if kind == Kind.MENTION:
        return _("%(name)s 等 %(people)s 人提到了你") if together else _("%(name)s 提到了你")
    if kind == Kind.REPLY:
        return _("%(name)s 等 %(people)s 人回复了你的%(thing)s") if together else _("%(name)s 回复了你的%(thing)s")
    if kind == Kind.ANSWER:
        return _("%(name)s 等 %(people)s 人解答了你的疑问") if together else _("%(name)s 解答了你的疑问")
    if kind == Kind.QUESTION:
        return _("%(name)s 提了一个疑问")
    if kind in OF_MEETINGS:
        return str(OF_MEETINGS[Kind(kind)])
    if kind == Kind.PLAN:
        return _("%(name)s 排好了学习计划，看看哪天读哪里")
    if together:
        return _("%(name)s 等 %(people)s 人在你参与的讨论里说了话")
    return _("%(name)s 在你参与的讨论里说了话")
