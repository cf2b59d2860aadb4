"""Events as streams carry them, and what may be said in one."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

MERGED = frozenset({"marked", "revealed", "hands", "poll", "people", "here"})  # kinds of which only the sum matters
PARAGRAPHS = 200  # beyond so many one says: everything


@dataclass(frozen=True)
class Notice:
    topic: str
    number: int
    kind: str
    data: Mapping[str, Any]

    @property
    def is_merged(self) -> bool:
        return self.kind in MERGED


def in_few(notices: Iterable[Notice]) -> Iterator[Notice]:
    """The same in as few notices as can be, in order: neighbours of a merged kind become one, numbered as the last."""
    for (_, is_merged), run in groupby(notices, key=lambda notice: (notice.kind, notice.is_merged)):
        if is_merged:
            yield union(list(run))
        else:
            yield from run


def union(notices: Sequence[Notice]) -> Notice:
    last = notices[-1]
    if not any(notice.data for notice in notices):  # only that something is different now
        return Notice(last.topic, last.number, last.kind, {})
    paragraphs = sorted({number for notice in notices for number in notice.data.get("paragraphs", [])})
    is_all = len(paragraphs) > PARAGRAPHS or any(notice.data.get("all") for notice in notices)
    return Notice(last.topic, last.number, last.kind, {"all": True} if is_all else {"paragraphs": paragraphs})
