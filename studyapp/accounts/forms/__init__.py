"""Forms of the account: signing in and up (entrance), what one sets (profile), the second step (codes)."""

from studyapp.accounts.forms.codes import ActivateCodeForm, CodeForm, ConfirmCodeForm
from studyapp.accounts.forms.entrance import (
    FirstAdministratorForm,
    ForgottenPasswordForm,
    LinkPasswordForm,
    NewPasswordForm,
    SignInForm,
    SignUpForm,
)
from studyapp.accounts.forms.profile import (
    ChangePasswordForm,
    ConfirmForm,
    DisplayForm,
    EmailForm,
    FarewellForm,
    ProfileForm,
    SetPasswordForm,
)

__all__ = [
    "ActivateCodeForm",
    "ChangePasswordForm",
    "CodeForm",
    "ConfirmCodeForm",
    "ConfirmForm",
    "DisplayForm",
    "EmailForm",
    "FarewellForm",
    "FirstAdministratorForm",
    "ForgottenPasswordForm",
    "LinkPasswordForm",
    "NewPasswordForm",
    "ProfileForm",
    "SetPasswordForm",
    "SignInForm",
    "SignUpForm",
]
