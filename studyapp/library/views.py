"""The shelf, and an article's own page."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from studyapp.groups.models import StudyGroup
from studyapp.htmx import Request, page_or_partial
from studyapp.library.card import card
from studyapp.library.forms import ShelfForm
from studyapp.library.models import Article
from studyapp.library.shelf import boards, chips, shelf_page


@require_GET
def shelf(request: Request) -> HttpResponse:
    form = ShelfForm(request.GET)
    page = shelf_page(request.user, form.asked, request.GET.get("page", "1"))
    shown = chips(request.user)
    context = {
        "form": form,
        "asked": form.asked,
        "chips": shown,
        "page": page,
        "boards": boards(request.user, page, shown),
        "may_upload": request.user.is_staff or StudyGroup.objects.led_by(request.user).exists(),
    }
    return render(request, page_or_partial(request, "library/shelf.html", "library/_shelf.html"), context)


@require_GET
def article(request: Request, pk: int) -> HttpResponse:
    found = get_object_or_404(Article.objects.visible_to(request.user), pk=pk)
    return render(request, "library/article.html", card(found, reader=request.user))
