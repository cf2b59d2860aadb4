"""Big screens on computers where nobody signs in: lent with a code, opened by typing it, taken back."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from studyapp.accounts.addresses import absolute
from studyapp.groups.tokens import in_halves
from studyapp.htmx import Request
from studyapp.meetings import doors
from studyapp.meetings.codes import screen_code
from studyapp.meetings.forms.join import ScreenCodeForm
from studyapp.meetings.models import LentScreen, Meeting
from studyapp.meetings.projecting import remember_screen
from studyapp.meetings.services import screens as services
from studyapp.meetings.views.answers import while_running


@never_cache
@require_GET
def screens(request: Request, pk: int) -> HttpResponse:
    """The ways to a big screen: here, and on another computer."""
    meeting = get_object_or_404(Meeting.objects.led_by(request.user).select_related("group"), pk=pk)
    lent = meeting.lent_screens.select_related("lent_by")
    waiting = lent.waiting().filter(lent_by=request.user).last()
    code = screen_code(waiting.nonce) if waiting else ""
    address = absolute(reverse("meetings:open_screen"), request)
    context: dict[str, object] = {"meeting": meeting, "waiting": waiting, "code": in_halves(code), "address": address}
    context |= {"link": f"{address}?code={code}", "opened": lent.opened()}
    return render(request, "meetings/screens.html", context)


@require_POST
@while_running
def lend(request: Request, pk: int) -> HttpResponse:
    meeting = get_object_or_404(Meeting.objects.led_by(request.user), pk=pk)
    services.lend(meeting, by=request.user)
    return to_screens(meeting.pk)


@require_POST
def take_back(request: Request, pk: int) -> HttpResponse:
    lent = get_object_or_404(LentScreen.objects.filter(meeting__in=Meeting.objects.led_by(request.user)), pk=pk)
    services.take_back(lent)
    return to_screens(lent.meeting_id)


def to_screens(meeting: int) -> HttpResponse:
    return HttpResponseRedirect(reverse("meetings:screens", args=[meeting]), status=303)


@login_not_required
@never_cache
@require_GET
def open_screen(request: HttpRequest) -> HttpResponse:
    """`?code=`: from the link, to be confirmed by a press, for a look at a link must not use it up."""
    form = ScreenCodeForm(initial={"code": request.GET.get("code", "")[:20]})
    return render(request, "meetings/open_screen.html", {"form": form})


@login_not_required
@never_cache
@require_POST
def pair(request: HttpRequest) -> HttpResponse:
    form, status = ScreenCodeForm(request.POST), 422
    if form.is_valid():
        try:
            with doors.trying(request, "screen"):
                lent, token = services.open_with(form.cleaned_data["code"])
        except doors.TooManyGuessesError:
            form.add_error("code", _("试得太多了，请过十分钟再试。"))
            status = 429
        except services.DeadScreenError:
            form.add_error("code", _("没有这个码：也许用过了，也许过了十分钟。请主持人另要一个。"))
        else:
            response = HttpResponseRedirect(reverse("meetings:screen", args=[lent.meeting_id]), status=303)
            remember_screen(response, lent, token)
            return response
    return render(request, "meetings/open_screen.html", {"form": form}, status=status)
