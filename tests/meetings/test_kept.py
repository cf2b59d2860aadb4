"""Nothing that was saved is lost: texts, people and groups that go do not take a meeting or its record with them."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from studyapp.accounts.services import anonymise
from studyapp.groups.models import Role, StudyGroup
from studyapp.groups.services import change_role, leave, leave_all, purge_group, remove
from studyapp.importing.publishing import MarkedTextError, archive, is_marked, publish_to, replace_text, withdraw
from studyapp.meetings import recounting
from studyapp.meetings.models import FocusVisit, Meeting, Part
from studyapp.meetings.models.meetings import leaders
from studyapp.meetings.services import agenda, floor, leading, polls, records, running, turns
from studyapp.meetings.services.attending import check_in, excuse
from tests.factories import join, make_meeting, make_outline, make_study, make_user
from tests.meetings.somebody import comes, part, signed_in

pytestmark = pytest.mark.django_db

OTHER = "换成了别的文章。\n只有两段。"


def membership(group, user):
    return group.memberships.get(user=user)


def paragraph(meeting, number):
    return meeting.studies.get().article.revision.paragraphs.get(number=number)


def replaced(meeting):
    article = meeting.studies.get().article
    replace_text(article, make_outline(text=OTHER, title="另一篇"))


# Texts that go


def test_a_text_that_a_meeting_read_is_not_replaced(meeting, lead):
    leading.focus(meeting, paragraph=paragraph(meeting, 3), by=lead)
    assert is_marked(meeting.studies.get().article)
    with pytest.raises(MarkedTextError):
        replaced(meeting)
    assert recounting.content(leading.end(meeting)).startswith("《一碗茶的来路》第 3 段")


def test_the_agenda_says_where_its_text_was_replaced(group, lead):
    meeting = make_meeting(study=make_study(group=group, text="\n".join("水" * 400 for _line in range(9))), by=lead)
    agenda.propose(meeting, by=lead)
    desk = signed_in(lead)
    page = reverse("meetings:meeting", args=[meeting.pk])
    assert "第1–" in desk.get(page).text
    replaced(meeting)
    for address in (page, reverse("meetings:agenda", args=[meeting.pk])):
        assert "原文换过了" in desk.get(address).text
    stale = meeting.agenda.exclude(start=None).first()
    assert desk.get(reverse("meetings:edit_item", args=[stale.pk])).status_code == 200
    leading.start(meeting, by=lead)
    running.take_up(stale)
    for name in ("agenda", "turns", "now", "status"):
        part(desk, meeting, name)


def test_what_was_dropped_comes_back_though_its_text_is_gone(group, lead):
    meeting = make_meeting(study=make_study(group=group), by=lead)
    agenda.propose(meeting, by=lead)
    desk = signed_in(lead)
    item = meeting.agenda.exclude(start=None).first()
    desk.post(reverse("meetings:drop_item", args=[item.pk]))
    replaced(meeting)
    desk.post(reverse("meetings:undo_agenda", args=[meeting.pk]))
    assert meeting.agenda.get(title=item.title).revision is None
    desk.post(reverse("meetings:propose", args=[meeting.pk]))
    assert meeting.agenda.exclude(start=None).exclude(revision=None).exists()
    desk.post(reverse("meetings:undo_agenda", args=[meeting.pk]))
    assert meeting.agenda.filter(title=item.title).exists()


@pytest.mark.parametrize("goes", [withdraw, archive])
def test_a_text_may_be_taken_away_in_the_middle(meeting, lead, desk, goes, group):
    leading.focus(meeting, paragraph=paragraph(meeting, 3), by=lead)
    article = meeting.studies.get().article
    goes(article)
    for name in ("room", "console", "screen", "meeting"):
        assert desk.get(reverse(f"meetings:{name}", args=[meeting.pk])).status_code == 200
    step = reverse("meetings:focus", args=[meeting.pk])
    assert desk.post(step, {"step": "next"}).status_code == 422
    publish_to(article, everyone=False, groups=[group])
    assert desk.post(step, {"step": "next"}).status_code == 204
    meeting.refresh_from_db()
    assert meeting.focus_start == paragraph(meeting, 4).start
    goes(article)
    leading.end(meeting)
    assert "第 3–4 段" in desk.get(reverse("meetings:record", args=[meeting.pk])).text


def test_where_the_text_is_gone_a_step_leads_into_the_other(meeting, lead, desk, group):
    second = make_study(group=group, text="另一篇的第一段。\n第二段。")
    meeting.studies.add(second)
    leading.focus(meeting, paragraph=meeting.studies.first().article.revision.paragraphs.get(number=3), by=lead)
    withdraw(meeting.studies.exclude(pk=second.pk).get().article)
    assert desk.post(reverse("meetings:focus", args=[meeting.pk]), {"step": "next"}).status_code == 204
    meeting.refresh_from_db()
    assert meeting.revision == second.article.revision


# People who go


def over(meeting):
    return records.write(leading.end(meeting))


def said(record, name):
    return record.fields.get(name=name).text


def test_who_was_absent_and_then_left_stays_absent(meeting, group, lead):
    quiet, busy = (join(group, user=make_user(display_name=name)) for name in ("许一舟", "周远"))
    excuse(meeting, user=busy, reason="出差")
    record = over(meeting)
    assert {"许一舟", "周远：出差"} <= set(said(record, "absent").split("\n"))
    leave(membership(group, quiet))
    change_role(membership(group, busy), role=Role.OBSERVER, by=lead)
    record = records.write(Meeting.objects.get())
    assert "许一舟" in said(record, "absent")
    assert "周远：出差" in said(record, "absent")
    page = signed_in(lead).get(reverse("meetings:roll", args=[meeting.pk])).text
    assert "许一舟" in page


def test_who_spoke_and_then_left_keeps_their_words(meeting, group, lead):
    there, _client = comes(meeting, "方圆")
    speech = floor.give_floor(there)
    remove(membership(group, there.user), by=lead)
    floor.summarise(speech, summary="水从云里来", edition=1, by=lead)
    record = over(meeting)
    assert "方圆：水从云里来" in said(record, "speeches")
    assert "方圆" in said(record, "present")


def test_a_signed_record_keeps_the_names_of_who_is_gone_for_good(meeting, group, lead):
    there, _client = comes(meeting, "方圆")
    record = over(meeting)
    records.sign(record, by=lead, seen=records.digest(record))
    for user in (there.user, lead):
        leave_all(user)
        anonymise(user)
    owner = group.memberships.get(role=Role.OWNER).user
    page = signed_in(owner).get(reverse("meetings:record", args=[meeting.pk])).text
    assert "方圆" in page
    assert said(record, "present") == said(records.write(Meeting.objects.get()), "present")
    word = signed_in(owner).get(reverse("meetings:download_record", args=[meeting.pk]))
    assert word.status_code == 200


def test_an_unsigned_record_says_of_them_what_every_page_says(meeting, lead):
    there, _client = comes(meeting, "方圆")
    over(meeting)
    leave_all(there.user)
    anonymise(there.user)
    assert "方圆" not in said(records.write(Meeting.objects.get()), "present")
    assert signed_in(lead).get(reverse("meetings:record", args=[meeting.pk])).status_code == 200


@pytest.fixture
def named(group):
    return join(group, user=make_user(display_name="名叫主持"))


@pytest.fixture
def named_meeting(group, named, lead):
    parts = {Part.Role.FACILITATOR: [named], Part.Role.RECORDER: [named]}
    return make_meeting(study=make_study(group=group), by=lead, parts=parts)


def test_a_facilitator_who_left_does_not_stand_in_the_record(named_meeting, named, lead, group):
    leave(membership(group, named))
    assert signed_in(named).get(reverse("meetings:console", args=[named_meeting.pk])).status_code == 404
    record = over(leading.start(named_meeting, by=lead))
    assert said(record, "facilitator") == lead.get_full_name()
    assert said(record, "recorder") == ""


def test_a_facilitator_who_leaves_in_the_middle_stands_there(named_meeting, named, lead, group):
    meeting = leading.start(named_meeting, by=named)
    leave(membership(group, named))
    desk = signed_in(lead)
    assert desk.post(reverse("meetings:end", args=[meeting.pk])).status_code == 204
    record = records.write(Meeting.objects.get())
    assert said(record, "facilitator") == said(record, "recorder") == "名叫主持"


def test_who_became_an_observer_has_no_part_and_no_vote_any_more(named_meeting, named, lead, group):
    meeting = leading.start(named_meeting, by=lead)
    check_in(meeting, user=named)
    poll = polls.ask(meeting, question="烫吗？", choices=["烫", "不烫"])
    change_role(membership(group, named), role=Role.OBSERVER, by=lead)
    client = signed_in(named)
    assert client.get(reverse("meetings:console", args=[meeting.pk])).status_code == 404
    assert client.post(reverse("meetings:end", args=[meeting.pk])).status_code == 404
    assert client.post(reverse("meetings:answer", args=[poll.pk]), {"chosen": 0}).status_code in {404, 409}
    assert polls.counts(poll) == [0, 0]
    assert named not in leaders(meeting)


def test_the_recorder_is_who_handed_it_in_when_nobody_was_named(meeting, group, lead):
    comes(meeting, "何田", role=Role.RECORDER)
    _other, other_client = comes(meeting, "周远", role=Role.RECORDER)
    record = over(meeting)
    assert said(record, "recorder") == "何田、周远"
    other_client.post(reverse("meetings:hand_in", args=[meeting.pk]))
    assert said(records.write(Meeting.objects.get()), "recorder") == "周远"


# Groups that go


def test_a_group_ends_with_its_meetings_after_its_grace(meeting, group, lead):
    there, _client = comes(meeting, "方圆")
    leading.focus(meeting, paragraph=paragraph(meeting, 2), by=lead)
    speech = floor.give_floor(there)
    floor.summarise(speech, summary="说水", edition=1, by=lead)
    floor.raise_hand(there)
    poll = polls.ask(meeting, question="烫吗？", choices=["烫", "不烫"], is_anonymous=False)
    polls.answer(poll, attendance=there, chosen=[0])
    revision = meeting.studies.get().article.revision
    turns.share_out(meeting, revision=revision, start=0, end=40, readers=[there], a_minute=200)
    agenda.propose(meeting, by=lead)
    running.next_item(meeting, seen=None)
    record = over(meeting)
    records.sign(record, by=lead, seen=records.digest(record))
    records.add(record, text="补一句", by=lead)
    StudyGroup.objects.update(deleted_at=timezone.now())
    assert signed_in(lead).get(reverse("meetings:record", args=[meeting.pk])).status_code == 404
    StudyGroup.objects.update(deleted_at=None)
    assert signed_in(lead).get(reverse("meetings:record", args=[meeting.pk])).status_code == 200
    StudyGroup.objects.update(deleted_at=timezone.now() - timedelta(days=31))
    assert purge_group(group)
    assert not Meeting.objects.exists()
    assert not FocusVisit.objects.exists()
