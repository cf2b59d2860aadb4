"""Groups: mine, one, a new one, its settings, its end and return."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from studyapp.groups import services
from studyapp.groups.forms import DeleteForm, GroupForm
from studyapp.groups.models import Membership, Role, StudyGroup
from studyapp.groups.views.invitations import invitation_card, waiting_invitation
from studyapp.htmx import Request


@require_GET
def mine(request: Request) -> HttpResponse:
    context = {
        "memberships": Membership.objects.held_by(request.user).with_company().order_by("-role", "group__name"),
        "deleted": StudyGroup.objects.restorable_by(request.user),
        "invitation": waiting_invitation(request),
    }
    return render(request, "groups/groups.html", context)


@require_GET
def detail(request: Request, pk: int) -> HttpResponse:
    me = get_object_or_404(Membership.objects.held_by(request.user), group=pk)
    return render(request, "groups/group.html", room(request, me))


def room(request: Request, me: Membership) -> dict[str, Any]:
    """What the page of a group shows to this member of it."""
    return {
        "me": me,
        "group": StudyGroup.objects.with_counts().get(pk=me.group_id),
        "memberships": me.group.memberships.as_seen_by(request.user),
        "roles": me.rank.and_below(),
        "is_last_owner": services.is_last_owner(me),
        **invitation_card(request, me),
    }


@require_GET
def new(request: Request) -> HttpResponse:
    return render(request, "groups/new.html", {"form": GroupForm()})


@require_POST
def create(request: Request) -> HttpResponse:
    form = GroupForm(request.POST)
    if not form.is_valid():
        return render(request, "groups/new.html", {"form": form}, status=422)
    group = services.create_group(by=request.user, **form.cleaned_data)
    messages.success(request, _("「%(name)s」建好了。现在请人进来吧。") % {"name": group})
    return redirect(group)


@require_GET
def settings(request: Request, pk: int) -> HttpResponse:
    group = get_object_or_404(StudyGroup.objects.led_by(request.user), pk=pk)
    return settings_page(request, group)


def settings_page(
    request: Request, group: StudyGroup, *, form: GroupForm | None = None, deletion: DeleteForm | None = None
) -> HttpResponse:
    """With a form that was refused, or as it is."""
    context = {
        "group": StudyGroup.objects.get(pk=group.pk),
        "me": Membership.objects.held_by(request.user).get(group=group),
        "form": form or GroupForm.of(group),
        "deletion": deletion or DeleteForm(group=group),
    }
    return render(request, "groups/settings.html", context, status=422 if form or deletion else 200)


@require_POST
def edit(request: Request, pk: int) -> HttpResponse:
    group = get_object_or_404(StudyGroup.objects.led_by(request.user), pk=pk)
    form = GroupForm(request.POST)
    if not form.is_valid():
        return settings_page(request, group, form=form)
    services.edit_group(group, **form.cleaned_data)
    messages.success(request, _("改好了。"))
    return redirect(group)


@require_POST
def delete(request: Request, pk: int) -> HttpResponse:
    group = get_object_or_404(StudyGroup.objects.led_by(request.user, least=Role.OWNER), pk=pk)
    form = DeleteForm(request.POST, group=group)
    if not form.is_valid():
        return settings_page(request, group, deletion=form)
    services.delete_group(group)
    messages.success(request, _("「%(name)s」已删除。30 天之内，组长可以在这里恢复。") % {"name": group})
    return redirect("groups:list")


@require_POST
def restore(request: Request, pk: int) -> HttpResponse:
    group = get_object_or_404(StudyGroup.objects.restorable_by(request.user), pk=pk)
    services.restore_group(group)
    messages.success(request, _("「%(name)s」回来了。") % {"name": group})
    return redirect(group)
