"""From oneself to a group in one tap, and back unless others have replied."""

from datetime import timedelta

import pytest
from django.utils import timezone

from studyapp.annotations.models import Annotation, Heat, Reply
from studyapp.annotations.services import marks, moderation, reactions, threads
from studyapp.groups.models import Membership, Role
from studyapp.importing.publishing import publish_to
from studyapp.live.models import Event
from tests.annotations.acting import HTMX, act, by, look, now, page
from tests.factories import join, make_group, make_note, make_reply

pytestmark = pytest.mark.django_db


@pytest.fixture
def second(study, reader):
    """Another group of the reader's that reads the same article."""
    group = make_group(name="读书会")
    join(group, user=reader)
    publish_to(study.article, everyone=False, groups=[study.group, group])
    return study.article.studies.get(group=group)


def test_with_one_group_it_is_one_tap(client, reader, other, study, mine):
    assert "给「茶社」看" in page(client, mine)
    assert act(client, "share", mine).status_code == 303
    assert now(mine).study == study
    assert "只是我想。" in page(by(client, other), mine)
    assert Heat.objects.get().notes == 1


def test_in_place_it_says_who_sees_it_now(client, reader, study, mine):
    text = act(client, "share", mine, headers=HTMX).content.decode()
    assert text.lstrip().startswith(f'<article class="note thought own" id="note-{mine.pk}">')
    assert '<div class="toast"><span>「茶社」2 人可见</span>' in text
    assert f'id="reply-body-{mine.pk}"' in text


def test_with_two_groups_it_is_a_choice(client, reader, study, second, mine):
    for headers in ({}, {"headers": HTMX}):
        answer = act(client, "share", mine, **headers)
        assert answer.status_code == 422
        assert "「茶社」2 人可见" in answer.content.decode()
        assert "「读书会」2 人可见" in answer.content.decode()
    act(client, "share", mine, {"study": second.pk})
    assert now(mine).study == second


def test_a_key_point_goes_only_where_one_leads(client, reader, study, second):
    """Taken back from the group that one leads, it does not become another group's."""
    Membership.objects.filter(user=reader, group=study.group).update(role=Role.FACILITATOR)
    point = make_note(article=study.article, author=reader, study=study, kind="key-point")
    act(client, "unshare", point)
    text = page(client, point)
    assert "给「茶社」看" in text
    assert "给「读书会」看" not in text
    assert act(client, "share", point, {"study": second.pk}).status_code == 422
    assert act(client, "share", point, {"study": study.pk}).status_code == 303


@pytest.mark.parametrize("named", ["0", "x", "999"])
def test_a_group_that_is_not_ones_own(client, reader, mine, named):
    assert act(client, "share", mine, {"study": named}).status_code == 422
    assert now(mine).is_private


def test_who_only_listens_shares_nothing(client, observer, study):
    note = make_note(article=study.article, author=observer, kind="thought", body="旁听的想法")
    by(client, observer)
    assert "给「茶社」看" not in page(client, note)
    assert act(client, "share", note, {"study": study.pk}).status_code == 422


def test_taking_it_back_takes_it_from_everywhere_at_once(client, reader, other, study, ours):
    reactions.agree(ours, by=other)
    events = Event.objects.count()
    assert act(client, "unshare", ours).status_code == 303
    assert now(ours).is_private
    assert (ours.agree_count, ours.shared_at, Heat.objects.get().spans) == (0, None, [])
    assert Event.objects.count() > events
    assert look(by(client, other), "thread", ours).status_code == 404


def test_what_others_gave_it_is_asked_about_first(client, reader, other, ours):
    assert "会一起消失" not in page(client, ours)
    reactions.agree(ours, by=other)
    assert "会一起消失，不能撤销" in page(client, ours)


def test_once_others_have_replied_it_is_refused_kindly(client, reader, other, ours):
    make_reply(ours, author=other)
    answer = act(client, "unshare", ours)
    assert answer.status_code == 303
    assert "已经有人回复，不能收回；可以删去，回复会留着。" in client.get(answer.headers["Location"]).content.decode()
    answer = act(client, "unshare", ours, headers=HTMX)
    assert answer.status_code == 409
    assert "已经有人回复" in answer.content.decode()
    assert not now(ours).is_private


def test_ones_own_replies_do_not_hold_it(client, reader, ours):
    make_reply(ours, author=reader)
    act(client, "unshare", ours)
    assert now(ours).is_private
    assert not Reply.objects.exists()


def test_a_reply_that_was_taken_back_does_not_hold_it(reader, other, ours):
    threads.delete_reply(make_reply(ours, author=other))
    assert marks.unshare(ours) == []
    assert now(ours).is_private


def test_a_hidden_reply_holds_it(other, leader, ours):
    moderation.hide_reply(make_reply(ours, author=other), by=leader, reason="无关")
    assert marks.unshare(ours) == [ours]
    assert not now(ours).is_private


@pytest.mark.parametrize("name", ["share", "unshare", "delete", "restore"])
def test_it_is_the_authors_alone(client, leader, mine, ours, name):
    by(client, leader)
    for note in (mine, ours):
        assert act(client, name, note).status_code == 404
    assert Annotation.objects.filter(deleted_at=None, study=None).count() == 1


def test_what_was_deleted_comes_back_only_where_one_may_write(client, reader, ours):
    marks.delete(ours)
    Membership.objects.filter(user=reader).update(role=Role.OBSERVER)
    assert "撤销" not in page(client, ours)
    assert act(client, "restore", ours).status_code == 404


def test_what_was_deleted_long_ago_does_not_come_back_empty(client, reader, ours):
    marks.delete(ours)
    Annotation.objects.filter(pk=ours.pk).update(deleted_at=timezone.now() - timedelta(days=31))
    assert "撤销" not in page(client, ours)
    assert act(client, "restore", ours).status_code == 404
