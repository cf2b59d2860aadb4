"""Nobody finds an invitation by trying codes: a wrong one costs one of a few tries, counted in the database's cache.

Each try is a row of its own that only one process can add, so the count holds however many ask at once.
"""

from dataclasses import dataclass

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest

from studyapp.groups.models import Invitation

WINDOW = 10 * 60  # seconds after which a wrong try is forgotten
TRIES_A_PERSON = 10
TRIES_AN_ADDRESS = 60  # a whole room may share one


class TooManyGuessesError(Exception):
    pass


@dataclass(frozen=True)
class Purse:
    """The tries that one person, or one address, has within the window."""

    whose: str
    size: int

    def take(self) -> str:
        """The key of a try that is free and now taken."""
        keys = [f"invitation-try:{self.whose}:{number}" for number in range(self.size)]
        taken = cache.get_many(keys)
        for key in keys:
            if key not in taken and cache.add(key, 1, WINDOW):
                return key
        raise TooManyGuessesError


def purse_of(request: HttpRequest) -> Purse:
    if request.user.is_authenticated:
        return Purse(f"person:{request.user.pk}", TRIES_A_PERSON)
    return Purse(f"address:{get_adapter().get_client_ip(request)}", TRIES_AN_ADDRESS)


def find(request: HttpRequest, code: str) -> Invitation | None:
    """The one whose code was typed. A right try is given back. Raises TooManyGuessesError."""
    taken = purse_of(request).take()
    invitation = Invitation.objects.with_code(code).first()
    if invitation:
        cache.delete(taken)
    return invitation
