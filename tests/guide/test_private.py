"""What the pages of a study must not tell: of those who hide, of a text that was taken away, of notes that are gone."""

import re
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from studyapp.annotations.services import marks, moderation
from studyapp.glossary import services as glossary
from studyapp.groups.models import Role
from studyapp.groups.services import remove, share_progress
from studyapp.studies.models import Progress
from studyapp.studies.services.sealing import seal
from studyapp.studies.standing import Standing
from tests.factories import join, make_note, make_reply
from tests.studies.planned import hide_owner, member, plan, reads, study_of

pytestmark = pytest.mark.django_db
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="[^"]*"')
PAGES = ("study", "questions", "brief", "overview")


@pytest.fixture
def study(group):
    return study_of(group)


@pytest.fixture
def owner(group):
    return group.memberships.get(role=Role.OWNER).user


def seen(user, study, *names):
    browser = Client()
    browser.force_login(user)
    pages = [browser.get(reverse(f"guide:{name}", args=[study.pk])).content.decode() for name in names or PAGES]
    return TOKEN.sub("", "".join(page[page.index("<main") : page.index("</main>")] for page in pages))


@pytest.mark.parametrize("role", [Role.OBSERVER, Role.MEMBER, Role.FACILITATOR])
def test_what_somebody_who_hides_reads_changes_no_page_of_others(study, owner, role):
    for _ in range(4):
        reads(study, member(study), 1)
    hiding = member(study, "何清", shares=False)
    watcher = owner if role == Role.FACILITATOR else member(study, role=role)
    names = PAGES if role == Role.FACILITATOR else PAGES[:3]
    before = seen(watcher, study, *names)
    reads(study, hiding, 1, 2, 3)
    assert seen(watcher, study, *names) == before


@pytest.mark.parametrize("role", [Role.OBSERVER, Role.MEMBER, Role.FACILITATOR])
def test_what_one_and_two_read_changes_no_page_of_others(study, owner, role):
    """Nowhere finer than “from three on”: not even whether anybody has read it."""
    hide_owner(study)
    people = [member(study) for _ in range(4)]
    watcher = owner if role == Role.FACILITATOR else member(study, role=role, shares=False)
    names = PAGES if role == Role.FACILITATOR else PAGES[:3]
    before = seen(watcher, study, *names)
    for each in people[:2]:
        reads(study, each, 1, 3, standing=Standing.STUDIED)
        assert seen(watcher, study, *names) == before
    reads(study, people[2], 1)
    assert seen(watcher, study, *names) != before


def test_of_three_of_whom_one_hides_nothing_is_said(study, owner):
    other, hiding = member(study), member(study, "何清", shares=False)
    before = [seen(owner, study), seen(other, study, *PAGES[:3])]
    assert "还不到三位" in before[0]
    for number in (1, 2, 3):
        reads(study, hiding, number)
        reads(study, other, number)
        assert seen(owner, study) == before[0]
    share_progress(study.group.memberships.get(user=hiding), shares=True)
    share_progress(study.group.memberships.get(user=hiding), shares=False)
    assert seen(owner, study) == before[0]


def test_who_is_quiet_is_said_by_what_all_can_see(study, owner):
    """By notes and replies, which bear names; never by who has read, which does not."""
    people = [member(study) for _ in range(4)]
    assert "5 人里，有 5 人" in seen(owner, study, "overview")
    for each in people:
        reads(study, each, 1)
    assert "5 人里，有 5 人" in seen(owner, study, "overview")
    make_note(article=study.article, author=people[0], study=study, quote="水从山里来")
    assert "5 人里，有 4 人" in seen(owner, study, "overview")


def test_who_hides_later_or_goes_leaves_nothing(study, owner):
    hide_owner(study)
    for numbers in ([1], [1], [1, 2], [1, 2]):
        reads(study, member(study), *numbers)
    other = member(study, "何清", shares=False)
    reads(study, other, 1, 2)
    me = study.group.memberships.get(user=other)
    few = "二、走路</li>"
    assert few in seen(owner, study, "overview")
    share_progress(me, shares=True)
    assert few not in seen(owner, study, "overview")
    share_progress(me, shares=False)
    assert few in seen(owner, study, "overview")
    share_progress(me, shares=True)
    remove(me, by=owner)
    assert few in seen(owner, study, "overview")


def test_a_text_that_was_taken_away_is_quoted_nowhere(client, reader, study):
    plan(study, date(2030, 1, 1), None, None)
    for person in (reader, join(study.group)):
        make_note(
            article=study.article, author=person, study=study, kind="question", body="为什么？", quote="水从山里来"
        )
    entry = glossary.add(study.group, by=reader, words="水")
    addresses = [reverse("guide:home"), entry.get_absolute_url()]
    assert all("从山里来" in client.get(address).content.decode() for address in addresses[1:])
    study.article.archived_at = timezone.now()
    study.article.save()
    for name in PAGES:
        assert client.get(reverse(f"guide:{name}", args=[study.pk])).status_code == 404
    for address in addresses:
        shown = client.get(address).content.decode()
        assert "山里" not in shown
        assert "看水" not in shown


def test_what_was_hidden_or_deleted_is_in_no_list(study, owner):
    author, other = member(study, "何清"), member(study)
    notes = [
        make_note(article=study.article, author=author, study=study, kind="question", body=f"秘密{number}")
        for number in range(2)
    ]
    make_reply(notes[0], author=other, body="回了话")
    moderation.hide(notes[0], by=owner, reason="")
    marks.delete(notes[1])
    shown = seen(other, study, "study", "questions", "brief")
    assert "秘密" not in shown
    assert "何清</b>" not in shown


def test_a_private_note_is_in_no_number(study, owner):
    author, other = member(study, "何清"), member(study)
    before = seen(other, study, "study", "questions", "brief") + seen(owner, study)
    make_note(article=study.article, author=author, kind="question", body="只给自己的", quote="水从山里来")
    make_note(article=study.article, author=author, quote="水从山里来")
    assert seen(other, study, "study", "questions", "brief") + seen(owner, study) == before


def test_while_it_is_sealed_who_leads_does_not_learn_who_is_quiet(study, owner):
    author, *_ = [member(study) for _ in range(4)]
    seal(study)
    before = seen(owner, study)
    make_note(article=study.article, author=author, study=study, kind="thought", body="先想想。")
    assert seen(owner, study) == before


def test_sealing_changes_nothing_of_progress_and_notes_make_none(study, owner):
    people = [member(study) for _ in range(4)]
    for each in people[:3]:
        reads(study, each, 1)
    seal(study)
    shown = seen(owner, study, "study")
    assert "4 人读过" not in shown
    assert "3 人读过" in shown
    for quote in ("水从山里来", "路在水边"):
        make_note(article=study.article, author=people[3], study=study, quote=quote, kind="thought", body="先想想。")
    assert seen(owner, study, "study", "overview") == shown + seen(owner, study, "overview")
    assert not Progress.objects.filter(user=people[3]).exists()
