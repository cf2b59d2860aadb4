"""Who may sign up: everybody, whoever holds an invitation, or nobody (the setting SIGN_UP)."""

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

LET_IN_UNTIL = "accounts.let_in_until"
LET_IN_FOR = timedelta(days=1)


def let_in(request: HttpRequest) -> None:
    """Whoever opened a valid invitation in this browser may sign up for a day."""
    request.session[LET_IN_UNTIL] = (timezone.now() + LET_IN_FOR).timestamp()


def may_sign_up(request: HttpRequest) -> bool:
    if settings.SIGN_UP == "invitation":
        return bool(request.session.get(LET_IN_UNTIL, 0) > timezone.now().timestamp())
    return bool(settings.SIGN_UP == "open")


def signed_up(request: HttpRequest) -> None:
    """One invitation, one account: the door closes behind them."""
    request.session.pop(LET_IN_UNTIL, None)
