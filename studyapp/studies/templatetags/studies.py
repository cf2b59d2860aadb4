"""The studies of a group, for the group's page; and times that are near, said as people say them."""

from dataclasses import dataclass
from datetime import datetime

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from studyapp.accounts.models import User
from studyapp.groups.models import StudyGroup
from studyapp.library.models import Article, Place, Revision
from studyapp.library.shelf import newest_revisions
from studyapp.studies.models import Study

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


@register.filter
def near(moment: datetime) -> str:
    """今天 19:00, 周四 19:00, 下周一（11月30日）19:00, 12月8日 19:00: on the reader's clock."""
    here = timezone.localtime(moment)
    days = (here.date() - timezone.localdate()).days
    day = day_near(here, days)
    return f"{day}{'' if day.endswith('）') else ' '}{date_format(here, 'H:i')}"


def day_near(here: datetime, days: int) -> str:
    """`days` lie between today and then."""
    if days in {-1, 0, 1}:
        return (_("今天"), _("明天"), _("昨天"))[days]
    week = (_("周一"), _("周二"), _("周三"), _("周四"), _("周五"), _("周六"), _("周日"))
    left = 6 - timezone.localdate().weekday()  # days of this week
    if 0 < days <= left:
        return week[here.weekday()]
    date = date_format(here, "MONTH_DAY_FORMAT")
    return _("下%(day)s（%(date)s）") % {"day": week[here.weekday()], "date": date} if left < days <= left + 7 else date
