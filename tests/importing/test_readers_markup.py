"""Web pages, books and Markdown: what is text there, and what is only around it."""

import pytest

from studyapp.importing.material import Choices
from studyapp.importing.outline import parse
from studyapp.importing.readers import read
from studyapp.importing.remarks import RefusedError
from tests.importing.making import chapter, epub

LONG = "春天的茶园里，人们修一座石桥，桥下的河水慢慢流过花园。" * 4


def page(body, head=""):
    return read(f"<html><head>{head}</head><body>{body}</body></html>".encode(), "a.html", Choices())


def texts(material):
    return [block.text for block in material.blocks]


def shown(body):
    return texts(page(body))


def warnings(material):
    return " ".join(str(warning) for warning in material.warnings)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>茶<p>桥", ["茶", "桥"]),
        ("茶<br>桥", ["茶", "桥"]),
        ("<p>第三章\n有限的桥</p>", ["第三章 有限的桥"]),
        ("<p>春天的茶园里，人们修了一座很长的石\n桥。</p>", ["春天的茶园里，人们修了一座很长的石桥。"]),
        ("<p>tea \n bridge</p>", ["tea bridge"]),
        ("<p>　　全角缩进</p>", ["　　全角缩进"]),
        ("<div>前<p>中</p>后</div>", ["前", "中", "后"]),
        ("<p>甲<!-- 批 -->乙</p>", ["甲乙"]),
        ("<pre>一\n  二</pre>", ["一", "  二"]),
        ("<ol><li>茶<li>桥</ol>", ["1. 茶", "2. 桥"]),
        ("<ol start=3 type=I><li>茶<li value=7>桥</ol>", ["III. 茶", "VII. 桥"]),
        ("<ul><li>茶<ol><li>绿茶</ol><li>桥</ul>", ["茶", "1. 绿茶", "桥"]),
        ("<ruby>茶<rp>(</rp><rt>chá</rt><rp>)</rp></ruby>园", ["茶园"]),
        ("<p>茶</p><script>x()</script><style>p{}</style><p hidden>藏</p><p style='display: none'>隐</p>", ["茶"]),
        ("<table><caption>茶表<tr><th>名<th>产地<tr><td>龙井<td>杭州</table>", ["茶表", "名 | 产地", "龙井 | 杭州"]),
        ("<table><tr><td><table><tr><td>版<td>面</table><p>正文</table>", ["版 | 面", "正文"]),
        (
            "<p>茶<sup><a href='#n'>1</a></sup></p><aside role=doc-footnote>1 注。</aside><p>桥",
            ["茶[1]", "桥", "1 注。"],
        ),
        ("<p>x<sup>2</sup></p>", ["x2"]),
    ],
)
def test_a_page_is_read_as_it_is_seen(body, expected):
    assert shown(body) == expected


def test_headings_have_their_level_and_bold_lines_stand_out():
    blocks = page("<h1>茶</h1><h3>绿<br>茶</h3><p><b>一、粗</b></p><p><b>半</b>粗</p>").blocks
    assert [(block.text, block.level, block.emphasis) for block in blocks] == [
        ("茶", 1, False),
        ("绿 茶", 3, False),
        ("一、粗", None, True),
        ("半粗", None, False),
    ]


@pytest.mark.parametrize(
    "around",
    [
        "<nav><a>首页</a></nav>{}<footer>版权</footer>",
        "<div>站名和一些别的话</div><article>{}</article><div>相关阅读</div>",
        "<div><a>首页</a><a>新闻</a><a>论坛</a></div><div>{}</div>",
        "<div><ul><li><a>上一篇很长的标题</a><li><a>下一篇</a><li><a>返回</a></ul>{}</div>",
        "<div role=main>{}</div><div role=complementary>" + "广告" * 9 + "</div>",
    ],
)
def test_only_the_main_part_is_taken(around):
    assert shown(around.format(f"<h1>茶园记</h1><p>{LONG}</p>")) == ["茶园记", LONG]


def test_a_heading_outside_the_fullest_box_is_not_lost():
    assert shown(f"<div><h1>茶园记</h1><div><p>{LONG}</p></div></div>")[0] == "茶园记"


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        ("<title>茶园记_某某网</title>", "<p>茶", "茶园记"),
        ("<title>某某网</title>", "<h1>茶园记</h1>", "茶园记"),
        ("<title>茶园记 - 网</title>", "<h1>茶园记</h1><h1>后记</h1>", "茶园记"),
        ("", "<p>茶", None),
    ],
)
def test_the_title_is_the_articles_and_not_the_sites(head, body, title):
    assert page(body, head).title == title


def test_the_author_stands_in_the_head():
    assert page("<p>茶", "<meta name=author content=' 李四 '>").author == "李四"


@pytest.mark.parametrize("charset", ["gb2312", "GBK", "big5", "utf-8"])
def test_the_page_names_its_encoding(charset):
    material = read(f"<meta charset={charset}><p>茶</p>".encode(charset), "a.html", Choices())
    assert texts(material) == ["茶"]


def test_a_wrong_charset_does_not_count():
    material = read(f"<meta charset=utf-8><p>{LONG}</p>".encode("gbk"), "a.html", Choices())
    assert (material.encoding, texts(material)) == ("GB18030", [LONG])


def test_pictures_and_tables_are_said():
    said = warnings(page("<p>茶<img><img><table><tr><td>一<td>二</table>"))
    assert "2 张图片" in said
    assert "1 个表格" in said


