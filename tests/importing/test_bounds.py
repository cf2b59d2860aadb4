"""What an outline may hold at most."""

import pytest

from studyapp.importing import bounds
from studyapp.importing.bounds import bounded
from tests.importing.outlining import BODY, MORE, headings, kinds, outline, warnings

CHAPTERS = [f"第{number}章 水\n一、泉\n{BODY}\n二、溪\n{MORE}" for number in "一二三"]
TWO_LEVELS = "\n".join([BODY, *CHAPTERS, f"一是看水。{BODY}", f"二是看桥。{MORE}"])


@pytest.fixture
def few(monkeypatch):
    def allow(**limits):
        for name, value in limits.items():
            monkeypatch.setattr(bounds, name, value)

    return allow


def test_an_ordinary_outline_is_left_alone():
    found = outline(TWO_LEVELS)
    assert bounded(found) == (found, ())
    assert len(found.sections) == 9


def test_the_outermost_levels_that_fit_are_kept(few):
    few(SECTIONS=8)
    found = outline(TWO_LEVELS)
    assert headings(found) == [(1, "第一章 水"), (1, "第二章 水"), (1, "第三章 水")]
    assert kinds(found) == "b" + "hbbbb" * 3 + "ii"
    assert [paragraph.number for paragraph in found.paragraphs if paragraph.number] == list(range(1, 16))
    assert warnings(found) == ["章节有 9 个，太多了；只留了最上面几级，共 3 个，其余当作正文。"]


def test_where_the_first_level_is_too_many_none_is_kept(few):
    few(SECTIONS=2)
    found = outline(TWO_LEVELS)
    assert found.sections == ()
    assert "h" not in kinds(found)
    assert {point.section for point in found.key_points} == {None}
    assert warnings(found) == ["章节有 9 个，太多了，像是误认；都当作了正文，没有分节。"]


def test_key_points_past_the_limit_are_left_out(few):
    few(KEY_POINTS=2)
    found = outline("三件事：一是清淤；二是栽柳；三是修堤。")
    assert [point.title for point in found.key_points] == ["清淤", "栽柳"]
    assert warnings(found) == ["要点有 3 条，太多了；只留了前 2 条。"]


def test_doubts_point_to_the_paragraphs_that_are_left(few):
    few(SECTIONS=3)
    found = outline("\n".join(f"第{number}章 水\n一、泉\n{BODY}" for number in "一二四"))
    doubt = next(warning for warning in found.warnings if warning.paragraph)
    assert str(doubt) == "有“第四章”，没有“第三章”"
    assert doubt.paragraph == 5


def test_a_text_of_headings_only_stays_within_the_limits():
    found = outline("\n".join(f"第{number}章 水\n{BODY}" for number in range(1, bounds.SECTIONS + 2)))
    assert found.sections == ()
    assert len(found.key_points) <= bounds.KEY_POINTS


def test_terms_are_few():
    assert len(outline("，".join(f"“云雾{number}法”" for number in range(2000))).terms) <= 500
