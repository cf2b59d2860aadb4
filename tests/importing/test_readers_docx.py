"""Word: headings, automatic numbers, pseudo-headings, notes, tables, and what is not text."""

import io

import docx as python_docx
import pytest

from studyapp.importing.material import Choices
from studyapp.importing.readers import read
from tests.importing.making import docx, paragraph, with_part

LONG = "春天的茶园里，人们修一座石桥，桥下的河水慢慢流过花园。"
STYLES = """
<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="21"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="mine"><w:name w:val="我的标题"/><w:basedOn w:val="1"/></w:style>
<w:style w:type="paragraph" w:styleId="cn"><w:name w:val="标题 2"/></w:style>
<w:style w:type="paragraph" w:styleId="body"><w:name w:val="正文甲"/><w:basedOn w:val="1"/>
  <w:pPr><w:outlineLvl w:val="9"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="t"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="toc"><w:name w:val="toc 1"/></w:style>
<w:style w:type="paragraph" w:styleId="big"><w:name w:val="大字"/><w:rPr><w:sz w:val="32"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="fat"><w:name w:val="黑字"/><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="character" w:styleId="strong"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="item"><w:name w:val="条"/>
  <w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
"""


def word(body, **parts):
    return read(docx(body, **{"styles": STYLES} | parts), "a.docx", Choices())


def texts(body, **parts):
    return [block.text for block in word(body, **parts).blocks]


def warnings(body, **parts):
    return " ".join(str(warning) for warning in word(body, **parts).warnings)


@pytest.mark.parametrize(
    ("style", "properties", "level"),
    [
        ("1", "", 1),
        ("mine", "", 1),
        ("cn", "", 2),
        ("Heading3", "", 3),
        ("body", "", None),
        ("a", '<w:outlineLvl w:val="3"/>', 4),
        ("1", '<w:outlineLvl w:val="9"/>', None),
        ("unknown", "", None),
    ],
)
def test_heading_levels_come_from_outline_levels_and_inherited_styles(style, properties, level):
    assert word(paragraph("种茶", style=style, properties=properties)).blocks[0].level == level


@pytest.mark.parametrize(
    ("style", "run", "emphasis"),
    [
        ("a", "<w:b/>", True),
        ("a", '<w:b w:val="0"/>', False),
        ("a", '<w:sz w:val="32"/>', True),
        ("a", '<w:sz w:val="22"/>', False),
        ("a", '<w:rStyle w:val="strong"/>', True),
        ("big", "", True),
        ("fat", "", True),
        ("fat", '<w:b w:val="false"/>', False),
        ("1", "<w:b/>", False),
    ],
)
def test_bold_and_large_paragraphs_stand_out(style, run, emphasis):
    blocks = word(paragraph("种茶", style=style, run=run) + paragraph(LONG) * 3).blocks
    assert [block.emphasis for block in blocks] == [emphasis, False, False, False]


def test_where_all_is_bold_nothing_stands_out():
    assert not any(block.emphasis for block in word(paragraph(LONG, run="<w:b/>") * 3 + paragraph("茶")).blocks)


def test_a_paragraph_bold_in_part_does_not_stand_out():
    half = "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>一是</w:t></w:r><w:r><w:t>种茶。</w:t></w:r></w:p>"
    assert not word(half + paragraph(LONG)).blocks[0].emphasis


# Automatic numbering


def level(at, style, pattern, more=""):
    inside = f'<w:start w:val="1"/><w:numFmt w:val="{style}"/><w:lvlText w:val="{pattern}"/>{more}'
    return f'<w:lvl w:ilvl="{at}">{inside}</w:lvl>'


def numbering(*levels, lists='<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'):
    return f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>{lists}'


