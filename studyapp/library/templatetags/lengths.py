"""How long a text is and how long it takes, in words."""

from django import template
from django.utils.translation import ngettext

register = template.Library()

HOUR = 60  # minutes


@register.filter
def duration(minutes: int) -> str:
    """Minutes up to an hour and a half, then hours: nobody plans a novel by the minute."""
    if minutes < 1.5 * HOUR:
        return ngettext("约 %(count)d 分钟", "约 %(count)d 分钟", minutes) % {"count": minutes}
    hours = round(minutes / HOUR)
    return ngettext("约 %(count)d 小时", "约 %(count)d 小时", hours) % {"count": hours}


@register.filter
def grouped(number: int) -> str:
    """3146 → 3,146, in every language."""
    return f"{number:,}"
