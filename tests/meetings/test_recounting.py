"""What happened, told in the words of a record; and nothing that was not for all."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils.translation import override

from studyapp.annotations.models import Annotation
from studyapp.annotations.services.moderation import resolve
from studyapp.groups.models import Role
from studyapp.meetings import recounting
from studyapp.meetings.models import AgendaItem, FocusVisit, Meeting, Parked
from studyapp.meetings.services import leading, records
from studyapp.meetings.services.agenda import add_item
from studyapp.meetings.services.attending import admit_guest, check_in, excuse
from studyapp.meetings.services.floor import give_floor, summarise
from studyapp.meetings.services.running import take_up
from studyapp.studies.models import Study
from tests.factories import join, make_meeting, make_note, make_reply, make_study, make_user

pytestmark = pytest.mark.django_db

NINE = datetime(2024, 5, 23, 11, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def language():
    """Records are written in it; a page of a test before may have left another."""
    with override("zh-hans"):
        yield


@pytest.fixture
def study():
    return make_study(text="先把茶叶放进壶里。\n再等水开。\n慢慢倒。\n喝。")


@pytest.fixture
def owner(study):
    return study.group.memberships.get(role=Role.OWNER).user


@pytest.fixture
def meeting(study, owner):
    return leading.start(make_meeting(study=study, guests_allowed=True, time_zone="Asia/Shanghai"), by=owner)


def test_time_is_on_the_clock_of_the_meeting(meeting):
    meeting.started_at, meeting.ended_at = NINE, NINE + timedelta(minutes=71)
    assert recounting.when(meeting) == "2024年5月23日（周四）19:30–20:41，71 分钟"
    meeting.time_zone = "America/New_York"
    assert "07:30–08:41" in recounting.when(meeting)
    meeting.time_zone = "Nowhere/Else"
    assert "11:30" in recounting.when(meeting)


def test_it_says_another_day_at_the_end(meeting):
    meeting.started_at, meeting.ended_at = NINE, NINE + timedelta(hours=6)
    assert "19:30–2024年5月24日 01:30" in recounting.when(meeting)


def test_people(meeting, study, owner):
    names = ("林溪", "何清", "许一舟", "周远")
    here, excused, missing, late = (join(study.group, user=make_user(display_name=name)) for name in names)
    join(study.group, user=make_user(display_name="旁听的"), role=Role.OBSERVER)
    check_in(meeting, user=here)
    excuse(meeting, user=excused, reason="出差")
    check_in(meeting, user=late, by=owner)
    admit_guest(meeting, name="欧阳若水")
    meeting = leading.end(meeting)
    join(study.group, user=make_user(display_name="后来的"))
    assert recounting.present(meeting) == "李梅、林溪、周远（补签）（3 人）"
    assert recounting.observing(meeting) == "欧阳若水（1 人）"
    assert recounting.absent(meeting) == "何清：出差\n许一舟"
    assert missing.pk


def test_content(meeting, study):
    revision = study.article.revision
    for number, minutes in ((1, 2), (2, 3), (4, 1), (2, 1)):
        row = revision.paragraphs.get(number=number)
        span = {"began_at": NINE, "ended_at": NINE + timedelta(minutes=minutes)}
        FocusVisit.objects.create(meeting=meeting, revision=revision, start=row.start, number=number, **span)
    assert recounting.content(meeting) == "《一碗茶的来路》第 1–2、4 段，7 分钟"


def test_a_heading_has_no_number(meeting, study):
    revision = study.article.revision
    FocusVisit.objects.create(meeting=meeting, revision=revision, start=0, began_at=NINE, ended_at=NINE)
    assert recounting.content(meeting) == "《一碗茶的来路》，1 分钟"


@pytest.mark.parametrize(
    ("numbers", "words"), [([], ""), ([3], "3"), ([1, 2], "1–2"), ([1, 2, 3, 5, 8, 9], "1–3、5、8–9")]
)
def test_ranges(numbers, words):
    assert recounting.ranges(numbers) == words


def test_manner_is_what_was_done(meeting):
    talk = add_item(meeting, title="谈", minutes=5, kind=AgendaItem.Kind.TALK)
    add_item(meeting, title="没到", minutes=5, kind=AgendaItem.Kind.POLL)
    pause = add_item(meeting, title="歇", minutes=5, kind=AgendaItem.Kind.BREAK)
    for item in (talk, pause, talk):
        take_up(item)
    take_up(pause)
    assert recounting.manner(meeting) == "发言"


def test_questions(meeting, study, owner):
    article = study.article
    asked = make_note(article=article, author=owner, study=study, kind="question", body="几分烫？")
    put_off = make_note(article=article, author=owner, study=study, kind="question", body="几分满？", quote="慢慢倒。")
    make_note(article=article, author=owner, study=study, kind="question", body="没人提起")
    resolve(asked, answer=make_reply(asked, author=owner, body="八分。"))
    add_item(meeting, title="疑问", minutes=5, question=asked)
    Parked.objects.create(meeting=meeting, annotation=put_off)
    Parked.objects.create(meeting=meeting, text="谁洗杯子？")
    told = recounting.questions(meeting)
    assert "问：几分烫？（第 1 段）\n答：八分。" in told
    assert "几分满？" in told
    assert told.endswith("谁洗杯子？\n会后再议")
    assert "没人提起" not in told


def test_notes_come_to_paper_without_their_markdown():
    assert recounting.in_words("> 要先走过\n\n**八分**，\n- 不再多 <w:p>") == "要先走过\n八分，\n不再多 <w:p>"


SECRET = "这一句谁也不给看"


def everything(meeting):
    meeting = Meeting.objects.get(pk=meeting.pk)
    return "\n".join(told(meeting) for _label, told in recounting.FIELDS.values())


def test_no_private_note_stands_in_it(meeting, study, owner):
    private = make_note(article=study.article, author=owner, kind="question", body=SECRET)
    add_item(meeting, title="疑问", minutes=5, question=private)
    Parked.objects.create(meeting=meeting, annotation=private)
    assert SECRET not in everything(meeting)


@pytest.mark.parametrize("state", ["hidden_at", "deleted_at"])
def test_nothing_hidden_or_deleted_stands_in_it(meeting, study, owner, state):
    note = make_note(article=study.article, author=owner, study=study, kind="question", body=SECRET)
    Parked.objects.create(meeting=meeting, annotation=note)
    assert SECRET in everything(meeting)
    Annotation.objects.filter(pk=note.pk).update(**{state: NINE})
    assert SECRET not in everything(meeting)


def test_nothing_of_a_sealed_study_stands_in_it(client, meeting, study, owner):
    note = make_note(article=study.article, author=owner, study=study, kind="question", body=SECRET)
    add_item(meeting, title="疑问", minutes=5, question=note)
    Study.objects.update(sealed_at=NINE, reveals_at=None)
    assert SECRET not in everything(meeting)
    meeting = leading.end(meeting)
    client.force_login(owner)
    assert SECRET not in client.get(f"/meetings/{meeting.pk}/record/").content.decode()
    assert not records.write(meeting).fields.filter(text__contains=SECRET).exists()


def test_nothing_of_another_group_stands_in_it(meeting):
    other = make_study()
    asker = join(other.group)
    note = make_note(article=other.article, author=asker, study=other, kind="question", body=SECRET)
    Parked.objects.create(meeting=meeting, annotation=note)
    assert SECRET not in everything(meeting)


def test_nobody_writes_a_line_of_somebody_else(meeting, owner):
    """A speaker puts right what was written of them, in as many lines as they like."""
    guest, _token = admit_guest(meeting, name="欧阳若水")
    speech = give_floor(guest)
    summarise(speech, summary="水要烫。\n李梅：我辞职。", edition=1, by=None)
    assert recounting.speeches(meeting) == "欧阳若水：水要烫。 李梅：我辞职。"
