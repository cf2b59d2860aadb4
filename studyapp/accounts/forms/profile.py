"""What one sets in one's own account: name, time zone, how to read, mail, password, leaving."""

from functools import cache
from itertools import groupby
from typing import Any
from zoneinfo import available_timezones

from allauth.account import forms as allauth_forms
from allauth.account.adapter import get_adapter
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from studyapp.accounts.forms.fields import PASSWORD_HELP, Plain, display_name_field
from studyapp.accounts.models import User

NEAR = [
    ("Asia/Shanghai", _("北京时间")),
    ("Asia/Urumqi", _("乌鲁木齐")),
    ("Asia/Hong_Kong", _("香港")),
    ("Asia/Macau", _("澳门")),
    ("Asia/Taipei", _("台北")),
    ("Asia/Singapore", _("新加坡")),
    ("Asia/Tokyo", _("东京")),
]


@cache
def time_zones() -> list[tuple[Any, list[tuple[str, Any]]]]:
    """All zones in groups: the near ones by their Chinese names, then the world by continent."""
    named = sorted(name for name in available_timezones() if "/" in name and not name.startswith(("Etc/", "SystemV/")))
    world = [
        (area, [(name, name.partition("/")[2].replace("_", " ")) for name in names])
        for area, names in groupby(named, key=lambda name: name.partition("/")[0])
    ]
    return [(_("常用"), [*NEAR, ("UTC", "UTC")]), *world]


class ProfileForm(forms.ModelForm):  # type: ignore[type-arg]
    display_name = display_name_field()
    time_zone = forms.ChoiceField(
        label=_("时区"), choices=time_zones, help_text=_("学习会的时间、截止日期都按它显示。")
    )

    class Meta:
        model = User
        fields = ("display_name", "time_zone")


class DisplayForm(forms.ModelForm):  # type: ignore[type-arg]
    """How this reader likes to read. What is not sent stays as it is."""

    class Meta:
        model = User
        fields = ("theme", "typeface", "text_size", "leading")
        widgets = dict.fromkeys(fields, forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.required = False


class EmailForm(Plain, allauth_forms.AddEmailForm):  # type: ignore[misc]
    labels = {"email": _("新的邮箱")}

    @property
    def can_send(self) -> bool:
        return bool(settings.HAS_MAIL)

    def clean_email(self) -> str:
        if not self.can_send:
            raise ValidationError(_("这里没有设邮件，不必填邮箱。"))
        return str(super().clean_email())


class ChangePasswordForm(Plain, allauth_forms.ChangePasswordForm):  # type: ignore[misc]
    labels = {"oldpassword": _("现在的密码"), "password1": _("新密码"), "password2": _("再输一遍")}
    helps = {"password1": PASSWORD_HELP}


class SetPasswordForm(Plain, allauth_forms.SetPasswordForm):  # type: ignore[misc]
    labels = {"password1": _("新密码"), "password2": _("再输一遍")}
    helps = {"password1": PASSWORD_HELP}


class ConfirmForm(Plain, allauth_forms.ReauthenticateForm):  # type: ignore[misc]
    labels = {"password": _("密码")}


class FarewellForm(forms.Form):
    """Leaving for good is confirmed by typing one's login, and the password if one has any."""

    username = forms.CharField(
        label=_("输入你的用户名来确认"), widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"})
    )
    password = forms.CharField(
        label=_("密码"), strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        if not user.has_usable_password():
            del self.fields["password"]

    def clean_username(self) -> str:
        username = User.normalize_username(self.cleaned_data["username"].strip())
        if username != self.user.username:
            raise ValidationError(_("这不是你的用户名，什么都没有改动。"))
        return self.user.username

    def clean_password(self) -> str:
        """Guesses count like those at sign-in."""
        password: str = self.cleaned_data["password"]
        if not get_adapter().reauthenticate(self.user, password):
            raise get_adapter().validation_error("incorrect_password")
        return password
