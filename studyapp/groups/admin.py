"""Groups for staff: to look up, and to give a group another owner when its own is out of reach."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from studyapp.accounts.admin import NoLookingBehind, PeopleAdmin
from studyapp.accounts.models import User
from studyapp.groups import services
from studyapp.groups.models import Invitation, Membership, Role, StudyGroup


class NothingByHand(NoLookingBehind, admin.ModelAdmin):  # type: ignore[type-arg]
    """People come by invitation and groups end by their owners, so nothing is added or deleted here."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


admin.site.unregister(User)


@admin.register(User)
class MembersAdmin(PeopleAdmin):
    """Whoever is anonymised leaves their groups first."""

    def leave_for_good(self, person: User) -> None:
        services.leave_for_good(person)


@admin.register(StudyGroup)
class StudyGroupAdmin(NothingByHand):
    list_display = ("name", "label", "created_at", "deleted_at")
    list_filter = ("label", ("deleted_at", admin.EmptyFieldListFilter))
    search_fields = ("name", "description")
    date_hierarchy = "created_at"
    fields = ("name", "label", "description", "created_at", "deleted_at")
    readonly_fields = ("created_at", "deleted_at")


class MembershipForm(forms.ModelForm):  # type: ignore[type-arg]
    def clean_role(self) -> Role:
        role = Role(self.cleaned_data["role"])
        if role < Role.OWNER and services.is_last_owner(self.instance):
            raise forms.ValidationError(_("小组不能没有组长。请先让另一个人当组长。"))
        return role


@admin.register(Membership)
class MembershipAdmin(NothingByHand):
    form = MembershipForm
    list_display = ("user", "group", "role", "joined_at")
    list_filter = ("role", ("group__deleted_at", admin.EmptyFieldListFilter))
    list_select_related = ("user", "group")
    search_fields = ("user__username", "user__display_name", "group__name")
    fields = ("group", "user", "role", "joined_at")
    readonly_fields = ("group", "user", "joined_at")

    def save_model(self, request: HttpRequest, obj: Membership, form: Any, change: bool) -> None:
        services.set_role(obj, role=Role(obj.role))


@admin.register(Invitation)
class InvitationAdmin(NothingByHand):
    """Without the nonce, from which link and code derive."""

    list_display = ("group", "role", "invited_by", "uses", "max_uses", "created_at", "expires_at", "revoked_at")
    list_filter = ("role", ("revoked_at", admin.EmptyFieldListFilter))
    list_select_related = ("group", "invited_by")
    search_fields = ("group__name", "invited_by__username", "invited_by__display_name")
    fields = ("group", "role", "invited_by", "uses", "max_uses", "created_at", "expires_at", "revoked_at")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
