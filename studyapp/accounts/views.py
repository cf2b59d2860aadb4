"""Pages of the account."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


@login_not_required
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was open too long or in another sign-in: say that nothing was changed and how to go on."""
    return render(request, "403_csrf.html", status=403)