def test_a_page_of_links_only_still_shows_something():
    assert shown("<a href=x>茶</a>") == ["茶"]


# Books


def book(*bodies, **options):
    return read(epub([chapter(body) for body in bodies], **options), "a.epub", Choices())


def test_chapters_come_in_the_order_of_the_spine():
    spine = '<itemref idref="c1"/><itemref idref="c0"/><itemref idref="c2" linear="no"/>'
    assert texts(book("<h1>一</h1>", "<h1>二</h1>", "<p>附</p>", spine=spine)) == ["二", "一"]


def test_a_book_knows_its_title_and_author():
    material = book("<p>茶</p>", metadata="<title>茶书</title><creator>李四</creator>")
    assert (material.title, material.author) == ("茶书", "李四")


def test_notes_of_all_chapters_follow_at_the_end():
    note = '<p>茶<a role="doc-noteref">1</a></p><aside role="doc-footnote"><p>注{}。</p></aside>'
    assert texts(book(note.format("甲"), note.format("乙"))) == ["茶[1]", "茶[1]", "注甲。", "注乙。"]


def test_covers_and_contents_are_left_out():
    cover = '<section class="titlepage"><h1>茶书</h1></section>'
    assert texts(book(cover, "<nav><ol><li>一</li></ol></nav>", "<p>茶&nbsp;&hellip;</p>")) == ["茶\xa0…"]


def test_a_chapter_that_is_not_well_formed_is_read_to_its_end():
    assert texts(book("<p>茶<br>桥<p>花 & 园")) == ["茶", "桥", "花 & 园"]


def test_hidden_fonts_are_no_secret():
    fonts = '<e><EncryptionMethod Algorithm="http://www.idpf.org/2008/embedding"/></e>'
    assert texts(book("<p>茶</p>", encryption=fonts)) == ["茶"]


def test_a_zip_that_is_no_book_is_refused():
    with pytest.raises(RefusedError, match="损坏"):
        read(epub([]).replace(b"container.xml", b"kontainer.xml"), "a.epub", Choices())


@pytest.mark.parametrize(
    ("body", "items"),
    [
        ("<ol><li>浇水</li><li>剪枝<p>冬天剪</p></li></ol><p>后话</p>", [True, True, False, False]),
        ("<ul><li><p>浇水</p></li><li>剪枝</li></ul>", [True, True]),
        ("<ol><li>浇水</li></ol><p>早上浇。</p><ol start=2><li>剪枝</li></ol>", [False] * 3),
        ("<h2>照料</h2><ol><li>浇水</li></ol><p>早上浇。</p>", [False, True, False]),
    ],
)
def test_lists_on_a_page_have_items(body, items):
    assert [block.item for block in page(body).blocks] == items


# Markdown


def markdown(text):
    return read(text.encode(), "a.md", Choices())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# 茶\n\n正文**强调**`码`[链接](x)", ["茶", "正文强调码链接"]),
        ("3. 茶\n4. 桥\n   - 木桥", ["3. 茶", "4. 桥", "木桥"]),
        ("1) 茶\n2) 桥", ["1) 茶", "2) 桥"]),
        ("春天的茶园里，人们修了一座很长的石\n桥。", ["春天的茶园里，人们修了一座很长的石桥。"]),
        ("茶  \n桥", ["茶", "桥"]),
        ("| 名 | 地 |\n|---|---|\n| 龙井 | 杭州 |", ["名 | 地", "龙井 | 杭州"]),
        ("```\n一\n  二\n```", ["一", "  二"]),
        ("> 引文\n\n---\n\n<b>茶</b>", ["引文", "<b>茶</b>"]),
        ("![图](x.png)茶", ["茶"]),
    ],
)
def test_markdown_gives_its_words(text, expected):
    assert texts(markdown(text)) == expected


def test_markdown_headings_and_bold_lines():
    blocks = markdown("## 茶\n\n**一、粗**\n\n**半**粗").blocks
    assert [(block.level, block.emphasis) for block in blocks] == [(2, False), (None, True), (None, False)]


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("1. 浇水\n2. 剪枝\n\n后话", [True, True, False]),
        ("- 浇水\n- 剪枝", [True, True]),
        ("1. 浇水\n\n   早上浇。\n\n2. 剪枝\n\n   冬天剪。", [True, False, True, False]),
        ("1. 浇水\n\n早上浇。\n\n2. 剪枝\n\n冬天剪。", [False] * 4),
        ("# 照料\n\n1. 浇水\n\n早上浇。", [False] * 3),
        ("## 照料\n\n1. 浇水\n\n早上浇。\n\n2. 剪枝\n\n冬天剪。", [False, True, False, True, False]),
        ("- ## 照料\n- 浇水", [True, True]),
    ],
)
def test_markdown_lists_have_items(text, items):
    assert [block.item for block in markdown(text).blocks] == items


def test_the_items_of_a_markdown_list_are_no_headings():
    found = parse(markdown("## 照料\n\n1. 浇水\n2. 剪枝\n\n这是后话。\n\n## 收成\n\n秋天收。"), Choices())
    assert [section.title for section in found.sections] == ["照料", "收成"]


def test_front_matter_is_not_text():
    material = markdown('---\ntitle: "茶园"\nauthor: 李四\ndate: 2024-05-01\ntags: [x]\n---\n正文')
    assert (material.title, material.author, texts(material)) == ("茶园", "李四", ["2024-05-01", "正文"])


def test_pictures_in_markdown_are_said():
    assert "1 张图片" in warnings(markdown("茶![图](x.png)"))
