"""Template tags and filters for what is only looks: icons, cloth of a cover, tint of an avatar."""

from zlib import crc32

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()

CLOTHS = ("indigo", "tea", "pine", "plum", "ash")
TINTS = 6


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
