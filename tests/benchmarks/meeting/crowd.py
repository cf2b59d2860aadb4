"""One crowd of a size: what a connection costs when nothing happens, and what is felt when much does."""

import asyncio
from collections import Counter
from itertools import pairwise
from statistics import mean, median, quantiles

from studyapp.live.pace import window
from tests.benchmarks.live import memory, share_of_processor, waits
from tests.benchmarks.meeting.acts import Meanwhile
from tests.benchmarks.meeting.hall import Hall, told
from tests.benchmarks.meeting.page import Page, Site

IDLE = 6.0  # seconds
BUSY = 20.0
MARKS = 20.0  # a second
COMING = 20  # pages that are being opened at a time
FETCHES = {"paragraphs", "parts", "here"}
ANSWERS = {200, 201, 204}


async def opened(hall: Hall, site: Site, size: int) -> list[Page]:
    pages: list[Page] = []
    for number in range(size):
        pages.append(Page(hall, site, hall.sessions[number], number))
        if number >= COMING:
            await pages[number - COMING].greeted.wait()
    for page in pages:
        await page.greeted.wait()
    return pages


async def closed(pages: list[Page]) -> None:
    await asyncio.gather(*(page.end() for page in pages))


async def warm(hall: Hall, site: Site) -> None:
    """The first requests load half of the house."""
    await closed(await opened(hall, site, min(len(hall.sessions), COMING)))
    for name in ("room", "reading"):
        await site.ask(name, hall.paths[name], hall.sessions[0])
    await asyncio.sleep(1)


async def crowd(served, hall: Hall, size: int) -> dict[str, str]:
    """A row of the table."""
    site = Site(served.port)
    await warm(hall, site)
    before = memory(served)
    pages = await opened(hall, site, size)
    while any(page.is_telling for page in pages):
        await asyncio.sleep(1)
    each = (memory(served) - before) / size
    idle, _ = await share_of_processor(served, asyncio.sleep(IDLE))
    site.asked.clear()
    acts = Meanwhile(hall, site, seconds=max(BUSY, 1.2 * window(size)), marks=MARKS)
    busy, _ = await share_of_processor(served, acts.run())
    await asyncio.sleep(1.05 * window(size) + 1)
    await closed(pages)
    cost = {"people": f"{size}", "kB each": f"{each:.0f}", "idle CPU": f"{idle:.1%}", "busy CPU": f"{busy:.0%}"}
    return cost | reached(hall, pages, acts) | felt(site, acts) | counted(faults(hall, pages))


def reached(hall: Hall, pages: list[Page], acts: Meanwhile) -> dict[str, str]:
    """From each press to each page's hearing of it; from each mark to its being shown there."""
    focus, marks = focus_waits(hall, pages, acts), mark_waits(hall, pages)
    return {
        "focus p50 ms": f"{median(focus):.0f}",
        "p95": f"{p95(focus):.0f}",
        "max": f"{max(focus):.0f}",
        "mark p50 s": f"{median(marks):.1f}",
        "max s": f"{max(marks):.1f}",
    }


def focus_waits(hall: Hall, pages: list[Page], acts: Meanwhile) -> list[float]:
    """Milliseconds."""
    rows = told(hall.meeting.topic, "focus")
    pressed = {number: acts.moved[data["moves"]] for number, _, data in rows if data["moves"] in acts.moved}
    heard = (each for page in pages for each in page.heard)
    return [1000 * (at - pressed[number]) for at, _, kind, number in heard if kind == "focus" and number in pressed]


def mark_waits(hall: Hall, pages: list[Page]) -> list[float]:
    """Seconds."""
    rows = told(hall.study.topic, "marked")
    moments, first = [moment for _, moment, _ in rows], rows[0][0]
    shown = ([(moment, number - first + 1) for moment, number in page.shown] for page in pages)
    return [wait for each in shown for wait in waits(moments, each)]


def felt(site: Site, acts: Meanwhile) -> dict[str, str]:
    """What others notice: fetches in each second, how long a mark and a page take, what failed."""
    seconds = Counter(int(moment - acts.begun) for moment, kind, *_ in site.asked if kind in FETCHES)
    fetches = [seconds[second] for second in range(1, int(acts.end - acts.begun))]
    took = {
        name: [1000 * each for _, kind, each, _ in site.asked if kind == name] for name in ("keep", "room", "reading")
    }
    return {
        "marks/s": f"{len(took['keep']) / (acts.end - acts.begun):.0f}",
        "keep p95": f"{p95(took['keep']):.0f}",
        "fetches/s": f"{mean(fetches):.0f}",
        "most": f"{max(fetches)}",
        "page p95": f"{p95(took['reading']):.0f}",
        "room p95": f"{p95(took['room']):.0f}",
        "failed": f"{sum(status not in ANSWERS for *_, status in site.asked)}",
    }


def p95(values: list[float]) -> float:
    return quantiles(values, n=20)[-1] if len(values) > 1 else sum(values)


def faults(hall: Hall, pages: list[Page]) -> tuple[int, int]:
    """What a page never heard of, or was told to have missed; and what it heard twice."""
    moves = {number for number, *_ in told(hall.meeting.topic, "focus")}
    marks = [number for number, *_ in told(hall.study.topic, "marked")]
    missed = doubled = 0
    for page in pages:
        meeting, study = (page.numbers(topic) for topic in (hall.meeting.topic, hall.study.topic))
        missed += len(page.ends) + len(moves - set(meeting)) + sum(number > max(study, default=0) for number in marks)
        doubled += sum(later <= earlier for each in (meeting, study) for earlier, later in pairwise(each))
    return missed, doubled


def counted(found: tuple[int, int]) -> dict[str, str]:
    return {"missed": f"{found[0]}", "doubled": f"{found[1]}"}
