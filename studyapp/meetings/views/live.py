"""What happens in a meeting, for those who are in it."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_GET

from studyapp.live.stream import farewell, respond
from studyapp.meetings.entrance import visitor_of
from studyapp.meetings.services.following import is_seen
from studyapp.meetings.stage import studies_of, topics_of


@login_not_required
@require_GET
def live(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Members hear of marks too. Who may not listen is told farewell: a browser would come back for ever to a 404."""
    visitor = visitor_of(request, pk)
    if visitor is None:
        return farewell()
    topics = topics_of(visitor.meeting, [] if visitor.is_guest else studies_of(visitor.meeting))
    owner = visitor.attendance.own_topic if visitor.is_guest and visitor.attendance else ""
    topics += [owner] if owner else []

    def is_allowed() -> bool:
        if visitor.attendance:
            is_seen(visitor.attendance)
        return visitor.is_still_here()

    return respond(request, topics=topics, is_allowed=is_allowed, owner=owner)
