"""Coming in: sign-in, sign-up, a forgotten password, the first administrator."""

from typing import Any

from allauth.account import forms as allauth_forms
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from studyapp.accounts import signup
from studyapp.accounts.adapter import AccountAdapter
from studyapp.accounts.forms.fields import PASSWORD_HELP, Plain, TwoPasswords, display_name_field
from studyapp.accounts.models import User

USERNAME_HELP = _("用来登录：汉字、字母、数字都可以，至少两个字。")


class SignInForm(Plain, allauth_forms.LoginForm):  # type: ignore[misc]
    """By name or mail. On a shared computer the sign-in ends with the browser, elsewhere after 90 days."""

    shared = forms.BooleanField(label=_("这是公用电脑"), required=False)
    labels = {"login": _("用户名或邮箱"), "password": _("密码")}
    field_order = ("login", "password", "shared")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["remember"]
        self.fields["login"].widget.attrs |= {"autocomplete": "username", "autocapitalize": "none"}

    @property
    def may_sign_up(self) -> bool:
        return signup.may_sign_up(self.request)

    def clean_login(self) -> str:
        login: str = super().clean_login()
        return User.normalize_username(login)

    def clean(self) -> dict[str, Any]:
        try:
            cleaned: dict[str, Any] = super().clean() or {}
        except ValidationError as error:
            self.add_error("password", error)
            cleaned = self.cleaned_data
        return cleaned | {"remember": not cleaned.get("shared")}


class SignUpForm(Plain, allauth_forms.SignupForm):  # type: ignore[misc]
    display_name = display_name_field()
    labels = {
        "username": _("用户名"),
        "email": _("邮箱"),
        "password1": _("密码"),
        "password2": _("再输一遍"),
    }
    helps = {
        "username": USERNAME_HELP,
        "email": _("忘记密码时用得上。"),
        "password1": PASSWORD_HELP,
    }
    field_order = ("display_name", "username", "email", "password1", "password2")

    def custom_signup(self, request: HttpRequest, user: User) -> None:
        user.display_name = self.cleaned_data["display_name"]
        user.save(update_fields=["display_name"])

    @transaction.atomic
    def save(self, request: HttpRequest) -> User:
        """The account and the place that it takes, both or neither. Raises ClosedError, IntegrityError."""
        user: User = super().save(request)
        signup.signed_up(request, user)
        return user


class ForgottenPasswordForm(Plain, allauth_forms.ResetPasswordForm):  # type: ignore[misc]
    labels = {"email": _("邮箱")}

    @property
    def can_send(self) -> bool:
        return bool(settings.HAS_MAIL)

    def clean_email(self) -> str:
        if not self.can_send:
            raise ValidationError(_("这里没有设邮件，请找管理员要一个重设密码的链接。"))
        return str(super().clean_email())


class NewPasswordForm(Plain, allauth_forms.ResetPasswordKeyForm):  # type: ignore[misc]
    """Behind the link of a mail."""

    labels = {"password1": _("新密码"), "password2": _("再输一遍")}
    helps = {"password1": PASSWORD_HELP}


class LinkPasswordForm(TwoPasswords):
    """Behind the link that a member of staff issued."""

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user


class FirstAdministratorForm(TwoPasswords):
    display_name = display_name_field()
    username = forms.CharField(
        label=_("用户名"),
        min_length=2,
        max_length=150,
        help_text=USERNAME_HELP,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
    )
    field_order = ("display_name", "username", "password1", "password2")
    labels = {"password1": _("密码")}

    def clean_username(self) -> str:
        return AccountAdapter().clean_username(self.cleaned_data["username"])

    def clean_password1(self) -> str:
        self.user = User(username=self.cleaned_data.get("username", ""))
        return super().clean_password1()
