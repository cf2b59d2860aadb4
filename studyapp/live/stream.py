"""Streams to browsers. A view that has checked the rights answers with `respond`, one that refuses with `farewell`."""

from collections.abc import Callable, Iterable

from django.core.handlers.asgi import ASGIRequest
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

from studyapp.live import cursors, signed_in
from studyapp.live.awaiting import awaited
from studyapp.live.blocking import blocked
from studyapp.live.cursors import current_cursor
from studyapp.live.hub import hub
from studyapp.live.listeners import Listener
from studyapp.live.messages import BYE

__all__ = ["current_cursor", "farewell", "respond"]

HEADERS = {"Content-Type": "text/event-stream", "Cache-Control": "no-store", "X-Accel-Buffering": "no"}
COME_BACK_AFTER = 30  # seconds, when too many listen


def respond(
    request: HttpRequest, *, topics: Iterable[str], is_allowed: Callable[[], bool], owner: str = ""
) -> HttpResponseBase:
    """What happens on the topics, and on the user's own, for as long as `is_allowed` and the user is signed in.

    `is_allowed` is asked again and again, from other threads. `owner`, a user unless said otherwise, has few streams.
    """
    present = cursors.present(cursors.with_own(topics, request.user))
    listener = listener_at(request, present, owner=owner or cursors.own_topic(request.user))
    if not is_allowed():  # asked after the places were taken: a change from now on is heard
        return farewell()
    if hub.is_full:
        return HttpResponse(status=503, headers={"Retry-After": str(COME_BACK_AFTER)})
    is_signed_in = signed_in.watch(request)
    play = awaited if isinstance(request, ASGIRequest) else blocked
    content = play(listener, lambda: is_signed_in() and is_allowed())
    return StreamingHttpResponse(content, headers=HEADERS)


def farewell() -> HttpResponse:
    """Tells a browser that it may not listen and need not come back: an error would bring it back for ever."""
    return HttpResponse(str(BYE), headers=HEADERS)


def listener_at(request: HttpRequest, present: cursors.Positions, *, owner: str) -> Listener:
    """Where the browser left off, by its address or by its header; on what it does not know it begins now."""
    left_off = cursors.newer(request.GET.get("cursor", ""), request.headers.get("Last-Event-ID", ""))
    positions = {topic: min(number, left_off.get(topic, number)) for topic, number in present.items()}
    listener = Listener(positions, present=present, owner=owner)
    listener.lost = {topic for topic, number in present.items() if left_off.get(topic, 0) > number}
    return listener
