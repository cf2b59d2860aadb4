"""Sentence spans, the unit of tapping."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyapp.chinese.sentences import ends_sentence, sentence_spans, sentences, stops


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("水开了。泡茶！喝吗？", ["水开了。", "泡茶！", "喝吗？"]),
        ("他说：“水开了。”茶也好了。", ["他说：“水开了。”", "茶也好了。"]),
        ("（雨停了。）桥修好了。", ["（雨停了。）", "桥修好了。"]),
        ("等一等……再走。", ["等一等……", "再走。"]),
        ("真的？！走。", ["真的？！", "走。"]),
        ("看水;看山;看桥.", ["看水;", "看山;", "看桥."]),
        ("长3.5米,宽2.0米。见www.example.org首页。", ["长3.5米,宽2.0米。", "见www.example.org首页。"]),
        ("没有句号的一行", ["没有句号的一行"]),
        ("甲\n乙。", ["甲", "乙。"]),
        ("  前后有空。  ", ["前后有空。"]),
        ("", []),
        ("。", ["。"]),
    ],
)
def test_sentences(text, parts):
    assert sentences(text) == parts


@pytest.mark.parametrize(
    ("text", "closed"),
    [("好。", True), ("“好。”", True), ("好）。", True), ("好…", True), ("好.", True), ("好，", False), ("好", False)],
)
def test_knows_a_closed_sentence(text, closed):
    assert ends_sentence(text) is closed


@given(st.text(alphabet="茶桥。！”“）…\n .;a1"))
def test_spans_are_in_order_and_leave_out_only_blanks(text):
    spans = list(sentence_spans(text))
    assert all(start < end for start, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    kept = "".join(text[start:end] for start, end in spans)
    assert "".join(kept.split()) == "".join(text.split())


def taps(text: str) -> list[str]:
    """What a tap takes, unit by unit, as the browser trims it."""
    return [text[start:end].strip() for start, end in pairwise([0, *stops(text)])]


LINE = "水从山里来一路走一路记哪里缓哪里急转弯的地方总有人家也总有一座桥等着过河的人" * 3  # 114 characters


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("水开了。泡茶！", ["水开了。", "泡茶！"]),
        ("他说：“水开了。”茶也好了。", ["他说：“水开了。”", "茶也好了。"]),
        ("（雨停了。）桥修好了。", ["（雨停了。）", "桥修好了。"]),
        ("等一等……再走。真的？！走", ["等一等……", "再走。", "真的？！", "走"]),
        ("看水;看山.看桥", ["看水;", "看山.看桥"]),
        ("𠮷野家在左。𠮷田在右。", ["𠮷野家在左。", "𠮷田在右。"]),
        ("　　水开了。 泡茶。　", ["水开了。", "泡茶。"]),
        ("床前明月光，疑是地上霜", ["床前明月光，疑是地上霜"]),
        ("The river comes down from the hills. It is slow.", ["The river comes down from the hills.", "It is slow."]),
        ("", []),
        ("。", ["。"]),
        ("   ", [""]),
        (LINE, [LINE[:40], LINE[40:80], LINE[80:]]),
        (f"水来了，{LINE[:38]}，走了。", [f"水来了，{LINE[:38]}，走了。"]),
        (f"水来了，{LINE[:60]}，走了。", ["水来了，", LINE[:40], f"{LINE[40:60]}，走了。"]),
        (f"{LINE[:30]} {LINE[30:60]}", [LINE[:30], LINE[30:60]]),
    ],
)
def test_what_a_tap_takes(text, units):
    assert taps(text) == units


def test_an_english_sentence_is_not_cut_for_its_letters():
    sentence = "A slow river keeps the memory of every stone it has ever carried down from the distant hills"
    assert taps(sentence) == [sentence]


def test_commas_alone_do_not_make_a_sentence_endless():
    units = taps("水从山里来，一路走，一路记，" * 40)
    assert max(map(len, units)) <= 40
    assert all(unit.endswith("，") for unit in units)


def test_a_character_is_not_cut_from_its_marks():
    text = "e\u0301" * 100
    assert all(not unit.startswith("\u0301") for unit in taps("水" * 39 + text))


@given(st.text(alphabet="茶桥。！”“）…\n .;a1，：𠮷\u0301\u200d") | st.text(alphabet="茶𠮷 a", min_size=60) | st.text())
def test_the_units_tile_the_text(text):
    found = stops(text)
    assert found == sorted(set(found))
    assert found[-1:] == [len(text)][: bool(text)]
    assert all(0 < stop <= len(text) for stop in found)


@given(st.text(alphabet="茶桥水", min_size=1, max_size=300))
def test_without_punctuation_a_unit_has_at_most_forty_characters(text):
    assert all(len(unit) <= 40 for unit in taps(text))
