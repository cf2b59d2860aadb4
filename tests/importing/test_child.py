"""The child process: what crosses to it and back, and what its death looks like from outside."""

import logging

import pytest

from studyapp.importing import child, limits
from studyapp.importing.child import outline_in_child
from studyapp.importing.material import Choices
from studyapp.importing.remarks import RefusedError

TEXT = "一、种茶\n茶树喜欢云雾。\n二、修桥\n桥要经得起大水。"


def sabotage(monkeypatch, program):
    """Let the child be another program; the parent cannot tell."""
    monkeypatch.setattr(child, "COMMAND", ("-c", program))


def test_the_outline_crosses_back():
    outline = outline_in_child(TEXT.encode(), "茶.txt", Choices())
    assert [section.title for section in outline.sections] == ["一、种茶", "二、修桥"]


def test_choices_cross_to_the_child():
    outline = outline_in_child(TEXT.encode("big5", "replace"), "茶.txt", Choices(encoding="Big5"))
    assert "一" in outline.text


def test_the_name_of_the_file_crosses_to_the_child():
    text = "茶树喜欢云雾，云雾里的茶树长得慢。\n桥要经得起大水，大水过后要看桥墩。"
    assert outline_in_child(text.encode(), "茶与桥.txt", Choices()).suggested_title == "茶与桥"


def test_a_refusal_crosses_with_its_values():
    with pytest.raises(RefusedError) as caught:
        outline_in_child(b"x", "a.xyz", Choices())
    assert caught.value.remark.values == {"suffix": ".xyz"}


@pytest.mark.parametrize(
    ("program", "pattern"),
    [
        ("import os; os.kill(os.getpid(), 9)", child.TOO_COMPLEX),
        ("while True: pass", child.TOO_COMPLEX),
        ("import sys; sys.exit(3)", child.TOO_COMPLEX),
        ("raise ValueError", child.BROKEN),
    ],
)
def test_death_of_the_child_is_a_kind_refusal(monkeypatch, program, pattern):
    monkeypatch.setattr(limits, "CHILD_WALL_SECONDS", 1)
    sabotage(monkeypatch, program)
    with pytest.raises(RefusedError) as caught:
        outline_in_child(b"x", "a.txt", Choices())
    assert caught.value.remark.pattern == pattern


def test_memory_is_limited(monkeypatch):
    sabotage(monkeypatch, "from studyapp.importing import child; child.confine(); b' ' * 2**31")
    with pytest.raises(RefusedError) as caught:
        outline_in_child(b"x", "a.txt", Choices())
    assert caught.value.remark.pattern == child.TOO_COMPLEX


def test_the_child_writes_no_files(monkeypatch, caplog):
    sabotage(
        monkeypatch,
        "from studyapp.importing import child; child.confine(); import os; os.write(os.open('x', 65), b'x')",
    )
    with pytest.raises(RefusedError):
        outline_in_child(b"x", "a.txt", Choices())
    assert "OSError" in caplog.text


def test_the_child_knows_no_secrets(monkeypatch, caplog):
    monkeypatch.setenv("SECRET_KEY", "hidden")
    sabotage(monkeypatch, "import os, sys; sys.stderr.write(str(sorted(os.environ))); sys.exit(1)")
    with pytest.raises(RefusedError):
        outline_in_child(b"x", "a.txt", Choices())
    assert "PYTHONPATH" in caplog.text
    assert "SECRET_KEY" not in caplog.text


def test_the_log_names_the_failure_and_not_the_words(monkeypatch, caplog):
    program = "import sys; from studyapp.importing import child; child.confine(); raise ValueError('私密的话')"
    sabotage(monkeypatch, program)
    with caplog.at_level(logging.WARNING), pytest.raises(RefusedError):
        outline_in_child(b"x", "a.txt", Choices())
    assert "ValueError" in caplog.text
    assert "私密" not in caplog.text


def test_two_million_characters_pass():
    line = "春天的茶园里，人们修一座石桥，桥下的河水流过花园。" * 8 + "\n"
    data = (line * (2_000_000 // (len(line) - 1) + 1)).encode()
    assert len(outline_in_child(data, "长.txt", Choices()).text) > 2_000_000


def test_words_of_a_group_are_whole_words():
    text = "慢养心，是等。慢养心，不急。慢养心，会等水。茶席，在窗边。".encode()
    assert "慢养心" not in outline_in_child(text, "茶.txt", Choices()).keywords
    assert "慢养心" in outline_in_child(text, "茶.txt", Choices(), ["慢养心"]).keywords
