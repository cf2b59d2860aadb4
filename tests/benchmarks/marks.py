"""What marks cost at the server: the reading page, one paragraph of it, and keeping one mark more.

An article of 60 paragraphs of 200 characters, marked by 40 people. Six marks of ten are taps on a sentence, the others
go from anywhere to anywhere within a paragraph; one of five has words, one of forty is a question.

Run: python -m tests.benchmarks.marks
"""

import os
import random
import sys
import tempfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import NamedTuple
from uuid import UUID, uuid4

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
ROUNDS = 30
PEOPLE = 40
LINES = 60
LINE = "水从山里来，一路走，一路记：哪里缓，哪里急，“转弯”的地方总有人家，也总有一座桥等着。" * 5
WORDS = "石凳放在“最想回头的地方”，这个标准比尺寸好记，也比尺寸难；不过下雨天又另说了。"
HX = {"HX-Request": "true"}
TITLES = ("page ms", "CPU ms", "queries", "kB", "all new", "1 par.", "queries", "keep ms", "CPU ms", "queries")


class Figures(NamedTuple):
    """p50 of a warm server, by the clock and by the CPU."""

    ms: float
    cpu: float
    queries: int
    size: int


def main() -> None:
    from tests.factories import join, make_group, make_user

    group = make_group()
    people = [join(group, user=make_user(display_name=f"读者{number}")) for number in range(PEOPLE)]
    kinds = [(f"{count:,}", count, range(LINES)) for count in (0, 20, 2_000, 10_000)]
    articles = {name: marked(group, people, count, lines) for name, count, lines in kinds}
    articles["10,000 on one"] = marked(group, people, 10_000, [7])
    report(articles, people[0])


def marked(group, people, count: int, lines):
    from studyapp.annotations.models import Annotation
    from tests.factories import make_article

    article = make_article(text="\n".join([LINE[:200]] * LINES), title=f"长河{count}", groups=(group,))
    study, revision = article.studies.get(), article.revision
    dice = random.Random(count)
    rows = [note(dice, number, study, revision, people, lines) for number in range(count)]
    Annotation.objects.bulk_create(rows, batch_size=500)
    warm_all(study, revision)
    return article


def note(dice: random.Random, number: int, study, revision, people, lines):
    from django.utils import timezone

    from studyapp.annotations.models import Annotation
    from studyapp.chinese.sentences import sentence_spans
    from studyapp.markdown import rendered

    paragraph = dice.choice(lines) * 201
    places = list(sentence_spans(LINE[:200]))
    start, end = dice.choice(places) if dice.random() < 0.6 else sorted(dice.sample(range(200), 2))
    body = WORDS if number % 5 == 0 else ""
    kind = "question" if number % 40 == 0 else "thought" if body else "highlight"
    return Annotation(
        article_id=revision.article_id, revision=revision, author=people[number % PEOPLE], study=study, kind=kind,
        paragraph=paragraph, start=paragraph + start, end=paragraph + end, quote=LINE[start:end], body=body,
        html=rendered(body), key=uuid4(), shared_at=timezone.now(),
    )  # fmt: skip


def warm_all(study, revision) -> None:
    from studyapp.annotations.services.telling import warm

    lines = list(revision.paragraphs.order_by("start"))
    warm(study, revision, lines, changed=[line.start for line in lines])


def report(articles, reader) -> None:
    from django.test import Client

    client = Client(HTTP_HOST="localhost")
    client.force_login(reader)
    page = measured(articles, lambda article, _: client.get(f"/read/{article.pk}/p/30/"))
    one = measured(articles, lambda article, _: client.get(f"/read/{article.pk}/paragraphs/?n=8", headers=HX))
    come_back_after_days(reader)
    new = measured(articles, lambda article, _: client.get(f"/read/{article.pk}/p/30/"))
    keep = measured(
        articles,
        lambda article, number: client.post(f"/read/{article.pk}/mark/", mark(article, number), headers=HX),
    )
    print(f"{'marks':>16}" + "".join(f"{title:>9}" for title in TITLES))
    for name in articles:
        shown = (page[name].ms, page[name].cpu, page[name].queries, page[name].size // 1000, new[name].ms)
        figures = (*shown, one[name].ms, one[name].queries, keep[name].ms, keep[name].cpu, keep[name].queries)
        said = (f"{figure:9.1f}" if isinstance(figure, float) else f"{figure:9}" for figure in figures)
        print(f"{name:>16}" + "".join(said))


def come_back_after_days(reader) -> None:
    """Everything that others wrote is new."""
    from django.utils import timezone

    from studyapp.annotations.models import Visit

    Visit.objects.filter(user=reader).update(since=timezone.now() - timedelta(days=3))


def mark(article, number: int) -> dict[str, object]:
    """A sentence of the eighth paragraph, tapped and underlined for the group."""
    study, start = article.studies.get().pk, 7 * 201
    place = {"start": start, "end": start + 42, "quote": LINE[:42]}
    key = UUID(int=2**100 + article.pk * 1_000 + number)
    return {"revision": article.revision.pk, "key": key, "kind": "highlight", "audience": study, **place}


def measured(articles, ask: Callable) -> dict[str, Figures]:
    """In turns, so that whatever else the machine does falls on all of them alike."""
    first = {name: counted(ask, article) for name, article in articles.items()}
    clock: dict[str, list[float]] = {name: [] for name in articles}
    cpu: dict[str, list[float]] = {name: [] for name in articles}
    for number in range(2, ROUNDS + 2):
        for name, article in articles.items():
            before = perf_counter(), process_time()
            ask(article, number)
            clock[name].append(1000 * (perf_counter() - before[0]))
            cpu[name].append(1000 * (process_time() - before[1]))
    return {name: Figures(median(clock[name]), median(cpu[name]), *first[name]) for name in articles}


def counted(ask: Callable, article) -> tuple[int, int]:
    """Queries and bytes of an answer that is not the first one."""
    from django.db import connection

    queries: list[str] = []
    ask(article, 0)
    with connection.execute_wrapper(lambda run, sql, *rest: queries.append(sql) or run(sql, *rest)):
        response = ask(article, 1)
    assert response.status_code in {200, 201}, response.content.decode()[:500]
    return len(queries), len(response.content)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"DJANGO_SETTINGS_MODULE": "studyapp.settings", "DATA_DIR": folder, "DEBUG": "0"}
        os.environ.pop("DATABASE_URL", None)
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        main()
