"""The words of a reflection: headings, counts of 字, and what a group gets to read."""

import pytest

from studyapp.reflections.wording import Part, as_topic, characters, from_topic, own, parts, plain, unwritten

TEXT = "开头。\n\n## 一、看水\n\n> 石头\n\n我的话。\n\n## 感受\n\n\n## 行动\n走一走。"


@pytest.mark.parametrize(
    ("text", "count"),
    [("", 0), ("𠮷祥。", 2), ("水，3 米 OK！", 5), ("## 小标题", 3), ("# \n\n> ", 0), ("é", 1)],
)
def test_a_character_counts_one_and_punctuation_nothing(text, count):
    assert characters(text) == count


def test_what_is_quoted_is_not_ones_own():
    assert characters(own("## 一、看水\n> 别人的话\n\n我的")) == 2
    assert own("a > b") == "a > b"


def test_a_text_is_cut_at_its_headings_and_prompts_without_words_are_left_out():
    assert parts(TEXT) == [
        Part("", "开头。"),
        Part("一、看水", "> 石头\n\n我的话。"),
        Part("行动", "走一走。"),
    ]
    assert unwritten(TEXT) == 1


@pytest.mark.parametrize("line", ["#没有空格", "**粗** 半行", "    ## 缩进", "####### 七个", "**", "#"])
def test_what_is_no_heading_is_text(line):
    assert parts(line) == [Part("", line)]


def test_there_are_no_headings_inside_code():
    assert parts("```\n# 注释\n```") == [Part("", "```\n# 注释\n```")]


def test_a_topic_has_the_title_and_the_headings_in_bold_and_is_read_again():
    topic = as_topic("慢*一点", TEXT)
    assert topic.startswith("**慢一点**\n\n开头。\n\n**一、看水**\n\n> 石头")
    assert from_topic(topic) == ("慢一点", parts(TEXT))
    assert from_topic("没有题目。") == ("", [Part("", "没有题目。")])
    assert from_topic("") == ("", [])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("**要先走过**，才知道\n\n- 一\n- 二", "要先走过，才知道 一 二"),
        ("## 感受\n> 石头（第2段）\n急。", "感受 石头（第2段） 急。"),
        ("见[这里](https://example.org)的`码`", "见这里的码"),
        ("3 * 4，𠮷", "3 * 4，𠮷"),
        (" \n", ""),
    ],
)
def test_in_a_list_there_are_words_and_no_signs(text, said):
    assert plain(text) == said
