"""Moments as scripts count them."""

from datetime import datetime

from django import template

register = template.Library()


@register.filter
def ms(moment: datetime | None) -> str:
    """Milliseconds since 1970, without the marks that a language puts into numbers; empty when there is none."""
    return str(round(moment.timestamp() * 1000)) if moment else ""
