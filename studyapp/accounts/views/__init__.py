"""Pages of the account: one's own (profile), those behind a link that opens once (links), signing up (entrance)."""

from studyapp.accounts.views.entrance import sign_up
from studyapp.accounts.views.links import (
    create_first_administrator,
    first_administrator,
    issue_reset_link,
    new_password,
    reset_link,
    save_new_password,
)
from studyapp.accounts.views.profile import (
    acknowledge,
    csrf_failure,
    display,
    end_session,
    notices,
    profile,
    save,
)

__all__ = [
    "acknowledge",
    "create_first_administrator",
    "csrf_failure",
    "display",
    "end_session",
    "first_administrator",
    "issue_reset_link",
    "new_password",
    "notices",
    "profile",
    "reset_link",
    "save",
    "save_new_password",
    "sign_up",
]
