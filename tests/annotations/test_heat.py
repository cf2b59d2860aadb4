"""How warm a paragraph is: right for any marks, kept through every act, and for ten thousand as for ten."""

from itertools import pairwise
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from studyapp.annotations.heat import LEVELS, Mark, cut, level, warmth
from studyapp.annotations.models import Annotation, Heat
from studyapp.annotations.services import marks, moderation, reactions
from studyapp.annotations.services.telling import SHOWN, Change, tell, tell_all
from studyapp.annotations.services.topics import open_topic
from studyapp.live.models import Event
from studyapp.studies.models import Study
from studyapp.studies.services.sealing import seal
from tests.annotations.acting import now
from tests.factories import join, make_note, make_reply, make_study

LENGTH = 40
SWEPT = 'AS "author_id", CASE'
places = st.tuples(st.integers(0, LENGTH), st.integers(0, LENGTH)).filter(lambda place: place[0] < place[1])
some_marks = st.lists(
    st.builds(
        lambda place, author, flag: Mark(*place, author, flag),
        places,
        st.integers(1, 5),
        st.sampled_from(["", "q", "k"]),
    ),
    max_size=30,
)


def naive(some: list[Mark], place: int) -> tuple[int, str]:
    there = [mark for mark in some if mark.start <= place < mark.end]
    return len({mark.author for mark in there}), "".join(sorted({mark.flag for mark in there} - {""}))


@given(some_marks, places)
def test_it_counts_as_one_would_by_hand(some, window):
    start, end = window
    spans = warmth(some, start=start, end=end)
    for place in range(start, end):
        lying = [(warm.people, warm.flags) for warm in spans if warm.start <= place < warm.end]
        assert lying == ([naive(some, place)] if naive(some, place)[0] else [])


@given(some_marks, places)
def test_spans_are_in_order_and_no_two_say_the_same(some, window):
    spans = warmth(some, start=window[0], end=window[1])
    assert all(warm.start < warm.end for warm in spans)
    for before, after in pairwise(spans):
        assert before.end <= after.start
        assert before.end < after.start or before[2:] != after[2:]


@given(some_marks, places)
def test_a_cut_is_what_would_have_been_counted_there(some, window):
    start, end = window
    assert cut(warmth(some, start=0, end=LENGTH), start=start, end=end) == warmth(some, start=start, end=end)


def test_levels():
    assert [level(people) for people in (0, 1, 2, 3, 4, 5, 6, 7, 300)] == [0, 1, 2, 3, 3, 4, 4, 5, 5]
    assert len(LEVELS) == 5


pytestmark = pytest.mark.django_db


def heat_of(study) -> dict[int, list]:
    return {row.paragraph: row.spans for row in Heat.objects.filter(study=study).order_by("paragraph")}


def test_a_mark_over_several_paragraphs_warms_each(reader):
    study = make_study(text="先把茶叶放进壶里。\n再等水开。\n倒水。\n喝茶。")
    make_note(article=study.article, author=reader, study=study, quote="壶里。\n再等水开。\n倒")
    assert heat_of(study) == {0: [[6, 9, 1, ""]], 10: [[10, 15, 1, ""]], 16: [[16, 17, 1, ""]]}
    assert Event.objects.get(topic__name=study.topic).data == {"paragraphs": [1, 2, 3]}


def test_what_one_person_marks_often_is_one_person(study, reader, other):
    for _ in range(3):
        make_note(article=study.article, author=reader, study=study, quote="茶叶")
    make_note(article=study.article, author=other, study=study, quote="茶叶放")
    assert heat_of(study) == {0: [[2, 4, 2, ""], [4, 5, 1, ""]]}


def test_private_marks_warm_nothing_and_are_told_nobody(study, reader):
    make_note(article=study.article, author=reader)
    assert not Heat.objects.exists()
    assert not Event.objects.exists()


def test_a_sealed_study_tells_nobody(study, reader, other):
    seal(study)
    told = Event.objects.filter(topic__name=study.topic).count()
    note = make_note(article=study.article, author=reader, study=now(study), kind="question", body="?")
    marks.rewrite(note, body="为什么", tags=[], edition=1)
    make_reply(note, author=other)
    reactions.agree(note, by=other)
    marks.delete(note)
    assert Event.objects.filter(topic__name=study.topic).count() == told


