"""Counted points, across paragraphs and inside one, and the parts that they make."""

import pytest

from tests.importing.outlining import BODY, MORE, kinds, outline, parts, points, warnings


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("护桥要做三件事：一是勤看,每月看一遍;二是早修,裂缝不过夜;三是常记.", ["勤看", "早修", "常记"]),
        ("看水有三要。一要早起。二要勤记。三要不怕雨。", ["早起", "勤记", "不怕雨"]),
        ("泡茶讲三点。第一，水要活。第二，火要稳。第三，心要静。", ["水要活", "火要稳", "心要静"]),
        ("先做什么？首先，清淤。其次，栽柳。再次，修堤。最后，立碑。", ["清淤", "栽柳", "修堤", "立碑"]),
        ("首先烧水，其次温杯，最后出汤。", ["烧水", "温杯", "出汤"]),
        ("修桥不易。一方面，石料要从山里运；另一方面，水急不能施工。", ["石料要从山里运", "水急不能施工"]),
        ("园里有三样：（1）池；（2）石；（3）木。", ["池", "石", "木"]),
        ("园里有三样：①池；②石；③木。", ["池", "石", "木"]),
        ("其一，水好；其二，茶好。", ["水好", "茶好"]),
        ("一来路近，二来水平。", ["路近", "水平"]),
        ("一则省工，二则省料。", ["省工", "省料"]),
        ("护河三事：1.清淤；2.栽柳；3.修堤。", ["清淤", "栽柳", "修堤"]),
        ("护河三事：一、清淤；二、栽柳；三、修堤。", ["清淤", "栽柳", "修堤"]),
        ("一是用好“水、火、器”三样，二是守好“早、中、晚”三时。", ["用好“水、火、器”三样", "守好“早、中、晚”三时"]),
        ("一是建好“茶园，茶山，茶路”。二是修好园(含池，含石)。", ["建好“茶园，茶山，茶路”", "修好园(含池，含石)"]),
        ("一是水深3.5米处立桩；二是水浅处架板。", ["水深3.5米处立桩", "水浅处架板"]),
    ],
)
def test_counts_inside_one_paragraph(text, found):
    assert [title for _, title in points(outline(text))] == found


@pytest.mark.parametrize(
    "text",
    [
        "一是一，二是二，账目要清楚。",
        "第一次看河，水很浅。第二次看河，水涨了。",
        "第一天采茶，第二天制茶，第三天喝茶。",
        "这里唯一是茶园，之二是竹林。",
        "二是栽柳，三是修堤。",
        "首先要看水。再没有别的了。",
        "桥长1.5公里，宽2.5米。",
        "分为一、二、三等，桥在第一、二、三村之间。",
        f"{BODY}他不肯来，一则路远，二则雨大，我们也不怪他。{MORE}",
        "最后，天黑了。首先，天亮了。",
        "三要素是水、火、茶，一要素也不能少。",
    ],
)
def test_counts_nothing(text):
    assert points(outline(text)) == []


@pytest.mark.parametrize(
    ("markers", "style"),
    [
        (["一是", "二是", "三是"], "一是"),
        (["一要", "二要", "三要"], "一要"),
        (["第一，", "第二，", "第三，"], "第一"),
        (["首先，", "其次，", "最后，"], "首先"),
        (["一、", "二、", "三、"], "一、"),
        (["（一）", "（二）", "（三）"], "（一）"),
        (["(1)", "(2)", "(3)"], "(1)"),
        (["①", "②", "③"], "①"),
    ],
)
def test_counts_across_paragraphs(markers, style):
    words = ["清淤要趁早", "栽柳要趁湿", "修堤要趁晴"]
    items = [f"{marker}{title}。{BODY}" for marker, title in zip(markers, words, strict=True)]
    found = outline("\n".join(["今年护河有三件事。", *items]))
    assert [title for _, title in points(found)] == words
    assert found.key_points[0].marker == style
    assert kinds(found) == "biii"
    assert parts(found) == ["今年护河有三"]


