"""Where a group has marked its text: bars for the eye, the same in words, one stop for who goes by the keyboard."""

import re

import pytest
from django.urls import reverse

from studyapp.guide.marked import Bar, bars, peaks
from studyapp.studies.services.sealing import seal
from tests.factories import join, make_note, make_study

pytestmark = pytest.mark.django_db
TEXT = "先把茶叶放进壶里。\n再等水开。水开要等三遍。\n最后倒进碗里。"


@pytest.fixture
def study(group):
    return make_study(group=group, text=TEXT)


def heat(client, study):
    shown = client.get(reverse("guide:study", args=[study.pk])).content.decode()
    return found[0] if (found := re.findall(r'<figure class="heat".*?</figure>', shown, re.DOTALL)) else ""


def mark(study, *quotes, by):
    for quote in quotes:
        make_note(article=study.article, author=by, study=study, quote=quote)


def test_it_is_said_in_words(client, reader, group, study):
    mark(study, "水开要等三遍。", "最后倒进碗里。", by=reader)
    mark(study, "水开要等三遍。", by=join(group))
    shown = heat(client, study)
    assert "划得最多的在第2段。" in shown
    assert re.findall(r">(第\d段)</a>\s*<span[^>]*>(\d 人)<", shown) == [("第2段", "2 人"), ("第3段", "1 人")]


def test_the_bars_are_no_stop_and_no_list_for_the_ear(client, reader, study):
    mark(study, "再等水开。", by=reader)
    strip = re.search(r'<ol class="heat-strip".*?</ol>', heat(client, study), re.DOTALL)[0]
    assert 'aria-hidden="true"' in strip.split(">")[0]
    assert strip.count("<a ") == strip.count('tabindex="-1"') == 3


def test_nothing_is_drawn_where_nobody_marked_or_nothing_shows_yet(client, reader, study):
    assert not heat(client, study)
    mark(study, "再等水开。", by=reader)
    seal(study)
    assert not heat(client, study)


def test_several_paragraphs_in_one_bar_are_called_by_first_and_last(reader, study):
    assert [bar.name for bar in bars(study, study.article.revision, user=reader)] == ["第1段", "第2段", "第3段"]
    assert Bar(4, 6, 2, 3, 1, begins=False).name == "第4–6段"


@pytest.mark.parametrize(("people", "found"), [
    ([1, 1, 1, 1], []),  # nothing stands out
    ([0, 2, 0, 1], [2]),
    ([3, 1, 3, 0], [1, 3]),
    ([2, 2, 2, 2], []),
    ([1, 0, 0, 0], [1]),
])  # fmt: skip
def test_what_stands_out(people, found):
    assert [
        bar.first for bar in peaks([Bar(n, n, each, 0, 1, begins=False) for n, each in enumerate(people, 1)])
    ] == found
