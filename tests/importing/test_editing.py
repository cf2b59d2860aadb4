"""Corrections of an outline: what they change, and what follows from it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyapp.importing import editing
from studyapp.importing.editing import ImpossibleEditError
from studyapp.importing.remarks import Remark
from studyapp.importing.settling import settled
from studyapp.importing.structure import KeyPoint, MetadataLine, Outline, Term
from tests.factories import make_outline

TEXT = "引子\n茶从山上来。\n上山\n清明前采茶。\n采茶人唱歌。\n下山\n挑担的人走石板路。"
SECTIONS = (("引子", 1, 0), ("上山", 1, 2), ("下山", 2, 5))


@pytest.fixture
def outline():
    return make_outline(text=TEXT, sections=SECTIONS)


def starts(outline: Outline) -> list[int]:
    return [section.start for section in outline.sections]


def shape(outline: Outline) -> list[tuple[str, int]]:
    return [(section.title, section.level) for section in outline.sections]


def place(words: str) -> int:
    return TEXT.index(words)


def test_a_section_ends_where_the_next_of_its_level_or_higher_starts(outline):
    ends = [outline.text[section.start : section.end].strip() for section in settled(outline).sections]
    assert ends == ["引子\n茶从山上来。", TEXT[place("上山") :], TEXT[place("下山") :]]


def test_headings_have_no_number_and_the_others_count_on(outline):
    numbers = [paragraph.number for paragraph in settled(outline).paragraphs]
    assert numbers == [None, 1, None, 2, 3, None, 4]


def test_renaming_a_section_leaves_the_text_alone(outline):
    renamed = editing.rename_section(outline, place("上山"), "到山上去")
    assert shape(renamed) == [("引子", 1), ("到山上去", 1), ("下山", 2)]
    assert renamed.text == TEXT


def test_raising_takes_along_what_is_inside(outline):
    deep = editing.lower_section(outline, place("上山"))
    assert shape(deep) == [("引子", 1), ("上山", 2), ("下山", 3)]
    assert shape(editing.raise_section(deep, place("上山"))) == [("引子", 1), ("上山", 1), ("下山", 2)]


@pytest.mark.parametrize(
    "correction",
    [
        lambda outline: editing.raise_section(outline, 0),
        lambda outline: editing.lower_section(outline, 0),
        lambda outline: editing.lower_section(outline, place("下山")),
        lambda outline: editing.merge_section(outline, 0),
        lambda outline: editing.split_section(outline, place("上山")),
        lambda outline: editing.rename_section(outline, 1, "不在这里"),
        lambda outline: editing.unmake_key_point(outline, 0),
        lambda outline: editing.make_heading(outline, 1),
        lambda outline: editing.accept_term(outline, "原文没有的话"),
        lambda outline: editing.put_back(outline, 0),
    ],
)
def test_what_cannot_be_done_is_refused_in_words(outline, correction):
    with pytest.raises(ImpossibleEditError) as refusal:
        correction(settled(outline))
    assert str(refusal.value.remark)


def test_splitting_starts_a_section_with_a_title_from_its_first_words(outline):
    split = editing.split_section(outline, place("采茶人唱歌"))
    assert shape(split) == [("引子", 1), ("上山", 1), ("采茶人唱歌", 1), ("下山", 2)]
    assert not split.sections[2].heading


def test_a_line_becomes_a_heading_and_a_line_again(outline):
    made = editing.make_heading(outline, place("采茶人唱歌"))
    assert [p.number for p in made.paragraphs] == [None, 1, None, 2, None, None, 3]
    unmade = editing.unmake_heading(made, place("采茶人唱歌"))
    assert [p.number for p in unmade.paragraphs] == [None, 1, None, 2, 3, None, 4]
    assert unmade.paragraphs[4].kind == "body"


def test_merging_takes_the_whole_section_into_the_one_above(outline):
    assert shape(editing.merge_section(settled(outline), place("上山"))) == [("引子", 1)]


def test_unmaking_a_title_leaves_what_was_below_it(outline):
    assert shape(editing.unmake_heading(outline, place("上山"))) == [("引子", 1), ("下山", 2)]


def test_a_key_point_belongs_to_its_paragraph_and_section(outline):
    made = editing.make_key_point(outline, place("清明前采茶"))
    point = made.key_points[0]
    assert (point.title, point.paragraph, point.section) == ("清明前采茶", 2, 2)
    assert editing.rename_key_point(made, point.start, "早采").key_points[0].title == "早采"
    assert editing.unmake_key_point(made, point.start).key_points == ()


def test_terms_are_taken_up_refused_and_offered_again(outline):
    taken = editing.accept_term(outline, "采茶")
    assert taken.terms == (Term("采茶", 2),)
    refused = editing.refuse_term(taken, "采茶")
    assert not refused.terms[0].accepted
    assert editing.accept_term(refused, "采茶").terms == taken.terms


def test_metadata_is_described_by_hand(outline):
    described = editing.describe(outline, title="茶路", author="", source="山居小札", published=date(2024, 4, 5))
    assert (described.title, described.author, described.source) == ("茶路", None, "山居小札")


@pytest.mark.parametrize(("before", "position"), [(0, 0), (place("上山"), 2), (len(TEXT), 7)])
def test_a_metadata_line_returns_where_it_stood(outline, before, position):
    line = MetadataLine("source", "来源：山居小札", before)
    point = KeyPoint(None, "采茶人唱歌", place("采茶人"), place("采茶人") + 6, None, None, 1.0, Remark("定"))
    given_outline = Outline(
        **{name: getattr(outline, name) for name in ("text", "paragraphs", "sections")},
        metadata_lines=(line,),
        key_points=(point,),
    )
    back = editing.put_back(given_outline, 0)
    assert back.text.split("\n")[position] == "来源：山居小札"
    assert [back.text[p.start : p.end] for p in back.paragraphs] == back.text.split("\n")
    assert back.text[back.key_points[0].start :].startswith("采茶人唱歌")
    assert [back.text[s.start :].startswith(s.title) for s in back.sections] == [True, True, True]
    assert back.metadata_lines == ()


ACTS = st.sampled_from(
    [
        editing.raise_section,
        editing.lower_section,
        editing.split_section,
        editing.merge_section,
        editing.make_heading,
        editing.unmake_heading,
        editing.make_key_point,
        editing.unmake_key_point,
    ]
)


@given(st.lists(st.tuples(ACTS, st.integers(0, 6)), max_size=12))
def test_whatever_is_done_the_outline_stays_whole(acts):
    outline = settled(make_outline(text=TEXT, sections=SECTIONS))
    for act, line in acts:
        try:
            outline = act(outline, outline.paragraphs[line].start)
        except ImpossibleEditError:
            continue
    assert outline.text == TEXT
    assert starts(outline) == sorted(set(starts(outline)))
    assert [section.number for section in outline.sections] == list(range(1, len(outline.sections) + 1))
    assert all(section.start < section.end <= len(TEXT) and 1 <= section.level <= 6 for section in outline.sections)
    headings = {section.start for section in outline.sections if section.heading}
    assert {p.start for p in outline.paragraphs if p.kind == "heading"} == headings