def run(*titles: str) -> list[str]:
    return [f"{'一二三四五'[place]}是{title}。{BODY}" for place, title in enumerate(titles)]


def test_each_lead_paragraph_opens_a_part():
    lines = [
        f"开头的话。{MORE}",
        "先说护河。",
        *run("清淤", "栽柳"),
        "再说护桥。",
        *run("看桥面", "看桥墩"),
    ]
    found = outline("\n".join(lines))
    assert parts(found) == ["先说护河。\n", "再说护桥。\n"]
    assert [point.section for point in found.key_points] == [1, 1, 2, 2]
    assert [point.paragraph for point in found.key_points] == [3, 4, 6, 7]
    assert [section.title for section in found.sections] == ["护河", "护桥"]


def test_a_part_ends_where_the_next_begins():
    found = outline("\n".join([f"先说护河。{MORE}", *run("清淤", "栽柳"), f"再说护桥。{MORE}", *run("看面", "看墩")]))
    first, second = found.sections
    assert found.text[first.start : first.end].endswith(f"{BODY}\n")
    assert (first.end, second.end) == (second.start, len(found.text))


def test_a_point_reaches_to_the_next():
    found = outline("\n".join(["护河两件事。", f"一是清淤。{BODY}", MORE, f"二是栽柳。{BODY}"]))
    first, second = found.key_points
    assert found.text[first.start : first.end] == f"一是清淤。{BODY}\n{MORE}"
    assert found.text[second.start : second.end] == f"二是栽柳。{BODY}"


def test_the_last_of_a_row_of_clauses_ends_with_its_sentence():
    found = outline("三件事：一是清淤，二是栽柳，三是修堤。大家都来。")
    last = found.key_points[-1]
    assert found.text[last.start : last.end] == "三是修堤。"


def test_what_is_counted_inside_an_item_is_detail():
    inner = "一方面要看水，另一方面要看天。"
    found = outline("\n".join(["护河两件事。", f"一是清淤。{inner}", f"二是栽柳。{BODY}"]))
    assert [title for _, title in points(found)] == ["清淤", "栽柳"]


def test_a_paragraph_with_its_points_inside_is_a_part():
    text = f"{MORE}\n护河要做到：一是清淤；二是栽柳；三是修堤。\n{MORE}\n护桥要做到：一是看面；二是看墩；三是看索。"
    found = outline(text)
    assert parts(found) == ["护河要做到：", "护桥要做到："]
    assert [section.title for section in found.sections] == ["护河要做到", "护桥要做到"]


def test_items_with_paragraphs_of_their_own_are_parts():
    items = [
        f"{marker}{title}。{BODY}\n{MORE}"
        for marker, title in (("一、", "护好河"), ("二、", "护好桥"), ("三、", "护好园"))
    ]
    found = outline("\n".join(items))
    assert [section.title for section in found.sections] == ["护好河", "护好桥", "护好园"]
    assert not any(section.heading for section in found.sections)


def test_warns_of_a_missing_point():
    found = outline(f"护河的事。\n一是清淤。{BODY}\n三是修堤。{BODY}")
    assert warnings(found) == ["有“三是”，没有“二是”"]
    assert found.warnings[0].paragraph == 3
    assert points(found) == []


def test_a_heading_ends_a_run():
    found = outline(f"一、河\n一是清淤。{BODY}\n二、桥\n二是看面。{BODY}")
    assert points(found) == []


def test_sections_without_points_have_a_central_sentence():
    found = outline(f"一、河\n{BODY}{MORE}{BODY}\n二、桥\n{MORE}{BODY}{MORE}")
    assert [(point.marker, point.section) for point in found.key_points] == [(None, 1), (None, 2)]
    assert all(found.text[point.start : point.end] in (BODY, MORE) for point in found.key_points)


def test_every_point_says_why():
    for point in outline("三件事：一是清淤，二是栽柳，三是修堤。").key_points:
        assert 0 < point.confidence <= 1
        assert str(point.reason) == "“一是”到“三是”依次列举"
