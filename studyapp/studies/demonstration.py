"""How far the group of the demo is in a text, and what its plan says."""

from collections.abc import Mapping
from datetime import timedelta

from django.utils import timezone

from studyapp.accounts.models import User
from studyapp.library.services import keep_place
from studyapp.studies.along import units_of
from studyapp.studies.models import Study
from studyapp.studies.services.planning import Step, lay_plan
from studyapp.studies.services.progress import reach
from studyapp.studies.standing import Standing

# Of each step: in how many days, and the question to read it for.
STEPS = (
    (-6, "你家附近的水，是什么颜色？"),
    (2, "慢为谁而设？带一个你走慢过的地方来。"),
    (9, "一盏灯，怎么算“等人”？"),
    (16, "写下自己的一天，三百字。"),
)
# How many units each has read, and how many of these closely.
READ = {"limei": (5, 3), "chenxiaohe": (3, 2), "zhouyuan": (3, 0), "heqing": (3, 1), "linxi": (2, 1)}


def study_together(study: Study, people: Mapping[str, User]) -> None:
    """What stands before the first section goes with it; the steps are laid without a word to the inbox."""
    revision, today = study.article.revision, timezone.localdate()
    units = units_of(revision)
    sections = [unit for unit in units if unit.section]
    starts = [0, *(unit.start for unit in sections[1:])]
    steps = [
        Step(start, section.end, today + timedelta(days=days), prompt)
        for start, section, (days, prompt) in zip(starts, sections, STEPS, strict=False)
    ]
    lay_plan(study, revision=revision, steps=steps)
    for name, (read, studied) in READ.items():
        if name in people:
            reach(revision, reader=people[name], units=units[studied:read], standing=Standing.READ)
            reach(revision, reader=people[name], units=units[:studied], standing=Standing.STUDIED)
            last = revision.paragraphs.filter(number__isnull=False, start__lt=units[read - 1].end).latest("start")
            keep_place(revision, reader=people[name], start=last.start)
