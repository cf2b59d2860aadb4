"""Leaving for good: out of every group, then without a name."""

from django.contrib.auth import logout
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_POST

from studyapp.accounts.forms.profile import FarewellForm
from studyapp.accounts.services import LastAdministratorError
from studyapp.groups import services
from studyapp.groups.models import Membership, StudyGroup
from studyapp.htmx import Request


@require_GET
def farewell(request: Request) -> HttpResponse:
    return farewell_page(request, FarewellForm(user=request.user))


@require_POST
@sensitive_post_parameters("password")
def confirm_farewell(request: Request) -> HttpResponse:
    form = FarewellForm(request.POST, user=request.user)
    if form.is_valid() and not groups_in_need(request):
        try:
            services.leave_for_good(request.user)
        except LastAdministratorError:
            form.add_error(None, _("你是唯一的管理员。请先让另一个人当管理员。"))
        else:
            logout(request)
            return redirect("reading:resume")
    return farewell_page(request, form, status=422)


def farewell_page(request: Request, form: FarewellForm, status: int = 200) -> HttpResponse:
    context = {"form": form, "owned_groups": groups_in_need(request)}
    return render(request, "groups/farewell.html", context, status=status)


def groups_in_need(request: Request) -> list[StudyGroup]:
    """Groups with other people in them that nobody else could lead."""
    alone = StudyGroup.objects.owned_alone_by(request.user)
    return list(alone.filter(memberships__in=Membership.objects.exclude(user=request.user)).distinct())
