"""Who may sign up: everybody, whoever holds an invitation, or nobody (the setting SIGN_UP)."""

from django.conf import settings
from django.http import HttpRequest

from studyapp.accounts.models import User


class ClosedError(Exception):
    """What would have let this person in does so no more."""


class Gate:
    """Where sign-up is by invitation it is asked who comes in. This one knows of no invitations and admits nobody."""

    def admits(self, request: HttpRequest) -> bool:
        return False

    def spend(self, request: HttpRequest, user: User) -> None:
        """Take what lets this new user in, within the transaction that makes them. Raises ClosedError."""
        raise ClosedError


gate = Gate()  # the app that knows of invitations stands above this one and puts its own here


def may_sign_up(request: HttpRequest) -> bool:
    if settings.SIGN_UP == "invitation":
        return gate.admits(request)
    return bool(settings.SIGN_UP == "open")


def signed_up(request: HttpRequest, user: User) -> None:
    """The last step of making an account. Raises ClosedError, and there must be none then."""
    if settings.SIGN_UP == "invitation":
        gate.spend(request, user)
