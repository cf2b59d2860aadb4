"""How large a plain form may be. Longer words and files come as multipart, which is read without being held twice."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

URLENCODED_BYTES = 1024 * 1024  # unpacking takes some seventy times as much memory
URLENCODED = "application/x-www-form-urlencoded"


def short_plain_forms(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: refuse a long or endless plain form before anything reads it."""

    def respond(request: HttpRequest) -> HttpResponse:
        if request.content_type == URLENCODED and length_of(request) > URLENCODED_BYTES:
            return render(request, "400.html", status=413)
        return get_response(request)

    return respond


def length_of(request: HttpRequest) -> int:
    """Bytes that the browser announced; one that announces none while it sends in chunks may send for ever."""
    if "HTTP_TRANSFER_ENCODING" in request.META:
        return URLENCODED_BYTES + 1
    announced = request.META.get("CONTENT_LENGTH") or "0"
    return int(announced) if announced.isdecimal() else 0
