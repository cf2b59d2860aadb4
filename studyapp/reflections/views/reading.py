"""Reading a reflection, alone or with what the group says to it; all of one's own; what it said before."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from studyapp.annotations.services.visiting import see
from studyapp.annotations.thread import Thread
from studyapp.annotations.views.answering import empty_form, opened
from studyapp.htmx import Request
from studyapp.library.models import Article
from studyapp.markdown import rendered
from studyapp.numbers import number
from studyapp.reflections import services
from studyapp.reflections.listing import is_newer, mine, own_entries
from studyapp.reflections.models import Reflection, Version
from studyapp.reflections.views.writing import own_one
from studyapp.reflections.wording import Part, characters, from_topic, joined, own, parts

ON_A_PAGE = 20
VERSIONS = 50


@require_GET
def mine_all(request: Request) -> HttpResponse:
    """Over all texts, also those one can no longer open. `?gone=`: one just deleted."""
    page = Paginator(mine(request.user), ON_A_PAGE).get_page(request.GET.get("page"))
    undo = Reflection.objects.restorable_by(request.user).filter(pk=number(request.GET.get("gone", ""))).first()
    entries = own_entries(page, request.user)
    return render(request, "reflections/list.html", {"page": page, "entries": entries, "undo": undo})


@require_GET
def read(request: Request, pk: int) -> HttpResponse:
    """One's own as it is now; of others what they shared, with the discussion below it."""
    rows = Reflection.objects.visible_to(request.user)
    reflection = get_object_or_404(rows.select_related("author", "article", "study__group", "topic"), pk=pk)
    is_own = reflection.author_id == request.user.pk
    title, found = (reflection.name, parts(reflection.body)) if is_own else from_topic(topic_words(reflection))
    text = reflection.body if is_own else joined(found)
    context = {
        "reflection": reflection,
        "is_own": is_own,
        "title": title or reflection.article.title,
        "parts": shown(found),
        "count": characters(text),
        "own": characters(own(text)),
        "thread": talk(request, reflection),
        "form": empty_form(),
        "is_newer": is_own and is_newer(reflection),
        "opens": Article.objects.visible_to(request.user).filter(pk=reflection.article_id).exists(),
    }
    return render(request, "reflections/reflection.html", context)


def topic_words(reflection: Reflection) -> str:
    return reflection.topic.body if reflection.topic else ""


def shown(found: list[Part]) -> list[dict[str, str]]:
    return [{"heading": part.heading, "html": rendered(part.text)} for part in found]


def talk(request: Request, reflection: Reflection) -> Thread | None:
    """What the group says to it, when it is shared with one."""
    if not reflection.is_shared or reflection.topic_id is None:
        return None
    thread = opened(request, reflection.topic_id)
    see(thread.note, request.user, seen_at=thread.seen_at)
    return thread


@require_GET
def history(request: Request, pk: int) -> HttpResponse:
    reflection = own_one(request, pk)
    page = Paginator(Version.objects.open_to(request.user).filter(reflection=pk), VERSIONS)
    rows = page.get_page(request.GET.get("page"))
    versions = [{"version": row, "count": characters(row.body)} for row in rows]
    context = {"reflection": reflection, "versions": versions, "page": rows, "count": characters(reflection.body)}
    return render(request, "reflections/history.html", context)


def version_for(request: Request, pk: int, version_pk: int) -> Version:
    rows = Version.objects.open_to(request.user).select_related("reflection__article")
    return get_object_or_404(rows, pk=version_pk, reflection=pk)


@require_GET
def version(request: Request, pk: int, version_pk: int) -> HttpResponse:
    found = version_for(request, pk, version_pk)
    context = {"version": found, "reflection": found.reflection, "parts": shown(parts(found.body))}
    return render(request, "reflections/version.html", context)


@require_POST
def restore_version(request: Request, pk: int, version_pk: int) -> HttpResponse:
    services.restore_version(version_for(request, pk, version_pk))
    messages.success(request, _("换回了那一份。刚才的内容也留了一份。"))
    return HttpResponseRedirect(reverse("reflections:edit", args=[pk]), status=303)
