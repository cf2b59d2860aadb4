"""Plain text and what holds for all formats: encodings, endings, limits, disguises."""

import pytest

from studyapp.importing import limits
from studyapp.importing.material import Choices
from studyapp.importing.readers import read
from studyapp.importing.readers.encodings import ENCODINGS, first_lines
from studyapp.importing.remarks import RefusedError
from tests.importing.making import docx, pages, paragraph, shown

SIMPLIFIED = "春天的茶园里，人们修一座石桥。\n河水从桥下流过，带走了落花。"
TRADITIONAL = "春天的茶園裡，人們修一座石橋。\n河水從橋下流過，帶走了落花。"


def texts(data, name="茶.txt", **choices):
    return [block.text for block in read(data, name, Choices(**choices)).blocks]


def refusal(data, name, **choices):
    with pytest.raises(RefusedError) as caught:
        read(data, name, Choices(**choices))
    return str(caught.value)


@pytest.mark.parametrize(
    ("codec", "text", "name"),
    [
        ("utf-8", SIMPLIFIED, "UTF-8"),
        ("utf-8-sig", SIMPLIFIED, "UTF-8"),
        ("utf-16", SIMPLIFIED, "UTF-16"),
        ("utf-16-le", SIMPLIFIED, "UTF-16LE"),
        ("utf-16-be", SIMPLIFIED, "UTF-16BE"),
        ("gb2312", SIMPLIFIED, "GB18030"),
        ("gbk", SIMPLIFIED, "GB18030"),
        ("gb18030", SIMPLIFIED + "𠮷", "GB18030"),
        ("big5", TRADITIONAL, "Big5"),
        ("gbk", "茶园", "GB18030"),
        ("big5", "他們喝茶", "Big5"),
    ],
)
def test_encodings_are_found_and_named(codec, text, name):
    material = read(text.encode(codec), "茶.txt", Choices())
    assert (material.encoding, [block.text for block in material.blocks]) == (name, text.split("\n"))


def test_the_chosen_encoding_wins():
    assert texts("橋".encode("big5") * 9, encoding="Big5") == ["橋" * 9]


def test_utf16_chosen_without_a_mark_finds_its_byte_order():
    assert texts(SIMPLIFIED.encode("utf-16-be"), encoding="UTF-16") == SIMPLIFIED.split("\n")


def test_bytes_that_do_not_fit_are_placed():
    assert "第 4 个字节" in refusal("茶".encode() + b"\xff\xff", "茶.txt", encoding="UTF-8")


def test_an_unknown_choice_is_refused():
    assert "rot13" in refusal(b"x", "a.txt", encoding="rot13")


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_first_lines_never_fail(encoding):
    lines = first_lines(bytes(range(256)) * 99, encoding)
    assert len(lines) <= 8
    assert all(len(line) <= 60 for line in lines)


def test_first_lines_show_the_text_in_the_encoding_asked_for():
    assert first_lines(("\n\n" + TRADITIONAL).encode("big5"), "Big5") == TRADITIONAL.split("\n")


def test_blank_lines_stay_for_they_divide_paragraphs():
    assert texts("茶\r\n\r\n桥\r花\x0c园".encode()) == ["茶", "", "桥", "花", "园"]


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n", "\ufeff \n　".encode()])
def test_empty_files_are_refused(data):
    assert "空" in refusal(data, "a.txt") or "没有文字" in refusal(data, "a.txt")


@pytest.mark.parametrize(
    ("name", "hint"),
    [("a.doc", ".docx"), ("a.WPS", ".docx"), ("a.rtf", ".docx"), ("a.exe", ".epub"), ("noending", ".txt")],
)
def test_other_endings_say_what_is_taken(name, hint):
    assert hint in refusal(b"x", name)


@pytest.mark.parametrize(
    ("data", "name", "says"),
    [
        (docx(paragraph("茶")), "a.txt", "压缩包"),
        (docx(paragraph("茶")), "a.pdf", "压缩包"),
        (pages([shown([("茶", 12)])]), "a.docx", "PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99), "a.docx", "旧版"),
        (b"{\\rtf1 x}", "a.txt", "RTF"),
        (b"\x89PNG" + bytes(99), "a.html", "图片"),
        ("茶".encode(), "a.docx", "不是 Word"),
        ("茶".encode(), "a.pdf", "不是 PDF"),
        (b"\x7fELF" + bytes(99), "a.md", "程序"),
        (b"\x1f\x8b" + bytes(99), "a.epub", "压缩包"),
    ],
)
def test_a_wrong_ending_is_explained(data, name, says):
    assert says in refusal(data, name)


def test_a_text_that_speaks_of_pdf_is_no_pdf():
    assert texts("格式说明：%PDF- 是开头。".encode()) == ["格式说明：%PDF- 是开头。"]


def test_too_large_a_file_is_refused(monkeypatch):
    monkeypatch.setattr(limits, "UPLOAD_BYTES", limits.MIB)
    assert "2 MB" in refusal(b"x" * (limits.MIB + 1), "a.txt")


def test_too_long_a_text_is_refused(monkeypatch):
    monkeypatch.setattr(limits, "CHARACTERS", 10)
    assert "11 字" in refusal(b"x" * 11, "a.txt")


def test_the_ending_may_be_written_large():
    assert texts("茶".encode(), "茶.TXT") == ["茶"]
