"""Quick polls: asked by who leads, answered by who has a vote."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from studyapp.htmx import Request
from studyapp.meetings.forms.polls import AnswerForm, AskForm, pulse
from studyapp.meetings.models import Meeting, Poll
from studyapp.meetings.presence import member_of
from studyapp.meetings.services import polls
from studyapp.meetings.views.answers import done, refused, while_running


@require_POST
@while_running
def ask(request: Request, pk: int) -> HttpResponse:
    """`pulse`: 听懂了吗？ with one tap."""
    meeting = get_object_or_404(Meeting.objects.led_by(request.user), pk=pk)
    if request.POST.get("pulse"):
        polls.ask(meeting, **pulse(meeting))
        return done(request, meeting)
    form = AskForm(request.POST)
    if not form.is_valid():
        return refused(request, meeting, form, title=_("小调查"))
    polls.ask(meeting, **form.cleaned_data)
    return done(request, meeting)


@require_POST
def answer(request: Request, pk: int) -> HttpResponse:
    """Members who are there; guests and observers have no vote. Changed as often as one likes until it is closed."""
    asked = Poll.objects.filter(meeting__in=Meeting.objects.visible_to(request.user).running())
    poll = get_object_or_404(asked.select_related("meeting"), pk=pk)
    mine = member_of(request, poll.meeting)
    if mine is None or mine.left_at or not mine.is_voting:
        raise Http404
    form = AnswerForm(request.POST, poll=poll)
    if not form.is_valid():
        return HttpResponse(status=422)
    try:
        polls.answer(poll, attendance=mine, chosen=form.cleaned_data["chosen"])
    except polls.ClosedPollError:
        return HttpResponse(status=409)
    return done(request, poll.meeting)


@require_POST
@while_running
def reopen(request: Request, pk: int) -> HttpResponse:
    """The last one, which was closed by mistake."""
    asked = Poll.objects.filter(meeting__in=Meeting.objects.led_by(request.user))
    poll = get_object_or_404(asked.select_related("meeting"), pk=pk)
    try:
        polls.reopen(poll)
    except polls.ClosedPollError:
        return HttpResponse(status=409)
    return done(request, poll.meeting)


@require_POST
def close(request: Request, pk: int) -> HttpResponse:
    asked = Poll.objects.filter(meeting__in=Meeting.objects.led_by(request.user))
    poll = get_object_or_404(asked.select_related("meeting"), pk=pk)
    polls.close(poll)
    return done(request, poll.meeting)
