"""Title, author, date and source: found, taken out of the text, and kept to be put back."""

from datetime import date

import pytest

from studyapp.importing.material import Block, Choices, Material
from studyapp.importing.outline import parse
from tests.importing.outlining import BODY, MORE, headings, outline

PROSE = f"{BODY}\n{MORE}\n{BODY}"


@pytest.mark.parametrize(
    ("line", "source"),
    [
        ("来源:2022年第3期《茶友》杂志", "2022年第3期《茶友》杂志"),
        ("来源：茶友报", "茶友报"),
        ("（来源：茶友报）", "茶友报"),
        ("(来源:茶友报)", "茶友报"),
        ("【来源】茶友报", None),
        ("出处：《茶友》2022年第3期", "《茶友》2022年第3期"),
        ("转自：茶友报", "茶友报"),
        ("来源：茶友报　作者：王小溪", "茶友报"),
        ("2022年3月5日 来源：茶友报", "茶友报"),
    ],
)
def test_source(line, source):
    found = outline(f"{PROSE}\n{line}")
    assert found.source == source
    assert (line in found.text) is (source is None)


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("作者：王小溪", "王小溪"),
        ("作者:王小溪 李大河", "王小溪 李大河"),
        ("文/王小溪", "王小溪"),
        ("王小溪", "王小溪"),
        ("茶园守桥人　王小溪", "茶园守桥人　王小溪"),
        ("来源：茶友报 作者：王小溪 2022-01-05", "王小溪"),
    ],
)
def test_author(line, author):
    found = outline(f"水边的事\n{line}\n{PROSE}")
    assert found.title == "水边的事"
    assert found.author == author
    assert found.text == PROSE


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("2022年3月5日", date(2022, 3, 5)),
        ("（2022年3月5日）", date(2022, 3, 5)),
        ("二〇二二年三月五日", date(2022, 3, 5)),
        ("2022-03-05 08:30", date(2022, 3, 5)),
        ("日期：2022年3月5日", date(2022, 3, 5)),
        ("发布时间：2022-03-05", date(2022, 3, 5)),
        ("——2022年3月5日在春茶会上", date(2022, 3, 5)),
        ("2022年1月5日 08:30 来源：茶友报", date(2022, 1, 5)),
    ],
)
def test_published(line, day):
    found = outline(f"水边的事\n{line}\n{PROSE}")
    assert found.published == day
    assert found.text == PROSE


@pytest.mark.parametrize(
    "line",
    [
        "时间：下午三点在桥头见面",
        "来源：",
        "文章来源很多，这里只说一种。",
        "作者：这个词在这里只是说明，后面还有很长的一段话，" + "一直说下去，" * 15,
        "2022年的春天",
    ],
)
def test_is_no_metadata(line):
    found = outline(f"{PROSE}\n{line}\n{PROSE}")
    assert line in found.text


@pytest.mark.parametrize(
    "first",
    [BODY, "各位茶友：", "第一章 水", "一、看水", "序言", "“水来了！”"],
)
def test_no_title_stands_there(first):
    found = outline(f"{first}\n{PROSE}\n第二章 桥\n{PROSE}")
    assert found.title is None
    assert found.suggested_title


def test_the_title_is_no_section():
    found = outline(f"水边的事\n一、看水\n{BODY}\n二、看桥\n{MORE}")
    assert found.title == found.suggested_title == "水边的事"
    assert headings(found) == [(1, "一、看水"), (1, "二、看桥")]


def test_the_only_first_level_heading_is_the_title():
    blocks = (Block("水边的事", level=1), Block("看水", level=2), Block(BODY), Block("看桥", level=2), Block(MORE))
    found = parse(Material(blocks, "md"), Choices())
    assert found.title == "水边的事"
    assert headings(found) == [(1, "看水"), (1, "看桥")]


def test_a_single_markdown_mark_in_plain_text_is_the_title():
    found = outline(f"# 水边的事\n## 看水\n{BODY}\n## 看桥\n{MORE}")
    assert found.title == "水边的事"
    assert headings(found) == [(1, "看水"), (1, "看桥")]


def test_the_formats_title_counts_where_it_stands_in_the_text():
    blocks = (Block("水边 的事", level=1), Block("看水", level=1), Block(BODY), Block("看桥", level=1), Block(MORE))
    found = parse(Material(blocks, "html", title="水边的事"), Choices())
    assert found.title == "水边 的事"
    assert headings(found) == [(1, "看水"), (1, "看桥")]


def test_every_line_can_be_put_back():
    found = outline(f"水边的事\n王小溪\n{PROSE}\n来源：茶友报")
    assert [(line.kind, line.text, line.before) for line in found.metadata_lines] == [
        ("title", "水边的事", 0),
        ("author", "王小溪", 0),
        ("source", "来源：茶友报", len(found.text)),
    ]


def test_editors_are_taken_out_but_name_no_source():
    found = outline(f"{PROSE}\n（责任编辑：王小溪）")
    assert found.source is None
    assert found.text == PROSE
    assert [line.text for line in found.metadata_lines] == ["（责任编辑：王小溪）"]


def test_a_file_name_above_the_only_first_level_heading_is_not_the_title():
    blocks = (Block("shui_bian_2022", level=1), Block("水边的事", level=1), Block("看水", level=2), Block(BODY))
    found = parse(Material(blocks, "html", title="shui_bian_2022"), Choices())
    assert found.title == "水边的事"
    assert headings(found) == [(1, "看水")]
    assert [line.text for line in found.metadata_lines] == ["shui_bian_2022", "水边的事"]
