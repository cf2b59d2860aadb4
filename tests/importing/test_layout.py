"""Paragraphs out of wrapped lines and one-line speeches, and what is only offered."""

import pytest

from studyapp.importing import layout, typography
from studyapp.importing.material import Block, Choices, Material
from tests.importing.outlining import BODY, MORE, outline, parts, points, warnings

TEXT = [BODY + MORE, MORE * 2, BODY * 2 + MORE, MORE + BODY]


def wrapped(paragraphs: list[str], width: int, indent: str = "") -> str:
    """As simple programs wrap: after so many characters."""
    lines = [
        text[start : start + width]
        for paragraph in paragraphs
        for text in [indent + paragraph]
        for start in range(0, len(text), width)
    ]
    return "\n".join(lines)


def arranged(text: str, **choices: str) -> list[str]:
    material = Material(tuple(Block(line) for line in text.split("\n")), "txt")
    return [block.text for block in layout.arrange(material, Choices(**choices)).blocks]


@pytest.mark.parametrize("width", [20, 31, 38, 40])
@pytest.mark.parametrize("indent", ["　　", "    "])
def test_joins_wrapped_lines(width, indent):
    assert arranged(wrapped(TEXT, width, indent)) == TEXT


def test_joins_what_blank_lines_part():
    text = "\n\n".join(wrapped([paragraph], 30) for paragraph in TEXT)
    assert arranged(text) == TEXT


def test_says_that_it_joined_and_can_keep_the_lines():
    text = wrapped(TEXT, 30, "　　")
    count = text.count("\n") + 1 - len(TEXT)
    assert warnings(outline(text)) == [f"原文按行折断，已把 {count} 处断行接成段落；如不合适，可选择保留原来的断行。"]
    assert len(arranged(text, lines="keep")) == text.count("\n") + 1
    assert warnings(outline(text, lines="keep")) == []


def test_latin_words_are_joined_with_a_blank_and_numbers_without():
    lines = ["茶" * 30 + "green", "tea" + "茶" * 30 + "20", "23" + "水" * 33, "桥" * 34, "园" * 35, "好。"]
    joined = arranged("\n".join(lines))[0]
    assert "green tea" in joined
    assert "2023" in joined


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(TEXT),
        "床前明月光\n疑是地上霜\n举头望明月\n低头思故乡",
        "红茶\n绿茶\n白茶\n黑茶\n黄茶",
        "水边的事\n" + "\n".join(TEXT),
        "“来了？”\n“来了。”\n“喝茶。”\n“好。”",
    ],
)
def test_leaves_paragraphs_alone(text):
    assert arranged(text) == text.split("\n")


def speech(gap: str) -> str:
    river = [f"{'一二三'[place]}是{title}。{BODY}" for place, title in enumerate(["清淤", "栽柳", "修堤"])]
    bridge = [f"{'一二三'[place]}是{title}。{MORE}" for place, title in enumerate(["看面", "看墩", "看索"])]
    leads = ["先说护河的事，河是大家的河。", "再说护桥的事，桥是大家的桥。"]
    return gap.join([BODY * 6, leads[0], *river, MORE * 6, leads[1], *bridge])


@pytest.mark.parametrize("gap", ["　　", "\t", "    ", "　　　　"])
def test_splits_a_speech_at_its_gaps(gap):
    found = outline(speech(gap))
    assert found.text == speech("\n")
    assert parts(found) == ["先说护河的事", "再说护桥的事"]
    assert warnings(found) == ["原文挤在一行里，已拆成 10 段；如不合适，可选择保留原来的断行。"]


@pytest.mark.parametrize("gap", ["", " "])
def test_splits_a_speech_without_gaps_at_its_points(gap):
    found = outline(speech(gap))
    assert [title for _, title in points(found)] == ["清淤", "栽柳", "修堤", "看面", "看墩", "看索"]
    assert len(found.sections) == 2
    assert len(outline(speech(gap), lines="keep").paragraphs) == 1


@pytest.mark.parametrize("gap", [" ", "  ", "　"])
def test_splits_a_speech_at_single_blanks(gap):
    lines = [
        "水边的事",
        BODY,
        MORE * 3,
        "一、看水",
        BODY,
        MORE,
        "（一）泉",
        BODY,
        "二、看 桥",
        MORE,
        "看园的人",
        BODY,
        MORE * 3,
    ]
    assert arranged(gap.join(lines)) == lines


def test_splits_single_long_lines_among_others():
    long = "　　".join([MORE * 3, BODY * 3, MORE * 3, BODY * 3])
    found = outline("\n".join([BODY, MORE, long, BODY]))
    assert len(found.paragraphs) == 7
    assert warnings(found) == ["有些行里不止一段，已按行内的空白拆开，多出 3 段；如不合适，可选择保留原来的断行。"]


def test_a_wide_gap_in_a_short_line_stays():
    assert arranged("守桥人　　王小溪\n" + BODY)[0] == "守桥人　　王小溪"


@pytest.mark.parametrize(
    ("half", "full"),
    [
        ("水要活,火要稳.", "水要活，火要稳。"),
        ("园(含池,含石)里:有茶;有水!好吗?", "园（含池，含石）里：有茶；有水！好吗？"),
        ("长3.5米,宽1,200厘米,10:30开。", "长3.5米，宽1,200厘米，10:30开。"),
        ("green tea, black tea.", "green tea, black tea."),
        ("“好茶”,他说.", "“好茶”，他说。"),
    ],
)
def test_punctuation_is_widened_only_when_chosen(half, full):
    assert arranged(half) == [half]
    assert arranged(half, punctuation="full") == [full]


def test_script_is_converted_only_when_chosen():
    assert arranged("茶園觀魚") == ["茶園觀魚"]
    assert arranged("茶園觀魚", script="simplified") == ["茶园观鱼"]
    assert arranged("茶园观鱼", script="traditional") == ["茶園觀魚"]


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        (BODY, ()),
        ("水要活,火要稳.", ("punctuation",)),
        ("茶園裡觀魚，園門對著溪。", ("script",)),
        ("茶園裡觀魚,園門對著溪.", ("punctuation", "script")),
        ("", ()),
    ],
)
def test_offers(text, offered):
    assert typography.offers(text) == offered
