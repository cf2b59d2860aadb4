"""The contents as the reader sees them: all of the highest rank, and what lies on the open leaf unfolded."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from studyapp.reading.leaves import Leaf, leaf_at
from studyapp.studies.saying import Saying
from studyapp.studies.steps import Laid

MANY = 100  # more brothers than this are folded
FOLD = 50  # into folds of this many


class Part(NamedTuple):
    """A section, as the contents need it."""

    number: int
    level: int
    title: str
    start: int
    end: int
    heading: bool = True


class Name(NamedTuple):
    """What a row is called: a section by its title, a leaf that no section names by which piece it is."""

    title: str
    part: int = 0


@dataclass(slots=True)
class EntryPoint:
    """A key point below a row: the paragraph it begins in, its span, and whether the reader has got hold of it."""

    pk: int
    number: int
    title: str
    start: int
    end: int
    is_mastered: bool = False


@dataclass(slots=True)
class Entry:
    """A row of the contents. `leaf` counts from 1; `number` is the section's, 0 for a leaf that no section names.

    `names`: one, or the first and the last of a fold. `here`: it lies on the open leaf, at least in part.
    The page adds where it leads (`href`), whether the reader is there now (`is_current`), the numbers of its
    `paragraphs` as they are shown, and its key `points`; progress what the reader says of it, and the steps of a plan
    that begin there.
    """

    names: list[Name]
    leaf: int
    number: int = 0
    here: bool = False
    href: str = ""
    is_current: bool = False
    paragraphs: str = ""
    points: list[EntryPoint] = field(default_factory=list)
    saying: Saying | None = None
    steps: list[Laid] = field(default_factory=list)
    children: list["Entry"] = field(default_factory=list)

    @property
    def title(self) -> str:
        return self.names[0].title


@dataclass(slots=True)
class Node:
    part: Part
    children: list["Node"] = field(default_factory=list)


def tree(parts: Sequence[Part]) -> list[Node]:
    """Parts in text order, each under the nearest before it that is higher."""
    roots: list[Node] = []
    path: list[Node] = []
    for part in parts:
        while path and path[-1].part.level >= part.level:
            path.pop()
        node = Node(part)
        (path[-1].children if path else roots).append(node)
        path.append(node)
    return roots


def entries(parts: Sequence[Part], leaves: Sequence[Leaf], current: int) -> list[Entry]:
    """The rows to show while the leaf with the index `current` lies open."""
    if parts:
        return rows(tree(parts), leaves, current)
    return folded([leaf_entry(leaves, index, current) for index in range(len(leaves))]) if len(leaves) > 1 else []


def rows(nodes: Sequence[Node], leaves: Sequence[Leaf], current: int) -> list[Entry]:
    found = []
    for node in nodes:
        first, last = leaf_at(leaves, node.part.start), leaf_at(leaves, max(node.part.start, node.part.end - 1))
        entry = Entry([Name(node.part.title)], first + 1, node.part.number, here=first <= current <= last)
        if entry.here and node.children:
            entry.children = rows(node.children, leaves, current)
        elif entry.here and last > first:
            entry.children = folded([leaf_entry(leaves, index, current) for index in range(first, last + 1)])
        found.append(entry)
    return folded(found)


def leaf_entry(leaves: Sequence[Leaf], index: int, current: int) -> Entry:
    return Entry([Name("", leaves[index].part)], index + 1, here=index == current)


def folded(found: list[Entry]) -> list[Entry]:
    """Very many rows: only the fold with the open leaf is spread out, the others are one row each."""
    if len(found) <= MANY:
        return found
    kept: list[Entry] = []
    for start in range(0, len(found), FOLD):
        fold = found[start : start + FOLD]
        if any(entry.here for entry in fold):
            kept.extend(fold)
        else:
            kept.append(Entry([*fold[0].names, *fold[-1].names], fold[0].leaf, fold[0].number))
    return kept


def walk(found: Sequence[Entry]) -> Iterator[Entry]:
    """All rows that are shown, from the top down."""
    for entry in found:
        yield entry
        yield from walk(entry.children)
