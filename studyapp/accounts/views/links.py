"""Links that open once: from staff, to set a password anew; from the server, to make the first administrator."""

from allauth.account.utils import perform_login
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_POST

from studyapp.accounts import services
from studyapp.accounts.addresses import absolute
from studyapp.accounts.forms import FirstAdministratorForm, LinkPasswordForm
from studyapp.accounts.models import OneTimeLink, User
from studyapp.htmx import Request


def dead_link(request: HttpRequest) -> HttpResponse:
    return render(request, "accounts/dead_link.html", status=404)


@require_GET
def reset_link(request: Request, pk: int) -> HttpResponse:
    """Asks whether to issue a link, and says what it does."""
    person = get_object_or_404(User.objects.resettable_by(request.user), pk=pk)
    may_end = request.user.is_superuser and is_mfa_enabled(person)
    return render(request, "accounts/reset_link.html", {"person": person, "may_end_second_step": may_end})


@require_POST
def issue_reset_link(request: Request, pk: int) -> HttpResponse:
    """The link stands on this one answer and nowhere else."""
    person = get_object_or_404(User.objects.resettable_by(request.user), pk=pk)
    token = services.issue_reset_link(person, by=request.user, ends_second_step="ends_second_step" in request.POST)
    link = absolute(reverse("accounts:new_password", args=[token]), request)
    return render(request, "accounts/reset_link_issued.html", {"person": person, "link": link})


@never_cache
@login_not_required
@require_GET
def new_password(request: HttpRequest, token: str) -> HttpResponse:
    link = OneTimeLink.objects.opened_by(token, OneTimeLink.Kind.RESET).first()
    if not link or not link.user:
        return dead_link(request)
    form = LinkPasswordForm(user=link.user)
    return render(request, "accounts/new_password.html", {"form": form, "token": token, "person": link.user})


@never_cache
@login_not_required
@require_POST
@sensitive_post_parameters("password1", "password2")
def save_new_password(request: HttpRequest, token: str) -> HttpResponse:
    link = OneTimeLink.objects.opened_by(token, OneTimeLink.Kind.RESET).first()
    if not link or not link.user:
        return dead_link(request)
    form = LinkPasswordForm(request.POST, user=link.user)
    if not form.is_valid():
        context = {"form": form, "token": token, "person": link.user}
        return render(request, "accounts/new_password.html", context, status=422)
    try:
        services.reset_password(link, password=form.cleaned_data["password1"])
    except services.DeadLinkError:
        return dead_link(request)
    messages.success(request, _("新密码已设好，其他设备都已退出。请登录。"))
    return redirect(settings.LOGIN_URL)


@never_cache
@login_not_required
@require_GET
def first_administrator(request: HttpRequest, token: str) -> HttpResponse:
    if not OneTimeLink.objects.opened_by(token, OneTimeLink.Kind.FIRST_ADMINISTRATOR).exists():
        return dead_link(request)
    return render(request, "accounts/first_administrator.html", {"form": FirstAdministratorForm(), "token": token})


@never_cache
@login_not_required
@require_POST
@sensitive_post_parameters("password1", "password2")
def create_first_administrator(request: HttpRequest, token: str) -> HttpResponse:
    link = OneTimeLink.objects.opened_by(token, OneTimeLink.Kind.FIRST_ADMINISTRATOR).first()
    form = FirstAdministratorForm(request.POST)
    if not link:
        return dead_link(request)
    if not form.is_valid():
        context = {"form": form, "token": token}
        return render(request, "accounts/first_administrator.html", context, status=422)
    form.cleaned_data["password"] = form.cleaned_data.pop("password1")
    del form.cleaned_data["password2"]
    try:
        user = services.create_first_administrator(link, **form.cleaned_data)
    except services.DeadLinkError:
        return dead_link(request)
    response: HttpResponse = perform_login(request, user)
    return response
