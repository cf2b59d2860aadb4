"""What happens in a meeting, for those who are in it."""

from django.http.response import HttpResponseBase
from django.views.decorators.http import require_GET

from studyapp.htmx import Request
from studyapp.live.stream import farewell, respond
from studyapp.meetings.models import Meeting
from studyapp.meetings.stage import studies_of, topics_of


@require_GET
def live(request: Request, pk: int) -> HttpResponseBase:
    """Who may not listen is told farewell: a browser would come back for ever to a 404."""
    seen = Meeting.objects.visible_to(request.user).filter(pk=pk)
    meeting = seen.first()
    if meeting is None:
        return farewell()
    topics = topics_of(meeting, studies_of(meeting))
    return respond(request, topics=topics, is_allowed=lambda: seen.all().exists())
