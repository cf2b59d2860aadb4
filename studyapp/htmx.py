"""The request as our views see it, and the choice between a page and the partial that htmx asked for."""

from typing import TYPE_CHECKING

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

if TYPE_CHECKING:
    from studyapp.accounts.models import User


class Request(HttpRequest):
    """A signed-in request: `LoginRequiredMiddleware` sees to the user, `HtmxMiddleware` to htmx."""

    htmx: HtmxDetails
    user: "User"


def page_or_partial(request: Request, page: str, partial: str) -> str:
    """The template's name: the partial for a swap, the whole page for everybody else."""
    return partial if request.htmx and not request.htmx.boosted else page