def item(text, at=0, list_id=1):
    return paragraph(text, properties=f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{list_id}"/></w:numPr>')


@pytest.mark.parametrize(
    ("style", "pattern", "expected"),
    [
        ("decimal", "%1.", ["1. 茶", "2. 桥"]),
        ("chineseCounting", "%1、", ["一、茶", "二、桥"]),
        ("japaneseCounting", "（%1）", ["（一）茶", "（二）桥"]),
        ("chineseCountingThousand", "第%1章", ["第一章 茶", "第二章 桥"]),
        ("decimalEnclosedCircle", "%1", ["① 茶", "② 桥"]),
        ("upperRoman", "%1)", ["I) 茶", "II) 桥"]),
        ("lowerLetter", "(%1)", ["(a) 茶", "(b) 桥"]),
        ("ideographTraditional", "%1、", ["甲、茶", "乙、桥"]),
        ("none", "附：", ["附：茶", "附：桥"]),
        ("bullet", "\uf0b7", ["茶", "桥"]),
        ("bullet", "——", ["——茶", "——桥"]),
        ("unheardOf", "%1.", ["1. 茶", "2. 桥"]),
    ],
)
def test_automatic_numbers_are_written_out(style, pattern, expected):
    assert texts(item("茶") + item("桥"), numbering=numbering(level(0, style, pattern))) == expected


def test_levels_count_below_each_other_and_restart():
    levels = numbering(level(0, "chineseCounting", "%1、"), level(1, "decimal", "%1.%2", "<w:isLgl/>"))
    body = item("甲") + item("子", 1) + item("丑", 1) + item("乙") + item("寅", 1)
    assert texts(body, numbering=levels) == ["一、甲", "1.1 子", "1.2 丑", "二、乙", "2.1 寅"]


def test_a_level_that_never_restarts_goes_on():
    levels = numbering(level(0, "decimal", "%1."), level(1, "decimal", "第%2条", '<w:lvlRestart w:val="0"/>'))
    body = item("甲") + item("子", 1) + item("乙") + item("丑", 1)
    assert texts(body, numbering=levels) == ["1. 甲", "第1条 子", "2. 乙", "第2条 丑"]


def test_a_second_list_starts_anew_where_it_says_so():
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    again = f'<w:num w:numId="2"><w:abstractNumId w:val="0"/>{override}</w:num>'
    lists = f'<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>{again}'
    body = item("茶") + item("桥") + item("花", list_id=2) + item("园", list_id=2)
    numbers = numbering(level(0, "decimal", "%1."), lists=lists)
    assert texts(body, numbering=numbers) == ["1. 茶", "2. 桥", "5. 花", "6. 园"]


def test_styles_may_number_and_a_paragraph_may_decline():
    levels = numbering(level(0, "decimal", "%1."), level(1, "decimal", "(%2)"))
    declined = paragraph("花", style="item", properties='<w:numPr><w:numId w:val="0"/></w:numPr>')
    assert texts(paragraph("茶", style="item") + declined, numbering=levels) == ["(1) 茶", "花"]


def are_items(body):
    found = word(body, numbering=numbering(level(0, "decimal", "%1."), level(1, "decimal", "第%2章")))
    return [block.item for block in found.blocks]


def test_three_numbers_in_a_row_are_a_list():
    assert are_items(item("茶") + item("桥") + item("花") + paragraph(LONG)) == [True, True, True, False]


@pytest.mark.parametrize("at", [0, 1])
def test_numbers_with_text_between_may_be_headings(at):
    assert not any(are_items("".join(item(text, at) + paragraph(LONG) for text in "茶桥花园")))


def test_chapters_in_a_row_are_no_list():
    assert not any(are_items(item("茶", 1) + item("桥", 1) + item("花", 1)))


# What is text and what is not


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        ("<w:ins><w:r><w:t>新</w:t></w:r></w:ins><w:del><w:r><w:delText>旧</w:delText></w:r></w:del>", ["新"]),
        ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐</w:t></w:r><w:r><w:t>显</w:t></w:r>", ["显"]),
        ("<w:hyperlink><w:r><w:t>链接</w:t></w:r></w:hyperlink>", ["链接"]),
        ("<w:r><w:t>茶</w:t><w:br/><w:t>桥</w:t></w:r>", ["茶", "桥"]),
        ("<w:r><w:t>茶</w:t><w:br w:type='page'/><w:tab/><w:t>桥</w:t></w:r>", ["茶 桥"]),
        (
            "<w:r><w:ruby><w:rt><w:r><w:t>chá</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>茶</w:t></w:r></w:rubyBase></w:ruby></w:r>",
            ["茶"],
        ),
        ("<w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>3</w:t></w:r>", ["3"]),
        ("<w:sdt><w:sdtContent><w:r><w:t>控件</w:t></w:r></w:sdtContent></w:sdt>", ["控件"]),
    ],
)
def test_runs_are_read_as_they_are_shown(inside, expected):
    assert texts(f"<w:p>{inside}</w:p>") == expected


