"""Accounts for staff. Nobody is deleted here, no password is set or seen here; sign-in is the one everybody has."""

from typing import Any

import allauth.account.admin
import allauth.mfa.admin
import allauth.usersessions.admin  # noqa: F401 - these register what is taken off below
from allauth.account.decorators import secure_admin_login
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.generic import RedirectView

from studyapp.accounts import services
from studyapp.accounts.models import User

admin.site.site_header = admin.site.site_title = _("同读 · 管理")
admin.site.index_title = _("管理")
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]
admin.site.password_change = RedirectView.as_view(pattern_name="account_change_password")  # type: ignore[assignment,method-assign]

# A session's key is the session, a second step's row its secret: not to be looked at. Whoever moves a mail address
# moves where the mailed reset links go.
for model in (EmailAddress, UserSession, Authenticator, Group):
    admin.site.unregister(model)

RIGHTS = ("is_staff", "is_superuser", "user_permissions")


class NoLookingBehind:
    """Lists cannot be narrowed by what points to their rows: `?annotations=7` would tell who wrote a private note."""

    def lookup_allowed(self, lookup: str, value: Any, request: HttpRequest | None = None) -> bool:
        field = next((each for each in self.model._meta.get_fields() if each.name == lookup.split("__")[0]), None)  # type: ignore[attr-defined]
        behind = field is not None and field.auto_created and not field.concrete
        shown = any(isinstance(each, str) and lookup.startswith(each) for each in self.list_filter)  # type: ignore[attr-defined]
        return (shown or not behind) and super().lookup_allowed(lookup, value, request)  # type: ignore[misc]


@admin.register(User)
class PeopleAdmin(NoLookingBehind, UserAdmin):  # type: ignore[type-arg]
    list_display = ("username", "display_name", "email", "is_staff", "is_superuser", "is_active", "last_login")
    list_filter = ("is_staff", "is_superuser", "is_active", ("anonymised_at", admin.EmptyFieldListFilter))
    search_fields = ("username", "display_name", "email")
    ordering = ("-date_joined",)
    filter_horizontal = ("user_permissions",)
    readonly_fields = ("last_login", "date_joined", "anonymised_at")
    fieldsets = (
        (None, {"fields": ("username", "display_name", "email", "time_zone")}),
        (_("权限"), {"fields": ("is_active", *RIGHTS)}),
        (_("日期"), {"fields": readonly_fields}),
    )
    add_fieldsets = ((None, {"fields": ("username", "display_name", "usable_password", "password1", "password2")}),)
    actions = ("farewell",)

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """A superuser is changed only by another; who has left by nobody."""
        if obj and (obj.anonymised_at or (obj.is_superuser and not is_superuser(request))):
            return False
        return super().has_change_permission(request, obj)

    def has_farewell_permission(self, request: HttpRequest) -> bool:
        return is_superuser(request)

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> Any:
        """Only superusers give rights away, or move the mail address to which a reset link goes."""
        return self.readonly_fields if is_superuser(request) else (*self.readonly_fields, *RIGHTS, "email")

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        person = self.get_object(request, unquote(object_id))
        may = person is not None and User.objects.resettable_by(request.user).filter(pk=person.pk).exists()
        context = (extra_context or {}) | {"may_reset": may}
        return super().change_view(request, object_id, form_url, context)

    def user_change_password(self, request: HttpRequest, id: str, form_url: str = "") -> HttpResponse:  # noqa: A002
        """Staff know nobody's password: they issue a link."""
        person = self.get_object(request, unquote(id))
        if person is None:
            raise Http404
        return redirect("accounts:reset_link", pk=person.pk)

    @admin.action(description=_("注销所选的人（不能恢复）"), permissions=["farewell"])
    def farewell(self, request: HttpRequest, queryset: QuerySet[User]) -> HttpResponse | None:
        people = queryset.filter(anonymised_at=None)
        if "confirmed" not in request.POST:
            context = self.admin_site.each_context(request) | {"people": people, "title": _("注销")}
            return render(request, "admin/accounts/farewell.html", context)
        try:
            with transaction.atomic():
                for person in people:
                    self.leave_for_good(person)
        except services.LastAdministratorError:
            self.message_user(request, _("至少要留一位管理员。"), messages.ERROR)
        else:
            self.message_user(request, _("已注销。"), messages.SUCCESS)
        return None

    def leave_for_good(self, person: User) -> None:
        services.anonymise(person)


def is_superuser(request: HttpRequest) -> bool:
    return bool(request.user.is_active and request.user.is_superuser)
