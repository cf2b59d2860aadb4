"""Where an invitation leads from outside: its link, and the same as a QR code."""

import segno
from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from studyapp.accounts.addresses import absolute
from studyapp.groups.models import Invitation


def link_to(invitation: Invitation, *, request: HttpRequest) -> str:
    return absolute(reverse("invitations:show", args=[invitation.token]), request)


def qr_code(link: str) -> SafeString:
    """An SVG without size, colour by attribute (our Content-Security-Policy refuses style attributes)."""
    code = segno.make(link, error="m", micro=False)
    drawing: str = code.svg_inline(omitsize=True, border=2, svgclass=None, lineclass=None)
    return mark_safe(drawing)  # noqa: S308  segno draws, nothing that was typed comes through
