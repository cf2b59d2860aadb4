"""Markers at the start of a line, and counting inside it."""

import pytest

from studyapp.chinese.counting import counts, renumbered
from studyapp.chinese.markers import opening


@pytest.mark.parametrize(
    ("line", "style", "number"),
    [
        ("第十二回 茶客夜话", "回", 12),
        ("第一章　总则", "章", 1),
        ("第 三 节 设备", "节", 3),
        ("第２章 水", "章", 2),
        ("第一部分 源头", "部分", 1),
        ("第二部 下游", "部", 2),
        ("第三編 橋", "编", 3),
        ("卷一", "卷", 1),
        ("第四条 桥面每月检查。", "条", 4),
        ("第一章中国的河", "章", 1),
        ("三", "一", 3),
        ("一、源头", "一、", 1),
        ("十一、下游", "一、", 11),
        ("（二）支流", "（一）", 2),
        ("(三)湖泊", "（一）", 3),
        ("1. 采茶", "1.", 1),
        ("2、制茶", "1.", 2),
        ("1.2 杀青", "1.1", 2),
        ("1.2.3 火候", "1.1.1", 3),
        ("（4）揉捻", "（1）", 4),
        ("5）烘干", "1）", 5),
        ("③装罐", "①", 3),
        ("Ⅱ、器具", "Ⅰ", 2),
        ("甲、器具", "甲、", 1),
    ],
)
def test_opens_with(line, style, number):
    marker = opening(line)
    assert (marker.style, marker.number) == (style, number)
    assert line.startswith(marker.text)


@pytest.mark.parametrize(
    "line",
    [
        "第一次看河",
        "第二天清早",
        "第三章的内容",
        "第一节和第二节",
        "一是清淤",
        "1.5公里外有一座桥",
        "3.14 是圆周率",
        "2023年的春天",
        "十里长堤",
        "茶园一、二号",
        "",
    ],
)
def test_opens_with_no_heading_marker(line):
    marker = opening(line)
    assert marker is None or marker.style == "1.1"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("有三件：一是水；二是火；三是器。", ["一是", "二是", "三是"]),
        ("第一，水。第二，火。", ["第一", "第二"]),
        ("首先烧水，其次温杯，最后出汤。", ["首先", "其次", "最后"]),
        ("一方面要快，另一方面要稳。", ["一方面", "另一方面"]),
        ("包括：（1）水；（2）茶。", ["（1）", "（2）"]),
        ("其一，水好；其二，茶好。", ["其一", "其二"]),
        ("一要早，二要勤。", ["一要", "二要"]),
        ("一来近，二来平。", ["一来", "二来"]),
        ("唯一是茶。之二是水。", []),
        ("一是一。", []),
        ("第一次来，第二天走。", []),
    ],
)
def test_counts_inside(text, found):
    assert [count.text for count in counts(text)] == found


@pytest.mark.parametrize(
    ("marker", "old", "new", "other"),
    [
        ("三是", 3, 2, "二是"),
        ("四、", 4, 3, "三、"),
        ("5.", 5, 4, "4."),
        ("③", 3, 2, "2"),
        ("十二、", 12, 11, "十一、"),
    ],
)
def test_names_the_one_that_is_missing(marker, old, new, other):
    assert renumbered(marker, old, new) == other
