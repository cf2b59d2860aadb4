"""One's own account."""

from allauth.mfa.utils import is_mfa_enabled
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from studyapp.accounts import services
from studyapp.accounts.addresses import onward
from studyapp.accounts.forms import DisplayForm, ProfileForm
from studyapp.accounts.models import OneTimeLink, User
from studyapp.htmx import Request


def profile_page(request: Request, *, form: ProfileForm, display_form: DisplayForm, status: int = 200) -> HttpResponse:
    context = {
        "form": form,
        "display_form": display_form,
        "has_mail": settings.HAS_MAIL,
        "has_second_step": is_mfa_enabled(request.user),
        "session_count": UserSession.objects.filter(user=request.user).count(),
        "links": OneTimeLink.objects.filter(user=request.user).select_related("issued_by").order_by("-issued_at")[:5],
    }
    return render(request, "accounts/profile.html", context, status=status)


def fresh(user: User) -> User:
    """The row as it is stored: a refused form has already written on its instance, which the bars would show."""
    row: User = User.objects.get(pk=user.pk)
    return row


@require_GET
def profile(request: Request) -> HttpResponse:
    return profile_page(
        request, form=ProfileForm(instance=request.user), display_form=DisplayForm(instance=request.user)
    )


@require_POST
def save(request: Request) -> HttpResponse:
    form = ProfileForm(request.POST, instance=fresh(request.user))
    if not form.is_valid():
        return profile_page(request, form=form, display_form=DisplayForm(instance=request.user), status=422)
    form.save()
    messages.success(request, _("存好了。"))
    return redirect("accounts:profile")


@require_POST
def display(request: Request) -> HttpResponse:
    """How the reader likes to read: 204 for a script's fetch, back to where the form stood for a form."""
    form = DisplayForm(request.POST, instance=fresh(request.user))
    if not form.is_valid():
        return profile_page(request, form=ProfileForm(instance=request.user), display_form=form, status=422)
    form.save()
    if "text/html" not in request.headers.get("Accept", ""):
        return HttpResponse(status=204)
    return HttpResponseRedirect(onward(request) or reverse("accounts:profile"))


@require_POST
def end_session(request: Request, pk: int) -> HttpResponse:
    get_object_or_404(UserSession, pk=pk, user=request.user).end()
    messages.success(request, _("那台设备已退出。"))
    return redirect("usersessions_list")


@require_GET
def notices(request: Request) -> HttpResponse:
    """Shown between sign-in and where it led, when a reset link was issued in the user's name."""
    links = OneTimeLink.objects.filter(user=request.user).untold().select_related("issued_by").order_by("issued_at")
    return render(request, "accounts/notices.html", {"links": links, "next": onward(request)})


@require_POST
def acknowledge(request: Request) -> HttpResponse:
    services.tell(request.user)
    return HttpResponseRedirect(onward(request) or reverse(settings.LOGIN_REDIRECT_URL))


@login_not_required
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was open too long or in another sign-in: say that nothing was changed and how to go on."""
    return render(request, "403_csrf.html", status=403)
