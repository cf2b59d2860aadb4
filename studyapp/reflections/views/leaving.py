"""Taking one's own reflection along: as Markdown, as a Word file, on paper."""

from urllib.parse import quote

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from studyapp.htmx import Request
from studyapp.paper import CONTENT_TYPE
from studyapp.reflections import word
from studyapp.reflections.models import Reflection
from studyapp.reflections.views.reading import shown
from studyapp.reflections.views.writing import own_one
from studyapp.reflections.wording import parts


def attached(content: bytes, reflection: Reflection, kind: str, ending: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    name = quote(f"{word.name_of(reflection)}.{ending}", safe="")
    plain = f"reflection-{reflection.pk}.{ending}"
    response.headers["Content-Disposition"] = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{name}"
    return response


@require_GET
def markdown(request: Request, pk: int) -> HttpResponse:
    reflection = own_one(request, pk)
    text = f"# {reflection.name}\n\n{word.about(reflection)}\n\n{reflection.body.strip()}\n"
    return attached(text.encode(), reflection, "text/markdown; charset=utf-8", "md")


@require_GET
def document(request: Request, pk: int) -> HttpResponse:
    reflection = own_one(request, pk)
    return attached(word.document(reflection), reflection, CONTENT_TYPE, "docx")


@require_GET
def on_paper(request: Request, pk: int) -> HttpResponse:
    reflection = own_one(request, pk)
    context = {"reflection": reflection, "parts": shown(parts(reflection.body)), "about": word.about(reflection)}
    return render(request, "reflections/print.html", context)
