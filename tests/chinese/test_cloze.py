"""What is hidden of a sentence, and what is not."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studyapp.chinese import words
from studyapp.chinese.answers import is_same
from studyapp.chinese.cloze import LEAST_LEFT, LONG, MOST_TRIED, Cloze, clozes, is_worth
from studyapp.chinese.gaps import Matters, pieces, size, visible
from studyapp.chinese.telling import tokens, weigh, weight

PARTICLES = ["的", "了", "着", "和", "我们", "他们", "就", "也", "一条", "三个", "第三", "首先", "一方面", "之", "这些"]
THINGS = ["步道", "石凳", "木匠", "产业体系", "水声", "茶叶", "火候", "要修", "走到", "看见", "老住户", "不变", "网格"]
SIGNS = ["，", "。", "、", "；", "“借景”", "《河边一日》", "“手不离茶，茶不离锅”", ",", "\n", "Ⅱ", "𠮷"]
TEXTS = st.lists(st.sampled_from([*PARTICLES, *THINGS, *SIGNS]), min_size=1, max_size=60).map("".join)


def found(text: str, *, terms: tuple[str, ...] = (), wanted: str = "") -> list[Cloze]:
    return clozes(text, tokens(weigh(text)), (0, len(text)), matters=Matters(terms=terms), wanted=wanted)


def best(text: str, **asked: object) -> tuple[str, str]:
    """The card as it reads, and its first answer."""
    cloze = found(text, **asked)[0]
    card = text[cloze.start : cloze.end]
    return visible(card, cloze.hidden), card[slice(*cloze.hidden[0])]


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_a_card_joined_again_is_its_sentence(text):
    for cloze in found(text):
        card = text[cloze.start : cloze.end]
        assert "".join(piece for piece, _ in pieces(card, cloze.hidden)) == card
        assert sum(is_hidden for _, is_hidden in pieces(card, cloze.hidden)) == len(cloze.hidden)
        assert "\n" not in card


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_no_particle_is_hidden_and_no_answer_is_read_elsewhere(text):
    for cloze in found(text):
        card = text[cloze.start : cloze.end]
        answers = {card[start:end] for start, end in cloze.hidden}
        assert not answers & set(PARTICLES)
        assert all(len(answer) > 1 for answer in answers)
        assert not any(answer in visible(card, cloze.hidden) for answer in answers)
        assert size(visible(card, cloze.hidden)) >= LEAST_LEFT


@pytest.mark.parametrize("word", [*PARTICLES, "茶", "要不得", "最让人", "比一比", "大力发展", "钟头", "12", "abc"])
def test_some_words_are_never_asked_for(word):
    assert weight(word) <= 0


def test_a_set_phrase_is_hidden_whole():
    text = "树与树之间露出一段水面，水面尽头露出半截塔影，这叫“借景”。"
    assert best(text)[1] == "借景"


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("我们坚持战略战术聚焦、资源要素集聚，落实“强产业、兴城市”双轮驱动。", "兴城市"),
        ("强化居住小区“党建+物业”自治，完善党组织领导的乡村治理体系。", "物业"),
    ],
)
def test_of_a_phrase_with_joints_the_last_part(text, answer):
    assert best(text)[1] == answer


def test_speech_is_no_phrase():
    text = "他说：“不数什么，怕它们觉得没人来。”这句话我记了很久，修路的木匠也记得。"
    assert all(text[c.start : c.end][slice(*c.hidden[0])] != "怕它们觉得没人来。" for c in found(text))


def test_parallel_words_are_told_apart():
    text = "我们要着力建设网络强国、交通强国，让基础设施惠及千家万户。"
    assert all("强国" not in text[c.start : c.end][slice(*c.hidden[0])] for c in found(text))


def test_a_single_character_only_when_the_text_holds_it_up():
    card, answer = best("一碗茶的来路，采茶的山民和挑担的脚夫，原来是许多个“等”字连起来的。")
    assert answer == "等"
    assert card.count("▁") == 1


def test_a_phrase_that_comes_twice_is_hidden_twice():
    card, answer = best("讲到“借景”两个字，园林里的漏窗是“借景”，岸边的疏林也是。", wanted="借景")
    assert (answer, card.count("▁")) == ("借景", 2)


@pytest.mark.parametrize("is_known", [False, True])
def test_a_term_is_a_word_whether_the_cutter_knows_it_or_not(is_known):
    term = "回甘炒青法"
    words.add([term] if is_known else [])
    assert best(f"他用{term}制茶，出来的叶子带着山里的香气。", terms=(term,), wanted=term)[1] == term


@pytest.mark.parametrize("text", ["", "。", "好的。", "我们也是这样的。", "石凳、木匠、火候。", "的" * 500])
def test_some_sentences_make_no_card(text):
    assert found(text) == []


def test_a_long_sentence_is_cut_at_its_commas():
    text = "木匠沿着河岸修一条步道，" * 12 + "最后在石拱桥头放了一张石凳。"
    for cloze in found(text):
        assert size(text[cloze.start : cloze.end]) <= LONG


def test_a_short_one_takes_its_neighbour_along():
    text = "二是听懂水声。有一处拐弯，坐下来才听得见水底的响动，后来那里就放了石凳。"
    assert any(cloze.start == 0 and cloze.end == len(text) for cloze in found(text))


@pytest.mark.parametrize(
    ("cloze", "hints"),
    [
        (Cloze(0, 20, ((0, 2),), score=57), 5),
        (Cloze(0, 20, ((0, 2),), score=90), 1),
        (Cloze(0, 20, ((0, 9),), score=90), 5),
        (Cloze(0, 8, ((0, 2),), score=90), 5),
    ],
)
def test_what_is_not_worth_it(cloze, hints):
    assert not is_worth("步道每隔三百米设一处石凳给走路的人歇脚用"[: cloze.end], cloze, hints)


@pytest.mark.parametrize(
    ("typed", "asked", "is_right"),
    [
        ("借景", "借景", True),
        ("　借 景。", "借景", True),
        ("ＡＢＣ", "abc", True),
        ("党建物业", "党建+物业", False),
        ("手不离茶茶不离锅", "手不离茶，茶不离锅", True),
        ("借錦", "借景", False),
        ("發展", "发展", False),
    ],
)
def test_what_was_typed(typed, asked, is_right):
    assert is_same(typed, asked) == is_right


def test_a_long_paragraph_is_not_looked_through_to_its_end(monkeypatch):
    seen = []
    monkeypatch.setattr("studyapp.chinese.cloze.best", seen.append)
    found("沿着河岸走的木匠放下一张旧石凳，给走路的老人歇歇脚用。" * 500)
    assert len(seen) == MOST_TRIED


def test_what_has_no_stop_is_no_sentence():
    assert found("步道石凳木匠老人" * 100) == []