def test_nobody_is_told_of_an_act_that_began_before_it_was_sealed(study, reader):
    """The page of the form is older than the seal."""
    before = Study.objects.get(pk=study.pk)
    seal(study)
    told = Event.objects.filter(topic__name=study.topic).count()
    make_note(article=study.article, author=reader, study=before)
    assert Event.objects.filter(topic__name=study.topic).count() == told


def test_what_is_said_sweeps_nothing_over_the_text(study, reader, other, leader):
    """Of a paragraph with ten thousand marks that would take long."""
    note = make_note(article=study.article, author=reader, study=study, kind="question", body="为什么？")
    reply = make_reply(note, author=other)
    acts = [
        lambda: make_reply(note, author=other),
        lambda: reactions.agree(note, by=other),
        lambda: reactions.agree_with(reply, by=reader),
        lambda: moderation.lock(note),
        lambda: marks.rewrite(note, body="为什么要等？", tags=[], edition=1),
    ]
    for act in acts:
        with CaptureQueriesContext(connection) as asked:
            act()
        assert not any(SWEPT in query["sql"] for query in asked)
    with CaptureQueriesContext(connection) as asked:
        moderation.resolve(note)
    assert any(SWEPT in query["sql"] for query in asked)


def test_every_act_leaves_it_as_counted_anew(study, reader, leader, other):
    """Whatever happens, the row says what the notes say."""
    question = make_note(article=study.article, author=reader, study=study, kind="question", body="为什么？")
    acts = [
        lambda: make_note(article=study.article, author=other, study=study, quote="茶叶"),
        lambda: moderation.resolve(question),
        lambda: moderation.reopen(question),
        lambda: marks.delete(question),
        lambda: marks.restore(question),
        lambda: moderation.hide(question, by=leader, reason="无关"),
        lambda: moderation.unhide(question),
        lambda: marks.unshare(question),
        lambda: marks.share(question, study=study),
    ]
    for act in acts:
        act()
        kept = Heat.objects.values("spans", "notes", "questions", "top").get()
        tell_all([Change(now(question), study)])
        assert Heat.objects.values("spans", "notes", "questions", "top").get() == kept


def test_the_foremost_are_open_questions_then_what_is_talked_about(study, reader, other):
    def note(kind, **fields):
        return make_note(article=study.article, author=other, study=study, kind=kind, body="话", **fields)

    quiet, talked, asked, answered = note("thought"), note("thought"), note("question"), note("question")
    note("thought")
    moderation.resolve(answered)
    make_reply(talked, author=reader)
    reactions.agree(quiet, by=reader)
    top = Heat.objects.get().top
    assert top[:3] == [asked.pk, talked.pk, quiet.pk]
    assert len(top) == SHOWN


def test_a_topic_warms_nothing(study, reader):
    open_topic(study, author=reader, key=uuid4(), body="下次读什么？")
    assert not Heat.objects.exists()
    assert Event.objects.get().data == {"paragraphs": []}


def fill(study, author, count):
    revision = study.article.revision
    moment = timezone.now()
    Annotation.objects.bulk_create(
        Annotation(
            article=study.article, revision=revision, author=author[i % len(author)], study=study, kind="highlight",
            paragraph=0, start=i % 7, end=i % 7 + 2, quote="茶叶", key=uuid4(), shared_at=moment,
        )
        for i in range(count)
    )  # fmt: skip


def test_two_thousand_marks_cost_the_queries_of_two(group, study):
    people = [join(group) for _ in range(5)]
    fill(study, people, 2)
    note = make_note(article=study.article, author=people[0], study=study)
    with CaptureQueriesContext(connection) as few:
        tell(note)
    fill(study, people, 2_000)
    with CaptureQueriesContext(connection) as many:
        tell(note)
    assert len(few) == len(many)


def test_a_mark_over_very_many_lines_costs_the_queries_of_one_over_two(group, reader):
    study = make_study(text="\n".join(["茶。"] * 600))
    short = make_note(article=study.article, author=reader, study=study, quote="茶。\n茶。")
    long = make_note(article=study.article, author=reader, study=study, quote="\n".join(["茶。"] * 500))
    with CaptureQueriesContext(connection) as few:
        tell(short)
    with CaptureQueriesContext(connection) as many:
        tell(long)
    assert len(many) <= len(few) + 8  # the rows are written back a hundred at a time
    assert Heat.objects.filter(study=study).count() == 500
