"""Suggested titles: those given outside of the text, what a text says it is about, telling clauses."""

import pytest

from studyapp.importing.material import Block, Choices, Material
from studyapp.importing.outline import announced, given, parse, titles
from tests.importing.outlining import BODY, MORE, outline


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("红楼梦.txt", "红楼梦"),
        ("《山居小札》.epub", "山居小札"),
        ("《山居小札》王小溪.epub", "山居小札"),
        ("《山居小札》读后感.docx", "《山居小札》读后感"),
        ("01_看水的人 (2).docx", "看水的人"),
        ("看水的人 - 副本.docx", "看水的人"),
        ("看水的人_20230105.pdf", "看水的人"),
        ("2023年春茶总结.docx", "2023年春茶总结"),
        ("新建水库.txt", "新建水库"),
        ("000_b3cb2f5fbecf602b.txt", None),
        ("tea.txt", None),
        ("粘贴的文章.txt", None),
        ("新建文本文档 (2).txt", None),
        ("新建 Microsoft Word 文档.docx", None),
        ("未命名.md", None),
        ("文档1.docx", None),
        ("文章二.docx", None),
        ("document1.docx", None),
        ("前言.txt", None),
        ("a红b2c3d4.txt", None),
        ("茶.txt", None),
        ("", None),
    ],
)
def test_the_name_of_a_file_may_be_a_title(name, title):
    assert given.title(Material((), "txt", name=name)) == title


@pytest.mark.parametrize(
    ("stated", "title"),
    [
        ("水边的事", "水边的事"),
        ("Microsoft Word - 水边的事.doc", "水边的事"),
        ("Microsoft Word - doc1.doc", "红楼梦"),
        ("PowerPoint 演示文稿", "红楼梦"),
        ("无标题文档", "红楼梦"),
        ("这是一句话。", "红楼梦"),
        ("长" * 61, "红楼梦"),
        (None, "红楼梦"),
    ],
)
def test_the_title_of_the_format_comes_first(stated, title):
    assert given.title(Material((), "docx", title=stated, name="红楼梦.docx")) == title


def test_a_title_outside_of_the_text_is_only_suggested():
    found = parse(Material((Block(BODY), Block(MORE)), "txt", name="水边的事.txt"), Choices())
    assert (found.title, found.suggested_title) == (None, "水边的事")


def test_the_title_in_the_text_is_better():
    blocks = (Block("看水的人"), Block(BODY), Block(MORE))
    assert parse(Material(blocks, "txt", name="水边的事.txt"), Choices()).suggested_title == "看水的人"


@pytest.mark.parametrize(
    ("lead", "topic"),
    [
        ("先说山上。茶树长在云里。", "山上"),
        ("再来说说灶前。火要匀。", "灶前"),
        ("下面我们看看桥面的裂缝。", "桥面的裂缝"),
        ("最后说到手边这一碗。水是泉水。", "手边这一碗"),
        ("再谈谈护河。", "护河"),
        ("说到石桥，话就长了。", "石桥"),
        ("至于茶园，只讲三点。", "茶园"),
        ("下面讲三点意见。", None),
        ("最后说几句话。", None),
        ("再说他也不肯来，路又远。", None),
        ("茶下了灶，还要上路。", None),
        ("先看看水，再看看天。", None),
    ],
)
def test_what_is_announced(lead, topic):
    assert announced.topic(lead) == topic


@pytest.mark.parametrize(
    ("lead", "question"),
    [
        ("路很长。为什么走得稳？走过的人总结了两条。", "为什么走得稳"),
        ("路很长。怎样走得稳?", "怎样走得稳"),
        ("为什么走得稳？谁也说不清。后来有人想了很久。于是写了下来。", None),
        ("为什么？有两条。", None),
        ("路很长。", None),
    ],
)
def test_what_is_asked_before_the_answer(lead, question):
    assert announced.question(lead) == question


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("大家商量，不如从一碗茶的来路谈起，看看一件平常的东西。", "一碗茶的来路"),
        ("今天的题目是“守桥的人”。", "守桥的人"),
        ("从三点说起。", None),
        ("茶从山上来。", None),
    ],
)
def test_what_a_text_starts_from(text, topic):
    assert announced.source(text) == topic


def test_where_words_do_not_come_again_a_lead_is_named_by_what_it_quotes():
    lead = "露水未干，人已上山。老师傅常说要守住“三不采”的规矩。"
    assert titles.of_lead(lead, "一是雨天不采。二是带露不采。") == "守住“三不采”的规矩"


@pytest.mark.parametrize("first", ["很长的一行" * 30, "很长的一行" * 30 + "。"])
def test_a_very_long_first_line_is_named_by_its_beginning(first):
    assert outline(f"{first}\n正文一段。").suggested_title == first[:60]


def test_markers_and_speakers_are_no_part_of_a_title():
    assert titles.suggest("三要守好石桥。守好石桥，石桥才老得慢。") == "守好石桥"
    assert titles.suggest("今后我们必须守好石桥。石桥老了，守好不易。") == "守好石桥"


def test_amounts_do_not_make_a_title():
    lead = "从前一担两百斤，一担走一天。公路通到村口，公路通到桥头。"
    assert "一担" not in titles.suggest(lead)
