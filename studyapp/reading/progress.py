"""The reader's progress on the reading page: marks in the contents, an offer where a unit ends, what the plan says."""

from bisect import bisect_left
from collections.abc import Iterable
from functools import cached_property

from django.utils.translation import gettext as _

from studyapp.reading.column import Line
from studyapp.reading.contents import Entry, Part, walk
from studyapp.reading.page import Page
from studyapp.studies.along import Along, Pace, own_paces
from studyapp.studies.models import Mastery, PlanStep
from studyapp.studies.saying import Saying, saying
from studyapp.studies.steps import Laid, laid


class Progressing:
    """Adds to the page how far its reader is. Constant in queries; of other readers nothing."""

    def __init__(self, page: Page) -> None:
        self.page, self.sight = page, page.sight
        self.along = Along(own_paces(page.revision, user=self.sight.reader, study=self.sight.study))

    def place(self) -> None:
        self.place_marks()
        self.place_offers()
        self.place_steps()
        self.place_masteries()

    @cached_property
    def parts(self) -> dict[int, Part]:
        return {part.number: part for part in self.page.book.parts}

    @property
    def shown(self) -> list[Entry]:
        """The rows of the contents that are sections."""
        return [entry for entry in walk(self.page.rows) if entry.number and len(entry.names) == 1]

    def place_marks(self) -> None:
        for entry in self.shown:
            part = self.part_of(entry)
            entry.saying = saying(f"s{part.number}", part.title, self.along.touching(part.start, part.end))

    def place_offers(self) -> None:
        for pace in self.ending:
            line = self.last_line(pace)
            if line:
                line.offer = self.offer(pace)

    @property
    def ending(self) -> list[Pace]:
        """The units whose end lies on this leaf."""
        leaf = self.page.leaf
        return [pace for pace in self.along.paces if leaf.start < pace.unit.end <= leaf.end]

    def last_line(self, pace: Pace) -> Line | None:
        index = bisect_left(self.page.column.starts, pace.unit.end) - 1
        return self.page.lines[index] if index >= 0 else None

    def offer(self, pace: Pace) -> Saying:
        return saying(f"u{pace.unit.start}", pace.unit.title or self.between(pace), [pace])

    def between(self, pace: Pace) -> str:
        """What a unit without a title is called: by its paragraphs as far as they stand on this leaf."""
        if len(self.along.paces) == 1:
            return _("全文")
        inside = [
            line.number for line in self.page.lines if pace.unit.start <= line.start < pace.unit.end and line.number
        ]
        if not inside:
            return _("这一部分")
        return _("第%(first)s–%(last)s段") % {"first": inside[0], "last": inside[-1]}

    @cached_property
    def steps(self) -> list[Laid]:
        """Of the plan, what lies on this text."""
        study = self.sight.study
        if study is None:
            return []
        rows = PlanStep.objects.visible_to(self.sight.reader).filter(study=study, revision=self.page.revision)
        return laid(rows.select_related("study"), user=self.sight.reader)

    def place_steps(self) -> None:
        """In the contents at the section with which a step begins, in the text above its first line."""
        for row in self.steps:
            entry = self.entry_of(row)
            if entry:
                entry.steps.append(row)
            if self.page.leaf.start <= row.step.start < self.page.leaf.end:
                self.page.line_at(row.step.start).steps.append(row)

    def entry_of(self, row: Laid) -> Entry | None:
        """The lowest section of the contents in which it begins; before all sections, the first one it comes to."""
        start, end = row.step.start, row.step.end
        around = [entry for entry in self.shown if self.part_of(entry).start <= start < self.part_of(entry).end]
        if around:
            return max(around, key=lambda entry: self.part_of(entry).start)  # of several the first, the outer one
        return next((entry for entry in self.shown if start <= self.part_of(entry).start < end), None)

    def part_of(self, entry: Entry) -> Part:
        return self.parts[entry.number]

    def place_masteries(self) -> None:
        mine = Mastery.objects.filter(user=self.sight.reader, revision=self.page.revision)
        known = set(mine.values_list("start", "end"))
        for entry in walk(self.page.contents):  # where the key points have been put
            for point in entry.points:
                point.is_mastered = (point.start, point.end) in known

    def units_of(self, key: str) -> list[Pace]:
        """What `s7` and `u120` stand for; nothing when the text has no such thing."""
        number = int(key[1:])
        if key[0] == "s":
            part = self.parts.get(number)
            return self.along.touching(part.start, part.end) if part else []
        return [pace for pace in self.along.paces if pace.unit.start == number]

    def pieces(self, changed: Iterable[Pace]) -> tuple[list[Saying], list[Saying]]:
        """The marks and offers of the page that these units change."""
        spans = [(pace.unit.start, pace.unit.end) for pace in changed]
        first, last = min(start for start, _end in spans), max(end for _start, end in spans)
        self.place_marks()
        marks = [
            entry.saying
            for entry in self.shown
            if entry.saying and self.part_of(entry).start < last and first < self.part_of(entry).end
        ]
        offers = [self.offer(pace) for pace in self.ending if pace.unit.start < last and first < pace.unit.end]
        return marks, offers

    def title_of(self, key: str) -> str:
        if key[0] == "s":
            return self.parts[int(key[1:])].title
        return self.offer(self.units_of(key)[0]).title
