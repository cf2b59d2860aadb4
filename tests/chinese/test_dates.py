"""Dates as texts write them."""

from datetime import date

import pytest

from studyapp.chinese.dates import as_date


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2023年1月5日", date(2023, 1, 5)),
        ("二〇二三年一月五日", date(2023, 1, 5)),
        ("一九八六年十二月二十五日", date(1986, 12, 25)),
        ("2023-01-05 08:30", date(2023, 1, 5)),
        ("2023/1/5", date(2023, 1, 5)),
        ("2023.1.5", date(2023, 1, 5)),
        ("发布于２０２３年１月５日", date(2023, 1, 5)),
        ("2023年3月", date(2023, 3, 1)),
        ("2023年第1期", None),
        ("2023年", None),
        ("2023年13月1日", None),
        ("2023-02-30", None),
        ("", None),
    ],
)
def test_reads_a_date(text, day):
    assert as_date(text) == day
