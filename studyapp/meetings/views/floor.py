"""Speaking: a hand that is raised, the floor that is given, and the line that is written of a speech."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from studyapp.accounts.models import User
from studyapp.htmx import Request
from studyapp.meetings.entrance import Visitor, open_to_guests
from studyapp.meetings.forms.floor import GiveForm, SummaryForm
from studyapp.meetings.models import Attendance, Hand, Meeting, Speech
from studyapp.meetings.services import floor
from studyapp.meetings.services.holding import SignedError
from studyapp.meetings.views.answers import done, refused, while_running
from studyapp.meetings.views.roll import unsigned


def there(visitor: Visitor) -> Attendance:
    """Who has come and not gone; guests may raise a hand too."""
    if visitor.attendance is None or visitor.attendance.left_at:
        raise Http404
    return visitor.attendance


@open_to_guests
@require_POST
@while_running
def raise_hand(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """`here`: about the paragraph on my page."""
    mine = there(visitor)
    floor.raise_hand(mine, paragraph=floor.paragraph_of(mine) if request.POST.get("here") else None)
    return done(request, visitor.meeting)


@open_to_guests
@require_POST
def lower_hand(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    floor.lower_hand(there(visitor))
    return done(request, visitor.meeting)


@require_POST
def put_down(request: Request, pk: int) -> HttpResponse:
    """Somebody else's hand, by who leads."""
    hands = Hand.objects.filter(meeting__in=Meeting.objects.led_by(request.user).running())
    hand = get_object_or_404(hands.select_related("meeting", "attendance__meeting"), pk=pk)
    floor.lower_hand(hand.attendance)
    return done(request, hand.meeting)


@require_POST
@while_running
def give(request: Request, pk: int) -> HttpResponse:
    meeting = get_object_or_404(Meeting.objects.led_by(request.user), pk=pk)
    form = GiveForm(request.POST, meeting=meeting)
    if not form.is_valid():
        return refused(request, meeting, form, title=_("请人发言"))
    floor.give_floor(form.cleaned_data["attendance"], minutes=form.cleaned_data["minutes"])
    return done(request, meeting)


@require_POST
@while_running
def end_speech(request: Request, pk: int) -> HttpResponse:
    speeches = Speech.objects.filter(meeting__in=Meeting.objects.led_by(request.user))
    speech = get_object_or_404(speeches.select_related("meeting"), pk=pk)
    floor.end_speech(speech)
    return done(request, speech.meeting)


@require_POST
def summary(request: Request, pk: int) -> HttpResponse:
    """By who writes the record, while the meeting runs and until the record is signed."""
    speeches = Speech.objects.filter(meeting__in=unsigned(Meeting.objects.recorded_by(request.user)))
    return written(request, get_object_or_404(speeches.select_related("meeting"), pk=pk), by=request.user)


@open_to_guests
@require_POST
def correct(request: HttpRequest, visitor: Visitor, speech: int) -> HttpResponse:
    """By who spoke, and nobody else."""
    mine = visitor.meeting.speeches.filter(meeting__record__signed_at=None).select_related("meeting")
    who = {"attendance__user": visitor.user} if visitor.user else {"attendance": visitor.attendance}
    return written(request, get_object_or_404(mine.filter(**who), pk=speech), by=visitor.user)


def written(request: HttpRequest, speech: Speech, *, by: User | None) -> HttpResponse:
    """409 when somebody else has changed the line meanwhile: both are shown, and sent again mine stands."""
    form = SummaryForm(request.POST)
    if not form.is_valid():
        return refused(request, speech.meeting, form, title=_("发言摘要"))
    try:
        floor.summarise(speech, **form.cleaned_data, by=by)
    except floor.StaleSummaryError:
        speech.refresh_from_db()
        form.data = {**request.POST.dict(), "edition": str(speech.edition)}
        form.add_error("summary", _("刚才已经改成：%(summary)s") % {"summary": speech.summary or _("（空）")})
        return refused(request, speech.meeting, form, title=_("发言摘要"), status=409)
    except SignedError:
        form.add_error("summary", _("记录刚刚签发了，不能再改。"))
        return refused(request, speech.meeting, form, title=_("发言摘要"), status=409)
    return done(request, speech.meeting)
