"""What happens to the marks of an article while it is read."""

from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from studyapp.htmx import Request
from studyapp.library.models import Article
from studyapp.live.stream import respond
from studyapp.reading.forms import number_in
from studyapp.studies.models import Study


@require_GET
def live(request: Request, article_pk: int) -> HttpResponseBase:
    """`?study=3`: notices of that study, for as long as the reader may see it."""
    article = get_object_or_404(Article.objects.visible_to(request.user), pk=article_pk)
    if not request.GET.get("study"):
        readable = Article.objects.visible_to(request.user).filter(pk=article.pk)
        return respond(request, topics=[], is_allowed=lambda: readable.all().exists())
    studies = Study.objects.visible_to(request.user).filter(article=article)
    study = get_object_or_404(studies, pk=number_in(request.GET, "study"))
    shown = studies.filter(pk=study.pk)
    return respond(request, topics=[study.topic], is_allowed=lambda: shown.all().exists())
