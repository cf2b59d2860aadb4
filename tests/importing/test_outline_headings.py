"""Headings that stand in a text, their levels, and what only looks like one."""

import pytest

from studyapp.importing.material import Block, Choices, Material
from studyapp.importing.outline import parse
from tests.importing.outlining import BODY, MORE, headings, kinds, outline, text_of, warnings


@pytest.mark.parametrize(
    "lines",
    [
        ["第一编 源", "第二编 流"],
        ["第一卷 源", "第二卷 流"],
        ["第一部 源", "第二部 流"],
        ["第一部分 源头", "第二部分 下游"],
        ["第一章　水", "第二章　桥", "第三章　园"],
        ["第十一回 守桥人夜半听涨水 采茶女清晨问归舟", "第十二回 老园丁移花接木 小学徒汲水烹茶"],
        ["第１节 水", "第２节 桥"],
        ["一、看水", "二、看桥", "三、看园"],
        ["（一）看水", "（二）看桥"],
        ["(一)看水", "(二)看桥"],
        ["1. 看水", "2. 看桥"],
        ["1、看水", "2、看桥"],
        ["（1）看水", "（2）看桥"],
        ["①看水", "②看桥"],
        ["Ⅰ. 看水", "Ⅱ. 看桥"],
        ["甲、看水", "乙、看桥"],
        ["一、为什么要看水？", "二、怎样看水？"],
        ["序言", "第一章 水", "第二章 桥", "后记"],
        ["一", "二", "三"],
        ["看水的人", "看桥的人", "看园的人"],
        ["看水的人（上）", "“云雾”泉边", "说“水深”", "看园的人（下）"],
    ],
)
def test_finds_headings_of_one_level(lines):
    assert headings(outline(f"水边的事\n{text_of(*lines)}")) == [(1, line) for line in lines]


@pytest.mark.parametrize(
    ("lines", "levels"),
    [
        (["第一编 源", "第一章 泉", "第二章 溪", "第二编 流", "第三章 河"], [1, 2, 2, 1, 2]),
        (["第一章 水", "第一节 泉", "一、深浅", "（一）春", "第二节 溪", "第二章 桥"], [1, 2, 3, 4, 2, 1]),
        (["一、水", "（一）泉", "1. 春泉", "（1）山前", "（二）溪", "二、桥", "（一）石桥"], [1, 2, 3, 4, 2, 1, 2]),
        (["1. 水", "1.1 泉", "1.1.1 春泉", "1.2 溪", "2. 桥", "2.1 石桥"], [1, 2, 3, 2, 1, 2]),
        (["1. 水", "一、泉", "二、溪", "2. 桥", "一、石桥", "二、木桥"], [1, 2, 2, 1, 2, 2]),
        (["前言", "一、水", "（一）泉", "二、桥", "结语"], [1, 1, 2, 1, 1]),
    ],
)
def test_nests_the_styles(lines, levels):
    assert [level for level, _ in headings(outline(text_of(*lines)))] == levels


@pytest.mark.parametrize(
    "line",
    [
        "第一次看河的人都说水浅",
        "第二天",
        "第三条 桥面每月检查一次，检查的人要签名。",
        "一、修桥要等枯水期，石料要先备好。",
        "（一）石料；",
        "1.5 公里外的石桥",
        "2023年3月5日",
        "第三章的内容已经讲过",
        "他说：",
    ],
)
def test_is_no_heading(line):
    assert headings(outline(f"{BODY}\n{line}\n{MORE}\n{BODY}")) == []


def test_articles_of_a_rule_are_items_under_their_chapters():
    rule = "护桥规则\n第一章 总则\n第一条 桥要常看。\n第二条 看桥的人要记账。\n第二章 附则\n第三条 本规则从今天起用。"
    found = outline(rule)
    assert headings(found) == [(1, "第一章 总则"), (1, "第二章 附则")]
    assert kinds(found) == "hiihi"


@pytest.mark.parametrize(
    "catalogue",
    [
        "目录\n第一章 水……1\n第二章 桥……15\n第三章 园……30",
        "目　录\n第一章 水\n第二章 桥\n第三章 园",
        "第一章 水 ...... 1\n第二章 桥 ...... 15\n第三章 园 ...... 30",
        "第一章 水\n第二章 桥\n第三章 园",
    ],
)
def test_a_catalogue_page_has_no_headings(catalogue):
    found = outline(f"水边小史\n{catalogue}\n{text_of('第一章 水', '第二章 桥', '第三章 园')}")
    assert headings(found) == [(1, "第一章 水"), (1, "第二章 桥"), (1, "第三章 园")]
    assert [point for point in found.key_points if point.marker] == []


