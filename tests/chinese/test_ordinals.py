"""Numbers as Word and HTML write them in front of list items."""

import pytest

from studyapp.chinese.ordinals import ordinal


@pytest.mark.parametrize(
    ("number", "style", "written"),
    [
        (10, "chineseCounting", "十"),
        (23, "chineseCounting", "二十三"),
        (105, "chineseCountingThousand", "一百零五"),
        (110, "chineseCountingThousand", "一百一十"),
        (1024, "chineseCountingThousand", "一千零二十四"),
        (105, "ideographDigital", "一〇五"),
        (21, "chineseLegalSimplified", "贰拾壹"),
        (1999, "upperRoman", "MCMXCIX"),
        (28, "lowerLetter", "bb"),
        (21, "decimalEnclosedCircle", "㉑"),
        (51, "decimalEnclosedCircle", "51"),
        (11, "ideographTraditional", "甲"),
        (7, "decimalZero", "07"),
        (0, "chineseCounting", "0"),
    ],
)
def test_writes_a_number_in_a_style(number, style, written):
    assert ordinal(number, style) == written
