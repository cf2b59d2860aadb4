"""What the forms of the account share: labels instead of placeholders, passwords, names that others see."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from studyapp.accounts.models import LEFT, User
from studyapp.accounts.naming import one_line, skeleton
from studyapp.numbers import is_number

PASSWORD_HELP = _("至少八个字符，不要全是数字，也不要用常见的密码。")


class Plain(forms.Form):
    """allauth writes each label once more into the field; once is enough. And its help holds a list within a line."""

    labels: dict[str, Any] = {}
    helps: dict[str, Any] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = self.labels.get(name, field.label)
            field.help_text = self.helps.get(name, "" if "password" in name else field.help_text)


def password_field(label: Any, **kwargs: Any) -> forms.CharField:
    return forms.CharField(
        label=label, strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}), **kwargs
    )


class TwoPasswords(Plain):
    """A new password, typed twice. `self.user` is whose it will be, if that is known."""

    user: User | None = None
    password1 = password_field(_("新密码"), help_text=PASSWORD_HELP)
    password2 = password_field(_("再输一遍"))
    helps = {"password1": PASSWORD_HELP}

    def clean_password1(self) -> str:
        password: str = self.cleaned_data["password1"]
        validate_password(password, self.user)
        return password

    def clean_password2(self) -> str:
        if self.cleaned_data.get("password1", "") not in ("", self.cleaned_data["password2"]):
            raise ValidationError(_("两次输入的密码不一样。"))
        return str(self.cleaned_data["password2"])


class LineField(forms.CharField):
    """One visible line, cleaned before it is measured."""

    def to_python(self, value: Any) -> str:
        return one_line(super().to_python(value) or "")


class RowsField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Several rows by their numbers; a number that no database holds is none of them."""

    def _check_values(self, value: Any) -> Any:
        for one in value:
            if not is_number(str(one)):
                raise ValidationError(self.error_messages["invalid_choice"], "invalid_choice", {"value": one})
        return super()._check_values(value)  # type: ignore[misc]


def refuse_the_name_of_who_has_left(name: str) -> None:
    """Nor what only looks like it, in whatever language others read it."""
    for language, _name in settings.LANGUAGES:
        with override(language):
            left = gettext(LEFT)
        if skeleton(name) == skeleton(left):
            raise ValidationError(_("这个称呼留给已离开的成员。"))


def display_name_field() -> LineField:
    return LineField(
        label=_("称呼"),
        max_length=40,
        help_text=_("同组的人看到的名字，比如姓名。随时可以改。"),
        error_messages={"required": _("写一个别人看得见的称呼。")},
        validators=[refuse_the_name_of_who_has_left],
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
