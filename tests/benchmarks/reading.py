"""What the server takes for a leaf of short and long texts: p50 by the clock and by the CPU, queries, size.

Run: python tests/benchmarks/reading.py
"""

import os
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
ROUNDS = 30
LINE = "水从山里来，一路走，一路记：哪里缓，哪里急，“转弯”的地方总有人家，也总有一座桥等着。"
POINT = "一是把路走慢。" + LINE


def main() -> None:
    from tests.factories import join, make_group, make_user

    reader, group = make_user(), make_group()
    join(group, user=reader)
    print(f"{'text':48}{'leaf':>9}{'ms':>8}{'CPU ms':>8}{'queries':>9}{'kB':>7}")
    for name, article in texts(group):
        for place, path in leaves(article):
            report(name, place, path, reader)
        report(name, "its page", f"/library/{article.pk}/", reader)
    report("the shelf", "", "/library/", reader)
    report("my page", "", "/mine/", reader)


def texts(group):
    yield "an article, 3,000 characters, 4 parts", written(group, chapters=4, paragraphs=6, line=LINE * 3)
    yield "1,000,000 characters, 120 chapters", written(group, chapters=120, paragraphs=64, line=LINE * 3)
    yield "2,000,000 characters, 240 chapters", written(group, chapters=240, paragraphs=64, line=LINE * 3)
    yield "2,000,000 characters, 1,200 chapters", written(group, chapters=1200, paragraphs=13, line=LINE * 3)
    yield "2,000,000 characters in one section", written(group, chapters=1, paragraphs=15600, line=LINE * 3)
    yield "2,000,000 characters, no section", written(group, chapters=0, paragraphs=15600, line=LINE * 3)
    yield (
        "2,000,000 characters, no section, short lines",
        written(group, chapters=0, paragraphs=100_000, line=LINE[:19]),
    )


def written(group, *, chapters, paragraphs, line):
    """Chapters of two sections each; every fifth paragraph is a key point; 40 terms, half of them explained."""
    from studyapp.library.models import KeyPoint, Term
    from tests.factories import make_article

    lines, sections = [], []
    for chapter in range(1, chapters + 1):
        for level, title in ((1, f"第{chapter}回 河水记"), (2, "上"), (2, "下")):
            sections.append((title, level, len(lines)))
            lines.append(title)
            lines.extend([POINT if number % 5 == 0 else line for number in range(paragraphs // (level * 2))])
    lines = lines or [line] * paragraphs
    article = make_article(text="\n".join(lines), title=f"长河{chapters}", groups=(group,), sections=tuple(sections))
    revision = article.revision
    starts = revision.paragraphs.filter(text__startswith="一是").values_list("start", "end")
    KeyPoint.objects.bulk_create(
        [KeyPoint(revision=revision, marker="一是", title="把路走慢", start=start, end=end) for start, end in starts],
        batch_size=2000,
    )
    words = [LINE[start : start + 2 + start % 3] for start in range(40)]
    Term.objects.bulk_create(
        [
            Term(article=article, text=word, explanation="一处水名。" * (index % 2))
            for index, word in enumerate(sorted(set(words)))
        ]
    )
    return article


def leaves(article):
    last = article.revision.paragraph_count
    for name, number in (("first", 1), ("middle", last // 2), ("last", last)):
        yield name, f"/read/{article.pk}/p/{number}/"


def report(name, place, path, reader) -> None:
    from django.db import connection
    from django.test import Client

    client = Client(HTTP_HOST="localhost")
    client.force_login(reader)
    queries = []
    with connection.execute_wrapper(lambda run, sql, *rest: queries.append(sql) or run(sql, *rest)):
        response = client.get(path)
    assert response.status_code == 200, (path, response.status_code)
    clock, cpu = [], []
    for _ in range(ROUNDS):
        before = perf_counter(), process_time()
        client.get(path)
        clock.append(1000 * (perf_counter() - before[0]))
        cpu.append(1000 * (process_time() - before[1]))
    size = len(response.content) // 1000
    print(f"{name:48}{place:>9}{median(clock):8.1f}{median(cpu):8.1f}{len(queries):9}{size:7}", flush=True)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"DJANGO_SETTINGS_MODULE": "studyapp.settings", "DATA_DIR": folder, "DEBUG": "0"}
        os.environ.pop("DATABASE_URL", None)
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        main()
