"""The big screen: all in the room read it, so nothing comes on it that not all may read."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from studyapp.annotations.models import Annotation
from studyapp.annotations.services import marks, moderation, threads
from studyapp.groups.models import Role
from studyapp.live.models import Event
from studyapp.meetings import codes
from studyapp.meetings.models import AgendaItem
from studyapp.meetings.services import floor, leading, polls, running, turns
from studyapp.meetings.services.attending import check_in
from studyapp.studies.models import Study
from studyapp.studies.services import sealing
from tests.factories import join, make_meeting, make_note, make_study, make_user

pytestmark = pytest.mark.django_db
TEXT = "\n".join(f"第{number}句，水从山里来。" for number in range(1, 9))


@pytest.fixture
def study(group):
    return make_study(group=group, text=TEXT)


@pytest.fixture
def lead(group, client):
    lead = join(group, user=make_user(display_name="李带读"), role=Role.FACILITATOR)
    client.force_login(lead)
    return lead


@pytest.fixture
def meeting(study, lead):
    return leading.start(make_meeting(study=study, by=lead), by=lead)


def take_to(meeting, number, by):
    return leading.focus(meeting, paragraph=meeting.studies.get().article.revision.paragraphs.get(number=number), by=by)


def screen(client, meeting, **headers):
    answer = client.get(f"/meetings/{meeting.pk}/screen/", headers=headers)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_paragraph_stands_between_its_neighbours(client, meeting, lead):
    take_to(meeting, 4, lead)
    shown = screen(client, meeting)
    assert re.findall(r'<span class="paragraph-number">(\d)', shown) == ["3", "4", "5"]
    assert shown.count('aria-current="true"') == 1


def test_a_swap_gets_only_what_is_on_it(client, meeting):
    shown = screen(client, meeting, **{"HX-Request": "true"})
    assert shown.lstrip().startswith("<main")


def test_agenda_speaker_next_and_poll_are_on_it(client, meeting, lead, group):
    item = AgendaItem.objects.create(meeting=meeting, position=1, title="先议疑问", minutes=20)
    running.take_up(item)
    speaker = check_in(meeting, user=join(group, user=make_user(display_name="周发言")))
    waiting = check_in(meeting, user=join(group, user=make_user(display_name="方等候")))
    floor.give_floor(speaker)
    floor.raise_hand(waiting)
    poll = polls.ask(meeting, question="听懂了吗？", choices=["听懂了", "想再讲讲"])
    polls.answer(poll, attendance=waiting, chosen=[1])
    shown = screen(client, meeting)
    for words in ("先议疑问", "1/1", "周发言", "方等候", "听懂了吗？", "想再讲讲"):
        assert words in shown
    assert 'data-minutes="20"' in shown


def test_the_code_is_new_every_half_minute(client, meeting, monkeypatch):
    now = timezone.now()
    seen = set()
    for seconds in (0, 31, 62):
        monkeypatch.setattr("studyapp.meetings.codes.timezone.now", lambda late=seconds: now + timedelta(seconds=late))
        answer = client.get(f"/meetings/{meeting.pk}/screen/code/").content.decode()
        code = re.search(r'screen-code">(\w{4}) (\w{4})<', answer)
        seen.add(code[1] + code[2])
        assert codes.is_accepted(meeting.nonce, code[1] + code[2])
    assert len(seen) == 3


def test_nothing_private_comes_on_it(client, meeting, lead, study, group):
    for author in (lead, join(group)):
        make_note(article=study.article, author=author, quote="第4句", kind="thought", body="只给自己看")
        make_note(article=study.article, author=author, quote="水从山里来", kind="highlight")
    take_to(meeting, 4, lead)
    shown = screen(client, meeting)
    for secret in ("<mark", "data-own", "只给自己看", "data-heat"):
        assert secret not in shown


def test_what_the_group_marked_is_on_it_once_it_is_revealed(client, meeting, lead, study, group):
    note = make_note(article=study.article, author=join(group), study=study, quote="第4句", kind="thought", body="想")
    take_to(meeting, 4, lead)
    assert "data-heat" in screen(client, meeting)
    assert "data-own" not in screen(client, meeting)
    assert "想" not in screen(client, meeting).split("<main")[1].split("</main")[0]
    Study.objects.filter(pk=study.pk).update(sealed_at=timezone.now())
    assert "data-heat" not in screen(client, meeting)
    assert note.study == study


def test_a_note_is_shown_as_long_as_all_may_read_it(client, meeting, lead, study, group):
    note = make_note(article=study.article, author=join(group), study=study, kind="question", body="水从哪里来？")
    leading.show_note(meeting, note)
    take_to(meeting, 1, lead)
    assert "水从哪里来？" in screen(client, meeting)
    for gone in ({"hidden_at": timezone.now()}, {"study": None}, {"deleted_at": timezone.now()}):
        kept = {name: getattr(note, name) for name in gone}
        Annotation.objects.filter(pk=note.pk).update(**gone)
        assert "水从哪里来？" not in screen(client, meeting)
        Annotation.objects.filter(pk=note.pk).update(**kept)
    Study.objects.filter(pk=study.pk).update(sealed_at=timezone.now())
    assert "水从哪里来？" not in screen(client, meeting)


ENDS = {  # how a note stops being for all to read, by the services that do it
    "deleted": lambda note, lead: marks.delete(note),
    "taken back": lambda note, lead: marks.unshare(note),
    "hidden": lambda note, lead: moderation.hide(note, by=lead, reason="不合适"),
    "sealed": lambda note, lead: sealing.seal(note.study),
}


@pytest.mark.parametrize("end", ENDS.values(), ids=ENDS)
def test_a_note_that_not_all_may_read_any_more_is_taken_down_at_once(client, meeting, lead, study, group, end):
    """And told at once, not merged with marks, so that no screen goes on to show it."""
    note = make_note(article=study.article, author=join(group), study=study, kind="question", body="水从哪里来？")
    leading.show_note(meeting, note)
    told = Event.objects.filter(topic__name=meeting.topic, kind="screen")
    before = told.count()
    end(note, lead)
    assert told.count() == before + 1
    meeting.refresh_from_db()
    assert meeting.shown is None
    assert "水从哪里来？" not in screen(client, meeting)


def test_a_note_that_comes_back_does_not_come_back_on_it(client, meeting, lead, study, group):
    note = make_note(article=study.article, author=join(group), study=study, kind="question", body="水从哪里来？")
    leading.show_note(meeting, note)
    marks.unshare(note)
    marks.share(note, study=study)
    assert "水从哪里来？" not in screen(client, meeting)


def test_a_note_that_is_rewritten_is_shown_as_it_is_now(client, meeting, lead, study, group):
    note = make_note(article=study.article, author=join(group), study=study, kind="question", body="水从哪里来？")
    leading.show_note(meeting, note)
    told = Event.objects.filter(topic__name=meeting.topic, kind="screen")
    before = told.count()
    marks.rewrite(note, body="山从哪里来？", tags=(), edition=1)
    assert told.count() == before + 1
    assert "山从哪里来？" in screen(client, meeting)


def test_marks_of_others_do_not_trouble_the_screen(meeting, lead, study, group):
    leading.show_note(meeting, make_note(article=study.article, author=lead, study=study, kind="thought", body="水"))
    before = Event.objects.filter(topic__name=meeting.topic).count()
    make_note(article=study.article, author=join(group), study=study)
    assert Event.objects.filter(topic__name=meeting.topic).count() == before


def test_replies_and_their_words_stay_off(client, meeting, lead, study, group):
    note = make_note(article=study.article, author=join(group), study=study, kind="question", body="水从哪里来？")
    threads.reply(note, author=lead, key="6f9619ff-8b86-d011-b42d-00c04fc964ff", body="从回复里来")
    leading.show_note(meeting, note)
    assert "从回复里来" not in screen(client, meeting)


def test_after_the_end_it_says_so_and_shows_no_text_until_the_meeting_goes_on(client, meeting, lead):
    take_to(meeting, 4, lead)
    meeting = leading.end(meeting)
    shown = screen(client, meeting)
    assert "散会了，谢谢大家。" in shown
    assert "水从山里来" not in shown
    assert "第4句" in screen(client, leading.resume(meeting))


def test_after_the_end_there_is_no_code(client, meeting):
    leading.end(meeting)
    shown = screen(client, meeting)
    assert "散会了" in shown
    assert codes.current_code(meeting.nonce)[:4] not in shown


@pytest.mark.parametrize("role", [Role.OBSERVER, Role.MEMBER, Role.RECORDER])
def test_others_do_not_open_it(client, meeting, group, role):
    client.force_login(join(group, role=role))
    for what in ("screen", "screen/code", "console"):
        assert client.get(f"/meetings/{meeting.pk}/{what}/").status_code == 404


def test_who_reads_aloud_and_who_is_next_are_on_it(client, meeting, lead, group, study):
    readers = [check_in(meeting, user=join(group, user=make_user(display_name=name))) for name in ("林先读", "何后读")]
    revision = study.article.revision
    end = revision.paragraphs.get(number=8).end
    turns.share_out(meeting, revision=revision, start=0, end=end, readers=readers, a_minute=200)
    turns.next_turn(meeting, seen=None, by=lead)
    shown = screen(client, meeting)
    reader = shown[shown.index("screen-reader") :]
    assert reader.index("在读") < reader.index("林先读") < reader.index("下一位") < reader.index("何后读")


@pytest.mark.parametrize(
    ("choices", "is_wide"),
    [(["懂", "不懂"], False), (["a", "b", "c", "d"], True), (["想请主持人再讲讲", "不用"], True)],
)
def test_a_poll_that_needs_room_stands_below_the_text(client, meeting, choices, is_wide):
    polls.ask(meeting, question="听懂了吗？", choices=choices)
    shown = screen(client, meeting)
    assert (shown.index("screen-poll") < shown.index("screen-side")) == is_wide
