"""How the reader looks at the notes of an article."""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_POST

from studyapp.accounts.addresses import onward
from studyapp.htmx import Request
from studyapp.library.models import Article
from studyapp.reading.forms import LensForm
from studyapp.reading.lenses import Sight, look


@require_POST
def lens(request: Request, article_pk: int) -> HttpResponse:
    """Keep it, and back to the text: where the reader is, or for a form without script where it stood."""
    article = get_object_or_404(Article.objects.visible_to(request.user), pk=article_pk)
    sight = Sight(article, request.user)
    form = LensForm(request.POST, sight=sight)
    if not form.is_valid():
        return HttpResponse(status=422)
    look(sight, **form.cleaned_data)
    return HttpResponseRedirect(onward(request) or reverse("reading:read", args=[article.pk]))