def test_a_list_of_short_items_has_no_headings():
    assert headings(outline(f"{BODY}\n1. 茶叶\n2. 泉水\n3. 炭火\n{MORE}\n{BODY}")) == []


def test_items_of_a_list_are_no_headings():
    items = tuple(Block(text, item=True) for text in ("1. 浇水", "2. 剪枝"))
    blocks = (Block("照料", level=2), *items, Block(BODY), Block("收成", level=2), Block(MORE), *items, Block(BODY))
    found = parse(Material(blocks, "md"), Choices())
    assert headings(found) == [(1, "照料"), (1, "收成")]
    assert kinds(found) == "hiibhbiib"
    assert [point.title for point in found.key_points] == ["浇水", "剪枝", "浇水", "剪枝"]


def test_bullets_are_items_and_neither_headings_nor_verse():
    bullets = tuple(Block(text, item=True) for text in ("茶园里的草", "石桥下的水", "花园里的土", "河岸上的柳"))
    found = parse(Material((Block("四样东西"), *bullets, Block(BODY)), "md"), Choices())
    assert (headings(found), kinds(found)) == ([], "iiiib")


def test_stated_headings_are_no_verse():
    blocks = tuple(
        Block(text, level=2 + place % 2) for place, text in enumerate(["水", "泉", "桥", "石桥", "园", "花园"])
    )
    found = parse(Material((*blocks, Block(BODY)), "md"), Choices())
    assert [level for level, _ in headings(found)] == [1, 2, 1, 2, 1, 2]


def test_format_levels_are_headings():
    blocks = (Block("水", level=2), Block(BODY), Block("泉", level=3), Block(MORE), Block("桥", level=2), Block(BODY))
    assert headings(parse(Material(blocks, "html"), Choices())) == [(1, "水"), (2, "泉"), (1, "桥")]


def test_markdown_marks_in_plain_text_are_headings():
    assert headings(outline(text_of("## 水", "### 泉", "## 桥"))) == [(1, "水"), (2, "泉"), (1, "桥")]


def test_bold_lines_are_headings():
    blocks = (Block("水边的事", emphasis=True), Block(BODY), Block(MORE), Block("桥上的事", emphasis=True), Block(BODY))
    found = parse(Material((Block("两件事"), *blocks), "docx"), Choices())
    assert headings(found) == [(1, "水边的事"), (1, "桥上的事")]


def test_where_all_is_bold_nothing_is_told_by_it():
    blocks = tuple(Block(text, emphasis=True) for text in (BODY, MORE, BODY, "茶", MORE))
    assert headings(parse(Material(blocks, "docx"), Choices())) == []


def test_headings_without_text_between_nest():
    prose = "\n".join([BODY, MORE, BODY])
    found = outline("\n".join([prose, text_of("山中\n泉水", "溪水", "城里\n石桥"), prose]))
    assert headings(found) == [(1, "山中"), (2, "泉水"), (1, "溪水"), (1, "城里"), (2, "石桥")]


def test_numbered_sentences_are_headings_where_there_are_no_better_ones():
    lines = ["一、早起看水，天天记账。", "二、雨后看桥，处处留心。"]
    assert headings(outline(text_of(*lines))) == [(1, line) for line in lines]


def test_short_lines_of_a_story_are_no_headings():
    story = f"“你来了？”老张问。\n“来了。”\n第二天\n{BODY}\n“喝茶吗？”\n“喝。”\n{MORE}"
    assert headings(outline(story)) == []


@pytest.mark.parametrize(
    ("lines", "warning"),
    [
        (["一、水", "二、桥", "四、园"], "有“四、”，没有“三、”"),
        (["第一章 水", "第三章 园"], "有“第三章”，没有“第二章”"),
        (["一、水", "二、桥", "二、园"], "“二、”排在“二、”之后，次序可疑"),
        (["一、水", "（一）泉", "二、桥", "（二）石桥"], "有“（二）”，没有“（一）”"),
    ],
)
def test_warns_of_odd_numbering(lines, warning):
    assert warnings(outline(text_of(*lines))) == [warning]


def test_chapters_may_count_on_through_parts():
    lines = ["第一编 源", "第一章 泉", "第二章 溪", "第二编 流", "第三章 河"]
    assert warnings(outline(text_of(*lines))) == []


def test_every_heading_says_why():
    for section in outline(text_of("第一章 水", "一、泉", "二、溪", "第二章 桥")).sections:
        assert 0 < section.confidence <= 1
        assert str(section.reason)
