"""Template tags and filters for what is only looks: icons, cloth of a cover, tint of an avatar, how long ago."""

from datetime import datetime
from zlib import crc32

from django import template
from django.templatetags.static import static
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

register = template.Library()

CLOTHS = ("indigo", "tea", "pine", "plum", "ash")
TINTS = 6
MINUTE, HOUR = 60, 60 * 60  # seconds
WEEK = 7  # days; what is older has a date


@register.simple_tag
def icon(name: str) -> SafeString:
    """A drawing of static/icons.svg, hidden from screen readers: the words beside it say what it means."""
    return format_html(
        '<svg class="icon" aria-hidden="true"><use href="{}#icon-{}"></use></svg>', static("icons.svg"), name
    )


@register.filter
def cloth(key: int) -> str:
    """The same article always wears the same cloth."""
    return CLOTHS[key % len(CLOTHS)]


@register.filter
def tint(name: str) -> int:
    """1–6, the same for the same name."""
    return crc32(name.encode()) % TINTS + 1


@register.filter
def initial(name: str) -> str:
    return name[:1]


@register.filter
def ago(moment: datetime) -> str:
    """刚刚, 5 分钟前, 5 小时前, 昨天 17:54, 2 天前, 11月22日: on the reader's clock."""
    here = timezone.localtime(moment)
    seconds = int((timezone.now() - moment).total_seconds())
    days = (timezone.localdate() - here.date()).days
    if seconds < MINUTE:
        return _("刚刚")
    if seconds < HOUR:
        minutes = seconds // MINUTE
        return ngettext("%(count)s 分钟前", "%(count)s 分钟前", minutes) % {"count": minutes}
    return hours_ago(seconds // HOUR) if days == 0 else days_ago(here, days)


def hours_ago(hours: int) -> str:
    return ngettext("%(count)s 小时前", "%(count)s 小时前", hours) % {"count": hours}


def days_ago(here: datetime, days: int) -> str:
    if days == 1:
        return f"{_('昨天')} {date_format(here, 'H:i')}"
    if days < WEEK:
        return ngettext("%(count)s 天前", "%(count)s 天前", days) % {"count": days}
    is_this_year = here.year == timezone.localdate().year
    return date_format(here, _("n月j日") if is_this_year else _("Y年n月j日"))
