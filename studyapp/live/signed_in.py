"""Whether somebody who began to listen is still signed in, hours later."""

from collections.abc import Callable
from importlib import import_module

from django.conf import settings
from django.contrib.auth import get_user
from django.http import HttpRequest


def watch(request: HttpRequest) -> Callable[[], bool]:
    """Asks as the next page would: is the session there, unexpired, of this user, of a user who may sign in?"""
    key, pk = request.session.session_key, request.user.pk
    if pk is None:
        return lambda: True

    def is_signed_in() -> bool:
        again = HttpRequest()
        again.session = import_module(settings.SESSION_ENGINE).SessionStore(key)
        return get_user(again).pk == pk

    return is_signed_in
