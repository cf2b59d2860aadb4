"""Invitations: made, shown again and revoked by those who lead; opened and accepted by those who come."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from studyapp.accounts import signup
from studyapp.groups import entrance, guessing, services
from studyapp.groups.forms import CodeForm, InvitationForm
from studyapp.groups.links import link_to, qr_code
from studyapp.groups.models import Invitation, Membership, StudyGroup
from studyapp.htmx import Request


def invitation_card(request: Request, me: Membership, form: InvitationForm | None = None) -> dict[str, Any]:
    """For a leading member: the newest invitation with its link, and the form for another."""
    if not me.rank.is_leading:
        return {}
    invitations = Invitation.objects.managed_by(request.user).filter(group=me.group)
    return {"cards": [drawn(invitation, request) for invitation in invitations[:1]], **invitation_form(me, form)}


def invitation_form(me: Membership, form: InvitationForm | None) -> dict[str, Any]:
    return {"invitation_form": form or InvitationForm(highest=me.rank)}


def drawn(invitation: Invitation, request: HttpRequest) -> dict[str, Any]:
    link = link_to(invitation, request=request)
    return {"invitation": invitation, "link": link, "qr": qr_code(link)}


@require_GET
def standing(request: Request, pk: int) -> HttpResponse:
    group = get_object_or_404(StudyGroup.objects.led_by(request.user), pk=pk)
    return standing_page(request, group)


def standing_page(request: Request, group: StudyGroup, form: InvitationForm | None = None) -> HttpResponse:
    me = Membership.objects.held_by(request.user).get(group=group)
    invitations = Invitation.objects.managed_by(request.user).filter(group=group).select_related("invited_by")
    cards = [drawn(invitation, request) for invitation in invitations]
    context = {"group": group, "me": me, "cards": cards, **invitation_form(me, form)}
    return render(request, "groups/invitations.html", context, status=422 if form else 200)


@require_POST
def invite(request: Request, pk: int) -> HttpResponse:
    me = get_object_or_404(Membership.objects.held_by(request.user).leading(), group=pk)
    form = InvitationForm(request.POST, highest=me.rank)
    if not form.is_valid():
        return standing_page(request, me.group, form)
    try:
        services.invite(me.group, by=request.user, **form.cleaned_data)
    except (Membership.DoesNotExist, services.RoleAboveOwnError):
        raise Http404 from None  # the power was lost a moment ago
    return redirect(came_from(request), me.group_id)


@require_POST
def renew(request: Request, pk: int) -> HttpResponse:
    invitation = get_object_or_404(Invitation.objects.managed_by(request.user).select_related("group"), pk=pk)
    try:
        services.renew(invitation, by=request.user)
    except (Membership.DoesNotExist, services.RoleAboveOwnError):
        raise Http404 from None  # the power was lost a moment ago
    messages.success(request, _("换好了，旧的邀请已经作废。"))
    return redirect(came_from(request), invitation.group_id)


@require_POST
def revoke(request: Request, pk: int) -> HttpResponse:
    invitation = get_object_or_404(Invitation.objects.managed_by(request.user), pk=pk)
    services.revoke(invitation)
    messages.success(request, _("这份邀请已经作废。"))
    return redirect(came_from(request), invitation.group_id)


def came_from(request: HttpRequest) -> str:
    """A card stands on the group's page and on that of all its invitations."""
    return "groups:invitations" if "all" in request.POST else "groups:detail"


@login_not_required
@never_cache
@require_GET
def show(request: HttpRequest, token: str) -> HttpResponse:
    """What one is invited to; with it the way to a new account opens, if the site lets invited people in."""
    invitation = Invitation.objects.with_token(token).select_related("group", "invited_by").first()
    if not invitation:
        return closed(request, _("没有这份邀请，也许链接没有抄全。"), status=404)
    if Membership.objects.filter(group=invitation.group, user=request.user.pk).exists():
        return redirect(invitation.group)
    if not Invitation.objects.admitting(request.user).filter(pk=invitation.pk).exists():
        return closed(request, invitation.why_closed, status=410)
    entrance.remember(request, invitation)
    context = {
        "invitation": invitation,
        "group": invitation.group,
        "may_sign_up": signup.may_sign_up(request),
        "is_shared": not entrance.hides_progress(request),
    }
    return render(request, "groups/invitation.html", context)


@login_not_required
@require_POST
def begin(request: HttpRequest, token: str) -> HttpResponse:
    """What was answered at the door is kept while one signs in or up, and back."""
    invitation = Invitation.objects.with_token(token).first()
    if invitation:
        answer(request)
    way = "account_signup" if "signs_up" in request.POST else "account_login"
    return redirect(f"{reverse(way)}?{urlencode({'next': reverse('invitations:show', args=[token])})}")


def answer(request: HttpRequest) -> None:
    """Whether the group may see how far one is: asked where `asks_progress` is sent along."""
    if "asks_progress" in request.POST:
        entrance.hide_progress(request, hides="shares_progress" not in request.POST)


def closed(request: HttpRequest, reason: str, *, status: int) -> HttpResponse:
    return render(request, "groups/invitation_closed.html", {"reason": reason}, status=status)


def waiting_invitation(request: HttpRequest) -> Invitation | None:
    """The invitation that was opened before signing in and is not accepted yet."""
    return entrance.opened(request).exclude(group__memberships__user=request.user.pk).first()


@require_POST
def accept(request: Request, token: str) -> HttpResponse:
    invitation = get_object_or_404(Invitation.objects.with_token(token).select_related("group"))
    answer(request)
    try:
        entrance.accept(request, invitation, user=request.user)
    except services.ClosedInvitationError:
        return closed(request, invitation.why_closed, status=410)
    return redirect(invitation.group)


@login_not_required
@require_GET
def code(request: HttpRequest) -> HttpResponse:
    return render(request, "groups/code.html", {"form": CodeForm()})


@login_not_required
@require_POST
def check_code(request: HttpRequest) -> HttpResponse:
    form, status = CodeForm(request.POST), 422
    if form.is_valid():
        try:
            invitation = guessing.find(request, form.cleaned_data["code"])
        except guessing.TooManyGuessesError:
            form.add_error("code", _("试得太多了，请过十分钟再试。"))
            status = 429
        else:
            if invitation:
                return redirect("invitations:show", invitation.token)
            form.add_error("code", _("没有这个邀请码。请再看一眼，或请邀请你的人再念一遍。"))
    return render(request, "groups/code.html", {"form": form}, status=status)
