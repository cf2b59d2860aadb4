"""On the way into a meeting: by the members' link, by the code on the screen, as a guest; and out of it."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from studyapp.htmx import Request
from studyapp.meetings import doors
from studyapp.meetings.forms.join import CodeForm, GuestForm
from studyapp.meetings.models import Meeting
from studyapp.meetings.presence import attendee_of, forget_guest, remember_guest
from studyapp.meetings.services import attending
from studyapp.meetings.views.answers import while_running


@require_GET
def join(request: Request, pk: int, token: str) -> HttpResponse:
    """The members' link: before and after the meeting its page, while it runs the door to the room."""
    meeting = doors.opened(pk, token)
    is_member = meeting and Meeting.objects.visible_to(request.user).filter(pk=pk).exists()
    if not meeting or not is_member:
        return render(request, "meetings/not_yours.html", {"group": meeting and meeting.group}, status=404)
    return door(request, meeting)


def door(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """For a member."""
    if not meeting.is_running or meeting.cancelled_at:
        return redirect(meeting)
    if attendee_of(request, meeting):
        return redirect("meetings:room", meeting.pk)
    return render(request, "meetings/join.html", {"meeting": meeting})


@require_POST
@while_running
def enter(request: Request, pk: int) -> HttpResponse:
    """签到 is joining."""
    running = Meeting.objects.visible_to(request.user).running().select_related("group")
    meeting = get_object_or_404(running, pk=pk)
    attending.check_in(meeting, user=request.user)
    return into(meeting)


def into(meeting: Meeting) -> HttpResponse:
    return HttpResponseRedirect(reverse("meetings:room", args=[meeting.pk]), status=303)


@login_not_required
@never_cache
@require_GET
def code(request: HttpRequest) -> HttpResponse:
    return render(request, "meetings/code.html", {"form": CodeForm()})


@login_not_required
@require_POST
def check_code(request: HttpRequest) -> HttpResponse:
    form, status = CodeForm(request.POST), 422
    if form.is_valid():
        try:
            meeting = doors.shown(request, form.cleaned_data["code"])
        except doors.TooManyGuessesError:
            form.add_error("code", _("试得太多了，请过十分钟再试。"))
            status = 429
        else:
            if meeting:
                return redirect("meetings:check_in", meeting.pk, form.cleaned_data["code"])
            form.add_error("code", _("没有这个码，也许它刚刚换了。请看大屏上现在的码。"))
    return render(request, "meetings/code.html", {"form": form}, status=status)


@login_not_required
@never_cache
@require_GET
def check_in(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """What the QR code on the big screen opens."""
    known = doors.known_to(request, pk)
    if known:
        return door(request, known)
    try:
        meeting = doors.shown(request, code.upper(), pk=pk)
    except doors.TooManyGuessesError:
        return old_code(request, status=429)
    if not meeting:
        return old_code(request)
    if attendee_of(request, meeting):
        return redirect("meetings:room", pk)
    return guest_page(request, meeting, GuestForm(meeting=meeting), ticket=doors.ticket_to(meeting))


def old_code(request: HttpRequest, status: int = 410) -> HttpResponse:
    return render(request, "meetings/code.html", {"form": CodeForm(), "is_old": True}, status=status)


def guest_page(
    request: HttpRequest, meeting: Meeting, form: GuestForm, *, ticket: str, status: int = 200
) -> HttpResponse:
    context = {"meeting": meeting, "form": form, "ticket": ticket, "is_full": doors.is_full(meeting)}
    return render(request, "meetings/guest.html", context, status=status)


@login_not_required
@never_cache
@require_POST
def guest(request: HttpRequest, pk: int) -> HttpResponse:
    """列席: in by name, for as long as the meeting lasts."""
    ticket = request.POST.get("ticket", "")
    meeting = doors.admitted(pk, ticket)
    if not meeting:
        return old_code(request)
    if attendee_of(request, meeting):
        return into(meeting)
    form = GuestForm(request.POST, meeting=meeting)
    if not form.is_valid() or doors.is_full(meeting):
        return guest_page(request, meeting, form, ticket=ticket, status=422)
    try:
        doors.purse_of(request, "guest").take()
    except doors.TooManyGuessesError:
        return old_code(request, status=429)
    _guest, token = attending.admit_guest(meeting, name=form.cleaned_data["name"], ticket=ticket)
    response = into(meeting)
    remember_guest(response, meeting, token)
    return response


@login_not_required
@require_POST
def leave(request: HttpRequest, pk: int) -> HttpResponse:
    """Out of the room. Who asks is known by what they came in with."""
    meeting = doors.running(pk)
    attendee = meeting and attendee_of(request, meeting)
    if not meeting or not attendee:
        return redirect("meetings:code")
    attending.leave(attendee)
    if attendee.user_id:
        return redirect(meeting)
    response = redirect("meetings:code")
    forget_guest(response, meeting)
    return response
