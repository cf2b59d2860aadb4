"""Having the words of a text cut, beside the web process: jieba's dictionary takes seconds and 170 MB."""

from datetime import timedelta

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone

from studyapp.cards.models import Cutting, Words
from studyapp.chinese import words
from studyapp.chinese.telling import weigh
from studyapp.glossary.models import words_for
from studyapp.importing.background import slot, spawn
from studyapp.library.models import Revision

OVERDUE = timedelta(seconds=90)  # after which whoever cut must have died
AT_ONCE = 500  # rows a statement


def is_cut(revision: Revision) -> bool:
    return Cutting.objects.filter(revision=revision, done_at__isnull=False).exists()


def is_being_cut(revision: Revision) -> bool:
    since = timezone.now() - OVERDUE
    return Cutting.objects.filter(revision=revision, done_at=None, asked_at__gt=since).exists()


def have_cut(revision: Revision) -> None:
    """Ask for the words of a text, unless they are there or on their way."""
    if is_cut(revision) or is_being_cut(revision):
        return
    Cutting.objects.update_or_create(revision=revision, defaults={"asked_at": timezone.now()})
    start_cutting()


def start_cutting() -> None:
    """Beside this process, or at once where the settings say so."""
    if settings.READ_DRAFTS_IN_BACKGROUND:
        transaction.on_commit(lambda: spawn("cut_words"))
    else:
        cut_waiting()


def cut_waiting() -> None:
    """Cut text after text, the longest waiting first, until none waits or enough others cut already."""
    while waiting().exists():
        with slot(settings.DATA_DIR / "cutting") as is_ours:
            if not is_ours:
                return
            while found := waiting().first():
                cut(found.revision)


def waiting() -> models.QuerySet[Cutting]:
    return Cutting.objects.filter(done_at=None).order_by("asked_at")


def cut(revision: Revision) -> None:
    """Keep the words of all paragraphs; twice is as good as once. What its groups have accepted is one word."""
    words.add(words_for(revision.article))
    rows = (Words(paragraph=row, weighed=weigh(row.text)) for row in revision.paragraphs.filter(number__isnull=False))
    with transaction.atomic():
        Words.objects.bulk_create(
            rows,
            batch_size=AT_ONCE,
            update_conflicts=True,
            unique_fields=["paragraph"],
            update_fields=["weighed"],
        )
        Cutting.objects.filter(revision=revision).update(done_at=timezone.now())
