"""How a page of ours is reached from outside: in mails, in links to hand out, in QR codes."""

from django.conf import settings
from django.http import HttpRequest


def absolute(path: str, request: HttpRequest) -> str:
    """By PUBLIC_URL, the address that readers use, or by the one that this request came by."""
    return f"{settings.PUBLIC_URL}{path}" if settings.PUBLIC_URL else request.build_absolute_uri(path)
