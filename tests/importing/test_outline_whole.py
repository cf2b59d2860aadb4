"""The whole outline: what holds for any text, terms and keywords, verse, and whole speeches."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studyapp.chinese import words
from studyapp.chinese.normalise import canonical
from studyapp.importing.structure import Outline
from tests.chinese.cutter import Cutter
from tests.importing.outlining import BODY, MORE, kinds, outline, points

TEXTS = Path(__file__).with_name("texts")
ARTICLES = Path(__file__).resolve().parents[3] / "shared" / "articles"
# Pieces that texts are made of, so that chance finds runs, headings and metadata.
PIECES = st.sampled_from(
    [
        "一是",
        "二是",
        "三、",
        "（二）",
        "第三章",
        "第二条",
        "首先，",
        "最后",
        "1.",
        "1.2 ",
        "①",
        "“",
        "”",
        "《",
        "》",
        "。",
        "，",
        "\n",
        "　　",
        "\t",
        "茶",
        "河水",
        "石桥",
        "来源：",
        "作者:",
        "2022年3月5日",
        "目录",
        "……3",
        "𠮷",
        "e\u0301",
        "\u200b",
        "\x00",
        "\ud800",
        BODY,
        " ",
        "(",
        "）",
    ]
)


def check(found: Outline) -> None:
    text, paragraphs = found.text, found.paragraphs
    assert "\n".join(text[paragraph.start : paragraph.end] for paragraph in paragraphs) == text
    assert all(paragraph.start < paragraph.end for paragraph in paragraphs)
    numbers = [paragraph.number for paragraph in paragraphs if paragraph.kind != "heading"]
    assert numbers == list(range(1, len(numbers) + 1))
    assert all(paragraph.number is None for paragraph in paragraphs if paragraph.kind == "heading")
    assert canonical(text) == text
    check_sections(found)
    for point in found.key_points:
        assert 0 <= point.start < point.end <= len(text)
        assert point.title
        assert 0 <= point.confidence <= 1
        assert point.marker is None or text[point.start :].startswith(point.marker[:1])
    assert all(0 <= line.before <= len(text) for line in found.metadata_lines)
    assert found.suggested_title


def check_sections(found: Outline) -> None:
    assert [section.number for section in found.sections] == list(range(1, len(found.sections) + 1))
    level = 0
    for section in found.sections:
        assert 0 <= section.start < section.end <= len(found.text)
        assert 1 <= section.level <= level + 1
        level = section.level
        after = [other for other in found.sections[section.number :] if other.level <= section.level]
        assert section.end == (after[0].start if after else len(found.text))


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=300))
def test_any_text_has_an_outline(text):
    check(outline(text))


@settings(deadline=None, max_examples=150)
@given(st.lists(PIECES, max_size=60).map("".join))
def test_any_mixture_of_marks_has_an_outline(text):
    check(outline(text))
    check(outline(text, lines="keep"))


def test_the_text_of_an_outline_is_stable():
    found = outline(f"水边的事\n　　一、看水　\n{BODY}\n\n二、看桥\n{MORE}")
    assert outline(f"水边的事\n{found.text}").text == found.text


def test_a_rare_character_counts_one():
    found = outline("一是𠮷水。二是𠮷山。")
    assert found.text[found.key_points[1].start :].startswith("二是")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("春日\n山前一树桃花发，\n桥下三分春水生。\n茶客不知何处去，\n小舟犹自绕溪行。", "vvvv"),
        (f"{BODY}\n流水绕孤村，落花满小园。采茶归去晚，明月已当门。\n{MORE}", "bvb"),
        ("小河\n我站在桥上\n看水流过\n风从柳树间来\n带着去年的消息", "vvvv"),
        (f"{BODY}\n茶好，水好，人好。\n{MORE}", "bbb"),
        ("红茶要浓。\n绿茶要淡。\n白茶要慢。\n黑茶要久。", "bbbb"),
    ],
)
def test_verse(text, kind):
    assert kinds(outline(text)) == kind


def test_a_poet_below_a_title_is_no_heading():
    poems = ["山前一树桃花发，桥下三分春水生。", "茶客不知何处去，小舟犹自绕溪行。"]
    lines = [name for title in ("春日", "夏日", "秋日") for name in (title, "王小溪", *poems)]
    found = outline("\n".join([BODY, *lines]))
    assert [section.title for section in found.sections] == ["春日", "夏日", "秋日"]


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("要学“云雾法”和“三看三记”，再读《茶经》。", ["云雾法", "三看三记", "茶经"]),
        ('要学"云雾法"和"三看三记"。', ["云雾法", "三看三记"]),
        ("要学「云雾法」和『三看』。", ["云雾法", "三看"]),
        ("他说：“来了。”又说：“走吧”。", []),
        ("“今天天气真好，我们去看水。”", []),
        ("“网格+网络”和“看水、看桥、看园”", ["网格+网络", "看水、看桥、看园"]),
        ("“好茶！”“好碗！”“好水！”“好火！”他说的“好水”不是这里的“云雾水”，是那里的“云雾水”。", ["云雾水"]),
        ("没有引号的句子。", []),
        ("办成“一件事”，管住“三公”。", ["一件事", "三公"]),
        ("读《学》和《庸》，读到“……”，写一个“？！”，再说“不敢”、“好了”。", []),
        ("“没有关上的引号", []),
    ],
)
def test_terms(text, terms):
    assert [term.text for term in outline(text).terms] == terms


def test_terms_are_counted():
    assert outline("“云雾法”好。云雾法老。云雾法慢。").terms[0].count == 3


def test_frequent_words_that_no_dictionary_knows_are_terms():
    found = outline("\n".join(["鹭洲坞的茶好。守鹭洲坞的人也好。到鹭洲坞去看水。"] * 3))
    assert any("鹭洲" in term.text for term in found.terms)


def test_sections_and_text_have_keywords():
    found = outline(f"一、制茶\n{BODY}\n二、看水\n{MORE}")
    assert found.keywords
    assert all(section.keywords for section in found.sections)


def test_no_piece_is_too_long_for_the_cutter(monkeypatch):
    cutter = Cutter()
    monkeypatch.setattr(words, "_tokenizer", lambda: cutter)
    assert len(outline("的" * 200_000).text) == 200_000
    assert 0 < cutter.longest <= 400


# One of our own, and the example of the issue where it is at hand.
EXAMPLES = sorted([*TEXTS.glob("*.expected.json"), *ARTICLES.glob("*.expected.json")])


@pytest.fixture(params=EXAMPLES, ids=lambda path: path.name.partition(".")[0])
def article(request) -> tuple[str, dict]:
    path = request.param
    text = path.with_name(path.name.replace(".expected.json", ".txt")).read_text("utf-8")
    return text.rstrip("\n"), json.loads(path.read_text("utf-8"))


def test_a_speech_without_headings(article):
    text, expected = article
    found = outline(text)
    assert len(found.paragraphs) == expected["paragraphs"]
    assert found.source == expected["source"]
    assert points(found) == [(point["marker"], point["title"]) for point in expected["key_points"]]
    assert [point.paragraph for point in found.key_points] == [point["paragraph"] for point in expected["key_points"]]
    assert set(expected["quoted_phrases"]) <= {term.text for term in found.terms}
    leads = [found.paragraphs[part["lead_paragraph"] - 1].start for part in expected["parts"]]
    assert [section.start for section in found.sections] == leads


def test_the_same_speech_in_one_line(article):
    text, expected = article
    found = outline("　　".join(text.split("\n")))
    assert points(found) == [(point["marker"], point["title"]) for point in expected["key_points"]]
    assert len(found.sections) == len(expected["parts"])