def test_a_text_box_follows_its_paragraph_once():
    box = f"<w:txbxContent>{paragraph('框')}</w:txbxContent>"
    inside = f"<w:r><w:Choice>{box}</w:Choice><w:Fallback>{box}</w:Fallback><w:t>茶</w:t></w:r>"
    assert texts(f"<w:p>{inside}</w:p>{paragraph('桥')}") == ["茶", "框", "桥"]


def test_rows_become_paragraphs():
    row = "<w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr>"
    rows = row.format(paragraph("名"), paragraph("地")) + row.format(paragraph("龙井"), paragraph("杭州"))
    table = f"<w:tbl>{rows}</w:tbl>"
    assert texts(table + paragraph("茶")) == ["名 | 地", "龙井 | 杭州", "茶"]
    assert "1 个表格" in warnings(table)


def test_notes_follow_in_the_order_of_their_calls():
    call = '<w:p><w:r><w:t>{}</w:t></w:r><w:r><w:footnoteReference w:id="{}"/></w:r></w:p>'
    notes = "".join(f'<w:footnote w:id="{n}">{paragraph(f"注{n}。")}</w:footnote>' for n in (0, 2, 3))
    body = call.format("茶", 3) + call.format("桥", 2)
    assert texts(body, footnotes=notes) == ["茶[1]", "桥[2]", "[1] 注3。", "[2] 注2。"]
    assert "2 条脚注" in warnings(body, footnotes=notes)


def test_a_catalogue_is_left_out_by_style_by_field_and_by_box():
    begin = '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText> TOC \\o </w:instrText></w:r>'
    field = f"<w:p>{begin}<w:r><w:t>一</w:t></w:r></w:p>"
    end = '<w:p><w:r><w:t>二</w:t><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    gallery = '<w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
    box = f"<w:sdt>{gallery}<w:sdtContent>{paragraph('三')}</w:sdtContent></w:sdt>"
    body = field + end + paragraph("四", style="toc") + box + paragraph("正文")
    assert texts(body) == ["正文"]
    assert "目录（4 行）" in warnings(body)


def test_a_catalogue_that_never_ends_does_not_swallow_the_text():
    begin = '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>TOC</w:instrText></w:r>'
    body = f"<w:p>{begin}<w:r><w:t>种茶 1</w:t></w:r></w:p>" + paragraph("种茶", style="1") + paragraph(LONG)
    assert texts(body) == ["种茶", LONG]


def test_the_title_is_what_wears_the_style_title():
    assert word(paragraph("茶园记", style="t") + paragraph(LONG)).title == "茶园记"


@pytest.mark.parametrize(("style", "title"), [("t", "茶园记"), ("", "石桥记")])
def test_else_the_title_is_that_of_the_properties(style, title):
    core = "<core xmlns='c' xmlns:dc='d'><dc:title> 石桥记 </dc:title></core>"
    data = docx(paragraph("茶园记", style=style) + paragraph(LONG), styles=STYLES)
    assert read(with_part(data, "docProps/core.xml", core), "a.docx", Choices()).title == title


def test_what_python_docx_writes_is_read():
    document = python_docx.Document()
    document.add_heading("种茶", level=2)
    document.add_paragraph(LONG)
    document.add_paragraph("龙井", style="List Number")
    document.add_picture(io.BytesIO(PIXEL))
    file = io.BytesIO()
    document.save(file)
    material = read(file.getvalue(), "a.docx", Choices())
    assert [(block.text, block.level) for block in material.blocks] == [("种茶", 2), (LONG, None), ("1. 龙井", None)]
    assert "1 张图片" in str(material.warnings[0])


PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d4944415478da63fcffff3f0300050001ff"
    "a6a7d3150000000049454e44ae426082"
)
