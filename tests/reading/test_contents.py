"""The contents: all of the highest rank, the open leaf unfolded, very many rows folded."""

from studyapp.reading.contents import Part, entries, walk
from studyapp.reading.leaves import Leaf, leaves_of


def book(chapters, *, sections=2, size=9000):
    parts = []
    for chapter in range(chapters):
        start = chapter * size
        parts.append(Part(len(parts) + 1, 1, f"第{chapter + 1}回", start, start + size))
        step = size // (sections + 1)
        for inner in range(1, sections + 1):
            parts.append(Part(len(parts) + 1, 2, f"第{inner}节", start + inner * step, start + inner * step + step))
    return parts, leaves_of(chapters * size, parts, lines=chapters * 50)


def test_only_the_open_chapter_shows_its_sections():
    found = entries(*book(12), 3)
    assert [entry.title for entry in found] == [f"第{number}回" for number in range(1, 13)]
    assert [entry.title for entry in found if entry.children] == ["第4回"]


def test_each_row_leads_to_its_leaf():
    assert [entry.leaf for entry in entries(*book(12), 3)] == list(range(1, 13))


def test_twelve_hundred_chapters_are_folded_around_the_open_one():
    found = entries(*book(1200), 620)
    assert len(list(walk(found))) < 100
    assert [entry.here for entry in found if entry.title == "第621回"] == [True]
    assert ["第1回", "第50回"] in [[name.title for name in entry.names] for entry in found]


def test_a_text_without_sections_lists_its_leaves():
    found = entries([], leaves_of(100_000, [], lines=1000), 2)
    assert [(entry.names[0].part, entry.here) for entry in found][:3] == [(1, False), (2, False), (3, True)]


def test_an_oversized_section_lists_its_pieces():
    parts = [Part(1, 1, "全文", 0, 100_000)]
    (row,) = entries(parts, leaves_of(100_000, parts, lines=1000), 0)
    assert [child.names[0].part for child in row.children] == list(range(1, 10))


def test_a_short_text_without_sections_has_no_contents():
    assert entries([], [Leaf(0, 500)], 0) == []
