"""What an outline may hold at most, whatever the text: pages and forms show one row for each. Pure."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from studyapp.importing.limits import KEY_POINTS, SECTIONS
from studyapp.importing.remarks import Remark, gettext_noop
from studyapp.importing.settling import settled
from studyapp.importing.structure import Outline, Section

FEWER_SECTIONS = gettext_noop("章节有 {count} 个，太多了；只留了最上面几级，共 {kept} 个，其余当作正文。")
NO_SECTIONS = gettext_noop("章节有 {count} 个，太多了，像是误认；都当作了正文，没有分节。")
FEWER_KEY_POINTS = gettext_noop("要点有 {count} 条，太多了；只留了前 {kept} 条。")


def bounded(outline: Outline) -> tuple[Outline, tuple[Remark, ...]]:
    """The outline with what it may hold, and what must be said of the rest. What is no heading any more is text."""
    if len(outline.sections) <= SECTIONS and len(outline.key_points) <= KEY_POINTS:
        return outline, ()
    kept = replace(outline, sections=outermost(outline.sections), key_points=outline.key_points[:KEY_POINTS])
    return settled(kept), tuple(_remarks(outline, kept))


def outermost(sections: tuple[Section, ...]) -> tuple[Section, ...]:
    """As many whole levels as may be kept, from above; none where the first is too many."""
    counted = Counter(section.level for section in sections)
    deepest, total = 0, 0
    for level in sorted(counted):
        total += counted[level]
        if total > SECTIONS:
            break
        deepest = level
    return tuple(section for section in sections if section.level <= deepest)


def _remarks(outline: Outline, kept: Outline) -> Iterator[Remark]:
    if len(kept.sections) < len(outline.sections):
        pattern = FEWER_SECTIONS if kept.sections else NO_SECTIONS
        values = {"count": len(outline.sections)} | ({"kept": len(kept.sections)} if kept.sections else {})
        yield Remark(pattern, values)
    if len(kept.key_points) < len(outline.key_points):
        yield Remark(FEWER_KEY_POINTS, {"count": len(outline.key_points), "kept": len(kept.key_points)})
