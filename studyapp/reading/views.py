"""The front door, and the reading page."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET


@login_not_required
@require_GET
def resume(request: HttpRequest) -> HttpResponse:
    """Visitors see what this is; members land where they left off."""
    return render(request, "reading/landing.html")
