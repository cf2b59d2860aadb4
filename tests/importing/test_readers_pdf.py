"""PDF: lines, what stands only on pages, hints of size, bookmarks, and fonts without a table."""

import io

import pypdf
import pytest

from studyapp.importing.material import Choices
from studyapp.importing.readers import read
from studyapp.importing.readers.pdf.cids import runs
from studyapp.importing.remarks import RefusedError
from tests.importing.making import FONT, pages, shown

BODY = ["春天的茶园里，人们修一座石桥，", "桥下的河水慢慢流过花园。"]


def lines(*texts, size=12):
    return [(text, size) for text in texts]


def material(*contents, **options):
    return read(pages([shown(content) for content in contents], **options), "a.pdf", Choices())


def texts(*contents, **options):
    return [block.text for block in material(*contents, **options).blocks]


def warnings(*contents):
    return " ".join(str(warning) for warning in material(*contents).warnings)


def test_each_line_is_a_block_and_may_be_joined():
    found = material(lines(*BODY))
    assert ([block.text for block in found.blocks], found.wrapped) == (BODY, True)


def test_an_indent_is_kept_for_the_layout():
    assert texts(lines("　　" + BODY[0], *BODY, *BODY))[0] == "　　" + BODY[0]


def test_larger_lines_stand_out():
    found = material([("种茶", 18), *lines(*BODY)])
    assert [block.emphasis for block in found.blocks] == [True, False, False]


def test_running_heads_and_page_numbers_are_taken_off():
    said = [["种茶的话。", "采茶的话。"], ["修桥的话。", "过桥的话。"], ["养花的话。", "看花的话。"]]
    contents = [lines(f"茶园记 {number}", *page, f"- {number} -") for number, page in enumerate(said, 1)]
    assert texts(*contents) == [text for page in said for text in page]
    assert "6 行" in warnings(*contents)


def test_notes_at_the_foot_go_to_the_end():
    first = [*lines(*BODY), ("1 注：石桥。", 9), ("桥名不详。", 9)]
    assert texts(first, lines("后来的话。", *BODY)) == [*BODY, "后来的话。", *BODY, "1 注：石桥。", "桥名不详。"]


def test_the_title_is_that_of_the_properties():
    writer = pypdf.PdfWriter(io.BytesIO(pages([shown(lines(*BODY))])))
    writer.add_metadata({"/Title": " 茶园记 "})
    file = io.BytesIO()
    writer.write(file)
    assert read(file.getvalue(), "a.pdf", Choices()).title == "茶园记"


def test_radicals_of_the_font_become_characters():
    said = [lines("第⼀章　⾥⽼", *BODY, "第⼆章　⻓⻔", *BODY)]
    assert texts(*said) == ["第一章　里老", *BODY, "第二章　长门", *BODY]
    assert "6 个字写成了部首" in warnings(*said)


def test_ordinary_characters_stay_and_nothing_is_said():
    assert "部首" not in warnings(lines(*BODY))


def test_bookmarks_say_what_is_a_heading():
    catalogue = "/Outlines 6 0 R"
    outlines = [
        b"<< /First 7 0 R /Last 7 0 R /Count 1 >>",
        f"<< /Title <feff{'种茶'.encode('utf-16-be').hex()}> /Parent 6 0 R /Dest [4 0 R /Fit] >>".encode(),
    ]
    found = material([*lines("1.1 种茶", *BODY), ("大字", 20)], catalogue=catalogue, more=outlines)
    assert [(block.text, block.level, block.emphasis) for block in found.blocks] == [
        ("种茶", 1, False),
        (BODY[0], None, False),
        (BODY[1], None, False),
        ("大字", None, False),
    ]


def test_a_font_without_a_table_is_read_by_its_collection():
    numbers = {char: number for first, text in runs() for number, char in enumerate(text, first)}
    code = "".join(f"{numbers[char]:04x}" for char in BODY[0]).encode()
    font = FONT.replace(b"/UniGB-UTF16-H", b"/Identity-H")
    content = b"BT /F1 12 Tf 72 700 Td <" + code + b"> Tj ET"
    assert read(pages([content], font=font), "a.pdf", Choices()).blocks[0].text == BODY[0]


def test_letter_spacing_is_no_text():
    assert texts(lines("春 天 的 茶 园", "石 桥")) == ["春天的茶园", "石桥"]


def test_a_page_without_text_is_said():
    assert "1 页没有文字" in warnings(lines(*BODY), [])


@pytest.mark.parametrize(("password", "readable"), [("", True), ("secret", False)])
def test_encrypted_files_are_read_only_without_a_password(password, readable):
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pages([shown(lines(*BODY))])))
    writer.encrypt(password, owner_password="owner", algorithm="RC4-128")
    file = io.BytesIO()
    writer.write(file)
    if readable:
        assert len(read(file.getvalue(), "a.pdf", Choices()).blocks) == 2
    else:
        with pytest.raises(RefusedError, match="密码"):
            read(file.getvalue(), "a.pdf", Choices())


def test_a_scan_is_told_from_a_broken_file():
    with pytest.raises(RefusedError, match="扫描件"):
        read(pages([b"0 0 m 9 9 l S"]), "a.pdf", Choices())


def test_unknown_glyphs_are_refused_and_not_stored():
    with pytest.raises(RefusedError, match="乱码"):
        material(lines("\ue000\ue001\ue002" * 9))


def test_too_many_pages_are_refused(monkeypatch):
    monkeypatch.setattr("studyapp.importing.limits.PDF_PAGES", 1)
    with pytest.raises(RefusedError, match="2 页"):
        material(lines("茶"), lines("桥"))
