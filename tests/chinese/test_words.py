"""Words, keywords and the central sentence."""

import pytest

from studyapp.chinese import words
from studyapp.chinese.centre import central
from studyapp.chinese.keywords import keywords
from tests.chinese.cutter import Cutter

TEA = "茶园在山坡上。茶园里的茶树有三种，茶树怕涝。采茶要趁早，采茶的人天不亮就上山。"
LITTLE = ["一条", "三句话", "一处", "两三个", "十来个", "这条", "每次", "第二百", "一条条"]
LITTLE += ["读到", "贴着", "好了", "不采", "没有", "我们", "茶", "12"]
MUCH = ["茶园", "两会", "四季", "一带一路", "三农", "二十大", "五行", "一体化", "第二产业", "各族人民", "百姓"]


@pytest.mark.parametrize("text", ["", "茶", TEA, "的" * 1000, "a b  c\n茶", "𠮷野家"])
def test_the_words_joined_are_the_text(text):
    assert "".join(words.cut(text)) == text


@pytest.mark.parametrize("text", ["的" * 20_000, "茶，" * 10_000, "a b" * 9000, ("的" * 399 + "。") * 20])
def test_no_piece_is_longer_than_jieba_can_bear(text, monkeypatch):
    cutter = Cutter()
    monkeypatch.setattr(words, "_tokenizer", lambda: cutter)
    assert "".join(words.cut(text)) == text
    assert cutter.longest <= 400


def test_counts_only_what_tells():
    counted = words.counts("我们可以在茶园采茶，我们可以在茶园看山。")
    assert counted["茶园"] == 2
    assert "我们" not in counted


@pytest.mark.parametrize(
    "word",
    [
        "一条",
        "三句话",
        "一处",
        "两三个",
        "十来个",
        "这条",
        "每次",
        "第二百",
        "一条条",
        "读到",
        "贴着",
        "好了",
        "不采",
        "没有",
        "我们",
        "茶",
        "12",
    ],
)
def test_says_nothing_of_the_subject(word):
    assert not words.is_telling(word)


@pytest.mark.parametrize(
    "word",
    [
        "茶园",
        "两会",
        "四季",
        "一带一路",
        "三农",
        "二十大",
        "五行",
        "一体化",
        "一国两制",
        "第二产业",
        "各族人民",
        "百姓",
    ],
)
def test_tells_of_the_subject(word):
    assert words.is_telling(word)


def test_an_added_phrase_is_one_word():
    phrase = "云雾炒青法"
    assert phrase not in list(words.cut(f"他用{phrase}制茶。"))
    words.add([phrase])
    assert phrase in list(words.cut(f"他用{phrase}制茶。"))


def test_neighbours_become_phrases():
    text = "石拱桥加固方案已经定下。石拱桥加固要等枯水期。石拱桥加固之后桥面再铺。"
    assert any("加固" in word and len(word) > 2 for word in keywords(text, 3))


def test_keywords_are_few_and_do_not_contain_one_another():
    found = keywords(TEA * 3, 5)
    assert 0 < len(found) <= 5
    assert not any(one in other for one in found for other in found if one != other)


def test_amounts_are_no_part_of_keywords():
    text = "桥边有一处石凳，路边有一处石凳，亭里又有一处石凳。他说了三句话，记下三句话，忘了三句话。"
    assert keywords(text, 5)[0] == "石凳"
    assert not any("一处" in word or "三句" in word for word in keywords(text, 5))


def test_no_words_no_keywords():
    assert keywords("。，！ 123", 5) == ()


def test_the_central_sentence_shares_most():
    sentences = ["今天下雨。", "茶园的茶树喜欢雨水。", "茶树在茶园里长得很慢。", "茶园缺雨水时茶树叶子发黄。"]
    assert central(sentences) in {1, 3}


def test_no_sentence_has_no_centre():
    assert central([]) is None
