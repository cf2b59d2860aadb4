"""Members of a group: their roles, how they go, and who owns it next."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from django_htmx.http import trigger_client_event

from studyapp.accounts.addresses import onward
from studyapp.groups import services
from studyapp.groups.forms import RoleForm
from studyapp.groups.models import Membership, StudyGroup
from studyapp.htmx import Request


@require_GET
def member(request: Request, pk: int) -> HttpResponse:
    membership = get_object_or_404(Membership.objects.changeable_by(request.user), pk=pk)
    return member_page(request, membership)


def member_page(request: Request, membership: Membership, *, form: RoleForm | None = None) -> HttpResponse:
    """With a form that was refused, or as it is."""
    me = Membership.objects.held_by(request.user).get(group=membership.group)
    context = {
        "group": membership.group,
        "membership": membership,
        "me": me,
        "form": form or RoleForm(highest=me.rank, initial={"role": membership.role}),
    }
    return render(request, "groups/member.html", context, status=422 if form else 200)


@require_POST
def change_role(request: Request, pk: int) -> HttpResponse:
    membership = get_object_or_404(Membership.objects.changeable_by(request.user), pk=pk)
    me = get_object_or_404(Membership.objects.held_by(request.user), group=membership.group)
    form = RoleForm(request.POST, highest=me.rank)
    if form.is_valid():
        try:
            services.change_role(membership, role=form.cleaned_data["role"], by=request.user)
        except (Membership.DoesNotExist, services.RoleAboveOwnError):
            raise Http404 from None  # the power was lost a moment ago
    if request.htmx:
        return member_row(request, me, pk, form)
    if form.errors:
        return member_page(request, membership, form=form)
    messages.success(request, _("%(name)s的角色改好了。") % {"name": membership.user})
    return redirect(membership.group)


def member_row(request: Request, me: Membership, pk: int, form: RoleForm) -> HttpResponse:
    """The row as it is now, and the head of the list, whose numbers it may have changed."""
    context = {
        "membership": me.group.memberships.as_seen_by(request.user).get(pk=pk),
        "group": StudyGroup.objects.with_counts().get(pk=me.group_id),
        "me": me,
        "roles": me.rank.and_below(),
        "form": form,
    }
    return render(request, "groups/_member_changed.html", context, status=422 if form.errors else 200)


@require_POST
def remove(request: Request, pk: int) -> HttpResponse:
    membership = get_object_or_404(Membership.objects.changeable_by(request.user), pk=pk)
    try:
        services.remove(membership, by=request.user)
    except Membership.DoesNotExist:
        raise Http404 from None
    messages.success(request, _("%(name)s不在「%(group)s」了。") % {"name": membership.user, "group": membership.group})
    return redirect(membership.group)


@require_POST
def hand_over(request: Request, pk: int) -> HttpResponse:
    membership = get_object_or_404(Membership.objects.left_to(request.user), pk=pk)
    try:
        services.hand_over(membership, by=request.user)
    except Membership.DoesNotExist:
        raise Http404 from None
    messages.success(request, _("%(name)s现在是组长，你是主持人。") % {"name": membership.user})
    return redirect(membership.group)


@require_POST
def leave(request: Request, pk: int) -> HttpResponse:
    me = get_object_or_404(Membership.objects.held_by(request.user), group=pk)
    try:
        services.leave(me)
    except services.LastOwnerError:
        return render(request, "groups/last_owner.html", {"group": me.group}, status=409)
    messages.success(request, _("你退出了「%(name)s」。") % {"name": me.group})
    return redirect("groups:list")


@require_POST
def share_progress(request: Request, pk: int) -> HttpResponse:
    """Whether the group may see how far I am."""
    me = get_object_or_404(Membership.objects.held_by(request.user), group=pk)
    services.share_progress(me, shares="shares" in request.POST)
    back = onward(request)
    if request.htmx and back:  # a page with numbers in which I am no more, or am again
        return trigger_client_event(HttpResponse(status=204), "progress:shared")
    if request.htmx:
        return render(request, "groups/_sharing.html", {"me": me})
    return redirect(back or me.group)
