"""The front door."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from studyapp.library.models import Place


@login_not_required
@require_GET
def resume(request: HttpRequest) -> HttpResponse:
    """Visitors see what this is; readers land where they left off."""
    if not request.user.is_authenticated:
        return render(request, "reading/landing.html")
    latest = Place.objects.open_to(request.user).order_by("-seen_at").first()
    return redirect("reading:read", latest.article_id) if latest else redirect("guide:home")
