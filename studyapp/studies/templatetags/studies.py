"""The studies of a group, the key points one has got hold of, and times that are near as people say them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from studyapp.accounts.models import User
from studyapp.groups.models import StudyGroup
from studyapp.library.models import Article, KeyPoint, Place, Revision
from studyapp.library.shelf import newest_revisions
from studyapp.studies.models import Mastery, Study
from studyapp.studies.steps import Laid

register = template.Library()


@dataclass(frozen=True, slots=True)
class Row:
    """A study in a list; `number` is the paragraph the user came to, None when not begun."""

    study: Study
    article: Article
    revision: Revision
    number: int | None


@register.simple_tag
def studies_of(group: StudyGroup, user: User) -> list[Row]:
    """What the group studies and the user may read, the newest first."""
    studies = list(Study.objects.visible_to(user).filter(group=group).select_related("article").order_by("-opened_at"))
    articles = [study.article_id for study in studies]
    revisions = newest_revisions(articles)
    places = Place.objects.filter(user=user, article__in=articles).with_words()
    numbers = {place.article_id: place.number for place in places}
    return [Row(study, study.article, revisions[study.article_id], numbers.get(study.article_id)) for study in studies]


@register.simple_tag
def leads(group: StudyGroup, user: User) -> bool:
    return StudyGroup.objects.led_by(user).filter(pk=group.pk).exists()


@register.simple_tag
def masteries(points: Iterable[KeyPoint], user: User) -> list[KeyPoint]:
    """The key points, each with `is_mastered`: whether the user has got hold of it 已掌握."""
    points = list(points)
    mine = Mastery.objects.filter(user=user, revision__in={point.revision_id for point in points})
    known = set(mine.values_list("revision", "start", "end"))
    for point in points:
        point.is_mastered = (point.revision_id, point.start, point.end) in known  # type: ignore[attr-defined]
    return points


@register.filter
def near(moment: datetime) -> str:
    """今天 19:00, 周四 19:00, 下周一（11月30日）19:00, 12月8日 19:00: on the reader's clock."""
    here = timezone.localtime(moment)
    days = (here.date() - timezone.localdate()).days
    day = day_near(here, days)
    return f"{day}{'' if day.endswith('）') else ' '}{date_format(here, 'H:i')}"


def day_near(here: date, days: int) -> str:
    """`days` lie between today and then."""
    if days in {-1, 0, 1}:
        return (_("今天"), _("明天"), _("昨天"))[days]
    week = (_("周一"), _("周二"), _("周三"), _("周四"), _("周五"), _("周六"), _("周日"))
    left = 6 - timezone.localdate().weekday()  # days of this week
    if 0 < days <= left:
        return week[here.weekday()]
    date = date_format(here, "MONTH_DAY_FORMAT")
    return _("下%(day)s（%(date)s）") % {"day": week[here.weekday()], "date": date} if left < days <= left + 7 else date


@register.filter
def until(row: Laid) -> str:
    """周四前, 今天内, 5月30日前: the day of a step, said as people say it; when it is over only which day it was."""
    days = row.days_left
    if row.step.due_on is None or days is None:
        return ""
    if days == 0:
        return _("今天内")
    is_near = -2 < days <= 6 - timezone.localdate().weekday()
    day = day_near(row.step.due_on, days) if is_near else date_format(row.step.due_on, "MONTH_DAY_FORMAT")
    return _("%(day)s前") % {"day": day} if days > 0 else day


@register.filter
def left(row: Laid) -> str:
    """Calmly: how far away the day is."""
    days = row.days_left
    if days is None or days > 6 or days == 1:
        return ""
    if days < 0:
        return _("过了，慢慢来")
    return _("就是今天") if days == 0 else ngettext("还有 %(days)s 天", "还有 %(days)s 天", days) % {"days": days}
