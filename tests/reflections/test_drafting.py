"""A draft holds what was marked and what its author wrote to it, in text order, and not a word more."""

from dataclasses import replace

from studyapp.reflections.drafting import Mark, appended, drafted, stands_in

WATER = Mark(1, "highlight", "划线", "一、看水", "石头", 1, "")
SLOW = Mark(2, "thought", "想法", "二、走路", "慢的反面\n不是快", 12, "我总是急。\n")


def test_quotes_bear_the_number_of_their_paragraph_under_the_heading_of_their_section():
    assert drafted([WATER, SLOW]) == (
        "## 一、看水\n\n> 石头（第1段）\n\n## 二、走路\n\n> 慢的反面\n>\n> 不是快（第12段）\n\n我总是急。"
    )


def test_what_lies_in_no_section_has_no_heading():
    assert drafted([replace(WATER, section="", number=None)]) == "> 石头"


def test_prompts_are_headings_with_nothing_below_them():
    assert drafted([], prompts=True) == "## 看到什么\n\n\n## 感受\n\n\n## 意义\n\n\n## 行动\n"


def test_more_marks_come_behind_what_is_there():
    assert appended("我写的。\n\n", [WATER]) == "我写的。\n\n## 一、看水\n\n> 石头（第1段）"
    assert appended("", [WATER]).startswith("## 一、看水")
    assert appended("我写的。", []).startswith("我写的。")


def test_a_mark_stands_in_a_text_that_holds_its_words_or_else_its_quote():
    assert stands_in("前面。我总是急。后面。", SLOW)
    assert not stands_in("慢的反面", SLOW)
    assert stands_in("> 石头（第1段）", WATER)
