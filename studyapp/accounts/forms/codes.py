"""The second step: a code from an app, or a recovery code."""

from typing import Any

from allauth.mfa.base import forms as allauth_forms
from allauth.mfa.totp.forms import ActivateTOTPForm
from django.utils.translation import gettext_lazy as _

from studyapp.accounts.forms.fields import Plain


class SixDigits(Plain):
    labels = {"code": _("验证码")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs |= {"autocomplete": "one-time-code", "inputmode": "numeric"}


class CodeForm(SixDigits, allauth_forms.AuthenticateForm):  # type: ignore[misc]
    helps = {"code": _("验证器里的六位数字，或者一个恢复码。")}


class ConfirmCodeForm(SixDigits, allauth_forms.ReauthenticateForm):  # type: ignore[misc]
    helps = {"code": _("验证器里的六位数字，或者一个恢复码。")}


class ActivateCodeForm(SixDigits, ActivateTOTPForm):  # type: ignore[misc]
    helps = {"code": _("扫码以后，验证器里显示的六位数字。")}
