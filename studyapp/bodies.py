"""How much a browser may send. Refused before it is unpacked, or, under ASGI, before it is kept."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

MIB = 1024 * 1024
PLAIN_FORM_BYTES = MIB  # unpacking takes some seventy times as much memory
BODY_BYTES = 13 * MIB  # a pasted novel
UPLOAD_BYTES = 302 * MIB  # ten files of thirty MiB, and what is around them
UPLOAD_PATH = "/desk/files/"
URLENCODED = "application/x-www-form-urlencoded"
TOO_LONG = "内容太长了，什么都没有存下。\nThis is too long; nothing was kept.\n".encode()

Scope = dict[str, Any]


class ModestForms:
    """Middleware: refuse long plain forms and forms in strange encodings before anything reads them.

    Python knows encodings that are quadratic (punycode) or smuggle in lone surrogates (unicode_escape).
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *view: Any) -> HttpResponse | None:
        """Late enough for the page to know the reader, before CSRF protection unpacks the form."""
        charset = (request.content_params or {}).get("charset", "utf-8")
        if charset.lower() not in {"utf-8", "utf8"}:
            raise BadRequest
        if request.content_type == URLENCODED and announced(request.META.get("CONTENT_LENGTH")) > PLAIN_FORM_BYTES:
            return render(request, "413.html", status=413)
        return None


def announced(length: str | None) -> int:
    return int(length) if length and length.isdecimal() else 0


def measured(application: Callable[..., Any]) -> Callable[..., Any]:
    """ASGI: count what comes in, for Django would keep all of it in a file before it looks at anything."""

    async def answer(scope: Scope, receive: Callable[[], Any], send: Callable[[Any], Any]) -> None:
        if scope["type"] != "http":
            await application(scope, receive, send)
            return
        meter = Meter(receive, limit_of(scope), announced(header(scope, b"content-length")))
        if not meter.is_over:
            await application(scope, meter.receive, meter.watching(send))
        if meter.is_over and not meter.has_answered:
            await say_too_long(send)

    return answer


class Meter:
    """Passes a body on until it is longer than allowed; then the application is told that the browser has left."""

    def __init__(self, receive: Callable[[], Any], limit: int, length: int) -> None:
        self.source, self.limit = receive, limit
        self.count, self.is_over, self.has_answered = 0, length > limit, False

    async def receive(self) -> Any:
        message = await self.source()
        self.count += len(message.get("body", b""))
        self.is_over = self.count > self.limit
        return {"type": "http.disconnect"} if self.is_over else message

    def watching(self, send: Callable[[Any], Any]) -> Callable[[Any], Any]:
        async def passed_on(message: Any) -> None:
            self.has_answered = True
            await send(message)

        return passed_on


def limit_of(scope: Scope) -> int:
    """Bytes. A plain form that does not say how long it is must still be short."""
    if (header(scope, b"content-type") or "").startswith(URLENCODED):
        return PLAIN_FORM_BYTES
    return UPLOAD_BYTES if scope["path"] == UPLOAD_PATH else BODY_BYTES


def header(scope: Scope, name: bytes) -> str | None:
    return next((value.decode("latin-1") for key, value in scope["headers"] if key == name), None)


async def say_too_long(send: Callable[[Any], Any]) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"connection", b"close")]
    await send({"type": "http.response.start", "status": 413, "headers": headers})
    await send({"type": "http.response.body", "body": TOO_LONG})
