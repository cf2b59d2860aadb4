"""An article cut into leaves, whichever of them lies open."""

from typing import NamedTuple

from studyapp.library.models import Article, Revision
from studyapp.reading.contents import Part
from studyapp.reading.leaves import leaves_of


class LeafName(NamedTuple):
    """What a leaf is called: the section it begins with or lies in, and which piece of that section it is."""

    leaf: int
    title: str = ""
    section: int = 0
    ordinal: int = 0
    brothers: int = 0
    part: int = 1
    parts: int = 1


class Book:
    """An article cut into leaves: everything about it that does not depend on which leaf lies open. Two queries."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.revision: Revision = article.revision
        found = self.revision.sections.values_list("number", "level", "title", "start", "end", "heading")
        self.parts = [Part(*row) for row in found]
        self.leaves = leaves_of(self.revision.length, self.parts, lines=self.revision.paragraph_count)

    @property
    def is_one_leaf(self) -> bool:
        return len(self.leaves) == 1

    def name(self, index: int) -> LeafName:
        """The name of a leaf; without a title when it lies before all sections or there are none."""
        leaf = self.leaves[index]
        begun = [part for part in self.parts if part.start <= leaf.start]
        around = next((part for part in reversed(begun) if leaf.start < part.end), None)
        if around is None:
            return LeafName(index + 1, part=leaf.part, parts=leaf.parts)
        if around.start == leaf.start:  # the highest of those that begin here
            around = next(part for part in begun if part.start == leaf.start)
        same = [part.number for part in self.parts if part.level == around.level]
        ordinal = same.index(around.number) + 1
        return LeafName(index + 1, around.title, around.number, ordinal, len(same), leaf.part, leaf.parts)
