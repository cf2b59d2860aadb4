"""What happens to the marks of an article while it is read."""

from django.http.response import HttpResponseBase
from django.views.decorators.http import require_GET

from studyapp.htmx import Request
from studyapp.library.models import Article
from studyapp.live.stream import farewell, respond
from studyapp.reading.forms import number_in
from studyapp.studies.models import Study


@require_GET
def live(request: Request, article_pk: int) -> HttpResponseBase:
    """`?study=3`: notices of that study, for as long as the reader may see it.

    Who may not is told farewell, as for what there is not: a browser would come back for ever to a 404.
    """
    readable = Article.objects.visible_to(request.user).filter(pk=article_pk)
    if not request.GET.get("study"):
        return respond(request, topics=[], is_allowed=lambda: readable.all().exists())
    pk = number_in(request.GET, "study")
    shown = Study.objects.visible_to(request.user).filter(article=article_pk, pk=pk)
    study = shown.first()
    if study is None:
        return farewell()
    return respond(request, topics=[study.topic], is_allowed=lambda: shown.all().exists())
