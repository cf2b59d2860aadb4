"""How far a reader says to be: marks in the contents, the offer where a section ends, the plan's words."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from studyapp.importing.publishing import withdraw
from studyapp.library.models import KeyPoint
from studyapp.studies.models import Mastery, Progress
from studyapp.studies.services.planning import Step, lay_plan
from studyapp.studies.services.progress import discuss
from studyapp.studies.standing import Standing
from tests.factories import join, make_article, make_group, make_user
from tests.studies.planned import plan, reads, study_of, units

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def study(group):
    return study_of(group)


def page(client, study):
    return client.get(reverse("reading:leaf", args=[study.article_id, 1])).content.decode()


def say(client, study, mark, *, htmx=False, of=None, **said):
    said = {"mark": mark, "revision": study.article.revision.pk, "leaf": 1, "study": of or study.pk, **said}
    address = reverse("reading:progress", args=[study.article_id])
    return client.post(address, said, headers=HTMX if htmx else {})


def said_by(reader):
    return list(Progress.objects.filter(user=reader).order_by("start").values_list("start", "standing"))


def mark(html, key):
    """The button of a section in the contents."""
    return html.split(f'id="mark-{key}"', 1)[1].split("</button>", 1)[0]


def offer(html, unit):
    return html.split(f'id="end-u{unit.start}"', 1)[1].split("</div>", 1)[0]


def test_one_tap_says_more_and_after_the_last_nothing_again(client, reader, study):
    start = units(study)[1].start
    for value, kept in (("1", [(start, 1)]), ("2", [(start, 2)]), ("0", [])):
        html = page(client, study)
        assert f'value="s2-{value}"' in mark(html, "s2")
        assert say(client, study, f"s2-{value}").status_code == 303
        assert said_by(reader) == kept


def test_where_a_section_ends_it_is_offered_and_can_be_taken_back(client, reader, study):
    unit = units(study)[0]
    html = page(client, study)
    assert html.index('id="p2"') < html.index(f'id="end-u{unit.start}"') < html.index('id="s2"')
    answer = say(client, study, f"u{unit.start}-2")
    assert answer.url.endswith(f"#end-u{unit.start}")
    pressed = offer(page(client, study), unit)
    assert f'value="u{unit.start}-0" aria-pressed="true"' in pressed
    say(client, study, f"u{unit.start}-0")
    assert said_by(reader) == []


def test_with_htmx_the_pieces_come_back(client, reader, study):
    answer = say(client, study, "s2-1", htmx=True)
    html = answer.content.decode()
    assert 'id="mark-s2"' in html
    assert 'id="mark-s1"' not in html
    assert f'id="end-u{units(study)[1].start}"' in html
    assert 'id="my-ring"' in html
    assert "progress:said" in answer.headers["HX-Trigger-After-Settle"]


def test_an_outer_section_says_it_of_all_in_it(client, reader, group):
    parts = (("一、看水", 1, 0), ("（一）水色", 2, 1), ("（二）水声", 2, 3), ("二、走路", 1, 5))
    text = "一、看水\n（一）水色\n青。\n（二）水声\n咕咚。\n二、走路\n路。"
    study = study_of(group, text=text, sections=parts)
    html = say(client, study, "s1-2", htmx=True).content.decode()
    assert [f'id="mark-s{number}"' in html for number in (1, 2, 3, 4)] == [True, True, True, False]
    assert len(said_by(reader)) == 2
    say(client, study, "s3-1")
    assert "s1-2" in mark(page(client, study), "s1")  # as far as all of it: read
    assert 'data-progress="read"' in mark(page(client, study), "s1")


def test_the_ring_says_how_much_is_known(client, reader, study):
    assert "我读过 0%" in page(client, study)
    reads(study, reader, 1, 2, 3)
    assert "我读过 100%" in page(client, study)


def test_a_text_without_sections_is_one_and_reading_alone_works_the_same(client):
    article = make_article(text="水从山里来。\n路在水边。", everyone=True)
    reader = make_user()
    client.force_login(reader)
    html = client.get(reverse("reading:leaf", args=[article.pk, 1])).content.decode()
    assert html.index('id="p2"') < html.index('id="end-u0"')
    said = {"mark": "u0-1", "revision": article.revision.pk, "leaf": 1}
    assert client.post(reverse("reading:progress", args=[article.pk]), said).status_code == 303
    assert said_by(reader) == [(0, 1)]


def test_what_the_group_discussed_shows_beside_what_i_read(client, reader, study):
    discuss(study, revision=study.article.revision, units=units(study)[:1])
    html = page(client, study)
    assert 'data-progress="discussed" data-own="unread"' in mark(html, "s1")
    assert "小组已讨论，我未读" in mark(html, "s1")
    assert "已讨论" in offer(html, units(study)[0])


def test_nothing_of_others_is_on_the_page(client, reader, study):
    before = page(client, study)
    for _ in range(4):
        reads(study, join(study.group), 1, 2, standing=Standing.STUDIED)
    assert before.count("progress-mark") == page(client, study).count("progress-mark")
    assert 'data-progress="studied" data-own' not in page(client, study)


@pytest.mark.parametrize("wrong", ["", "s2", "s2-3", "x1-1", "s-1", "s2-1 ", "s٢-1"])
def test_what_is_no_mark_is_refused(client, reader, study, wrong):
    assert say(client, study, wrong).status_code == 422


def test_what_the_text_does_not_have_leads_back_to_it(client, reader, study):
    for said in ({"mark": "s99-1"}, {"mark": "u7777-1"}, {"mark": "s1-1", "revision": study.article.revision.pk + 1}):
        mark_, rest = said["mark"], {key: value for key, value in said.items() if key != "mark"}
        assert say(client, study, mark_, **rest).url == reverse("reading:read", args=[study.article_id])
    answer = say(client, study, "s99-1", htmx=True)
    assert answer.headers["HX-Redirect"] == reverse("reading:read", args=[study.article_id])
    assert said_by(reader) == []


def test_no_study_of_others_divides_the_text(client, reader, study):
    other = study_of(make_group())
    assert say(client, study, "s1-1", of=other.pk).status_code == 303
    assert say(client, study, "s1-2", of="x").status_code == 303
    assert said_by(reader) == [(0, 2)]


def test_who_may_not_read_says_nothing(client, reader, study):
    withdraw(study.article)
    assert say(client, study, "s1-1").status_code == 404
    assert not Progress.objects.exists()


def test_key_points_are_got_hold_of_one_by_one(client, reader, study):
    point = KeyPoint.objects.create(revision=study.article.revision, title="看清水", start=5, end=11)
    address = reverse("reading:master", args=[study.article_id, point.pk])
    assert 'aria-pressed="false"' in page(client, study).split(f'id="mastery-{point.pk}"')[1][:200]
    assert client.post(address, {"mastered": "1"}).status_code == 303
    assert client.post(address, {"mastered": "1"}, headers=HTMX).status_code == 200
    assert Mastery.objects.filter(user=reader).count() == 1
    assert 'aria-pressed="true"' in page(client, study).split(f'id="mastery-{point.pk}"')[1][:200]
    client.post(address, {"mastered": "0"})
    assert not Mastery.objects.exists()
    assert client.post(address, {}).status_code == 422
    assert client.post(reverse("reading:master", args=[study.article_id, point.pk + 1]), {}).status_code == 404


def test_the_plan_stands_in_the_contents_and_above_its_sections(client, reader, study):
    revision, (one, two, _) = study.article.revision, units(study)
    tomorrow = timezone.localdate() + timedelta(days=1)
    steps = [
        Step(one.start, two.start, tomorrow, "水是什么颜色？"),
        Step(two.start, revision.length, None, "慢为谁而设？"),
    ]
    lay_plan(study, revision=revision, steps=steps)
    html = page(client, study)
    contents = html.split('id="contents"')[1].split("</nav>")[0]
    assert contents.index("明天前") < contents.index("水是什么颜色？") < contents.index("慢为谁而设？")
    text = html.split("<study-text")[1]
    assert text.index("水是什么颜色？") < text.index('id="s1"')
    assert text.index("慢为谁而设？") < text.index('id="s2"')
    reads(study, reader, 1)
    assert "明天前" not in page(client, study)


def test_a_step_within_a_section_divides_it(client, reader, group):
    study = study_of(group, text="水。\n山。\n路。\n灯。", sections=())
    lay_plan(study, revision=study.article.revision, steps=[Step(0, 6), Step(6, 12)])
    html = page(client, study)
    assert html.index('id="p2"') < html.index('id="end-u0"') < html.index('id="p3"') < html.index('id="end-u6"')
    say(client, study, "u0-1")
    assert "我读过 55%" in page(client, study)
    say(client, study, "u6-1")
    withdraw(study.article)
    assert len(said_by(reader)) == 2


def test_on_a_long_text_a_section_that_ends_on_another_leaf_is_offered_there(client, reader, group):
    lines = ["第1回", *["水从山里来，一路走，一路记。" * 30] * 60, "第2回", *["路在水边。" * 90] * 30]
    study = study_of(group, text="\n".join(lines), sections=(("第1回", 1, 0), ("第2回", 1, 61)))
    pages = [client.get(reverse("reading:leaf", args=[study.article_id, leaf])) for leaf in (1, 2, 3, 4)]
    ends = [answer.content.decode().count('class="unit-end"') for answer in pages if answer.status_code == 200]
    assert sum(ends) == 2
    assert ends[0] == 0
    assert 'id="mark-s1"' in pages[0].content.decode()


def test_the_number_of_queries_does_not_grow(client, group, reader):
    def queries(sections, members):
        lines = [words for number in range(sections) for words in (f"第{number}节", "水。")]
        parts = tuple((f"第{number}节", 1, 2 * number) for number in range(sections))
        study = study_of(group, text="\n".join(lines), sections=parts)
        plan(study, *[timezone.localdate()] * sections)
        for _ in range(members):
            reads(study, join(group), *range(1, sections + 1))
        reads(study, reader, 1)
        page(client, study)
        with CaptureQueriesContext(connection) as found:
            page(client, study)
        return len(found)

    assert queries(3, 1) == queries(50, 5)
