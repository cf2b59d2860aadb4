"""先独学后揭晓: a sealed study gives nothing of others away, to nobody, on no page; afterwards all appears.

What others write must not change one character of what a reader is sent.
"""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from studyapp.annotations.services import reactions, threads
from studyapp.annotations.services.topics import open_topic
from studyapp.annotations.services.visiting import begin_visit, unread
from studyapp.groups.models import Role
from studyapp.live.models import Event
from studyapp.studies.models import Study
from studyapp.studies.services.sealing import reveal, reveal_at, seal
from tests.factories import join, make_note, make_study, make_user

pytestmark = pytest.mark.django_db

TEXT = "先把茶叶放进壶里。\n再等水开。\n水开了，慢慢倒。"
SECRET = "谁也不该看见"
CHANGING = re.compile(  # from one answer to the next, whatever was written meanwhile
    r'[0-9A-Za-z]{64}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|<time[^>]*>[^<]*</time>|data-cursor="[^"]*"'
)
READERS = [Role.OBSERVER, Role.MEMBER, Role.FACILITATOR, Role.OWNER]


@pytest.fixture
def study(group):
    return make_study(group=group, text=TEXT)


@pytest.fixture
def other(group):
    return join(group, user=make_user(display_name="周远"))


def sealed(study):
    seal(study)
    return Study.objects.get(pk=study.pk)


def come(client, study, role):
    """Somebody of that role, signed in, with a note of their own to which somebody replied before the study was sealed.

    An observer's is private.
    """
    reader = join(study.group, user=make_user(display_name="林溪"), role=role)
    client.force_login(reader)
    shares = role > Role.OBSERVER
    own = make_note(
        article=study.article,
        author=reader,
        study=study if shares else None,
        kind="thought",
        body="我自己的",
        quote="茶叶",
    )
    return reader, own


def write(study, other, *, kinds=("highlight", "thought"), to=None):
    """All that somebody else can do in a study: marks, notes that name everybody, a topic, what is said to `to`."""
    for kind in kinds:
        make_note(article=study.article, author=other, study=study, kind=kind, body=f"@林溪 {SECRET}", quote="水开")
    open_topic(study, author=other, key=uuid4(), body=f"@林溪 {SECRET}")
    if to is not None and to.study_id:
        threads.reply(to, author=other, key=uuid4(), body=f"@林溪 {SECRET}")
        reactions.agree(to, by=other)


def addresses(study, own):
    article = study.article_id
    yield from (reverse(f"reading:{name}", args=[article]) for name in ("read", "unread"))
    yield reverse("reading:paragraph", args=[article, 2])
    yield reverse("reading:paragraphs", args=[article]) + "?n=1&n=2&n=3"
    yield from (reverse("reading:notes", args=[article, number]) for number in (1, 2))
    yield from (reverse(f"annotations:{name}", args=[study.pk]) for name in ("discussion", "people"))
    yield from (reverse(f"annotations:{name}", args=[own.pk]) for name in ("thread", "history"))
    yield reverse("groups:detail", args=[study.group_id])
    yield reverse("library:article", args=[article])
    yield from map(reverse, ("annotations:notebook", "inbox:list", "inbox:count", "guide:home", "library:shelf"))


def seen(client, study, own):
    """What a reader is sent, by address: pages, and parts of pages where there are such."""
    found = {}
    for address in addresses(study, own):
        for headers in ({}, {"HX-Request": "true"}) if address.startswith("/annotations/") else ({},):
            answer = client.get(address, headers=headers)
            found[address, *headers] = (
                answer.status_code,
                answer.headers.get("Location"),
                CHANGING.sub("…", answer.content.decode()),
            )
    return found


@pytest.mark.parametrize("role", READERS)
def test_what_others_write_changes_no_character_of_what_is_sent(client, study, other, role):
    study = sealed(study)
    reader, own = come(client, study, role)
    begin_visit(study, reader)
    before = seen(client, study, own)
    asks = ("question",) if role < Role.FACILITATOR else ()  # those who lead see the questions
    write(study, other, kinds=("highlight", "thought", *asks))
    after = seen(client, study, own)
    assert [address for address in before if before[address] != after[address]] == []


@pytest.mark.parametrize("role", [Role.MEMBER, Role.OWNER])
def test_what_was_there_before_is_put_away(client, study, other, role):
    _, own = come(client, study, role)
    write(study, other, kinds=("highlight", "thought"), to=own)
    study = sealed(study)
    words = "".join(html for *_, html in seen(client, study, own).values())
    assert SECRET not in words
    assert "data-heat" not in words
    assert "1 条回复" not in words
    assert "提到了你" not in words


def test_staff_see_no_more(client, study, other):
    study = sealed(study)
    write(study, other, kinds=("thought", "question"))
    client.force_login(make_user(is_staff=True))
    mine = make_note(article=study.article, author=make_user())
    assert SECRET not in "".join(html for *_, html in seen(client, study, mine).values())


@pytest.mark.parametrize("role", [Role.MEMBER, Role.OWNER])
def test_no_thread_of_others_is_open(client, study, other, role):
    study = sealed(study)
    come(client, study, role)
    note = make_note(article=study.article, author=other, study=study, kind="thought", body=SECRET)
    for act in ("thread", "history"):
        assert client.get(reverse(f"annotations:{act}", args=[note.pk])).status_code == 404
    for act in ("reply", "agree", "hide", "lock"):
        assert client.post(reverse(f"annotations:{act}", args=[note.pk]), {"key": str(uuid4())}).status_code == 404


def test_no_event_is_heard(client, study, other):
    study = sealed(study)
    _, own = come(client, study, Role.MEMBER)
    before = Event.objects.count()
    write(study, other, kinds=("highlight", "thought"), to=None)
    reactions.agree(own, by=other)
    assert Event.objects.count() == before


def test_questions_reach_the_facilitators_alone(client, study, other):
    study = sealed(study)
    asked = make_note(article=study.article, author=other, study=study, kind="question", body=SECRET)
    address = reverse("annotations:thread", args=[asked.pk])
    for role in READERS:
        come(client, study, role)
        assert (client.get(address).status_code == 200) == (role >= Role.FACILITATOR)
    leader = study.group.memberships.get(role=Role.FACILITATOR).user
    threads.reply(asked, author=leader, key=uuid4(), body="会上再说")
    client.force_login(other)
    assert "会上再说" in client.get(address).content.decode()
    assert "林溪 回复了你的疑问" in client.get(reverse("inbox:list")).content.decode()


@pytest.mark.parametrize("role", [Role.OBSERVER, Role.MEMBER, Role.OWNER])
def test_afterwards_all_appears(client, study, other, role):
    study = sealed(study)
    reader, own = come(client, study, role)
    begin_visit(study, reader)
    write(study, other, to=own)
    reveal(study)
    study = Study.objects.get(pk=study.pk)
    found = seen(client, study, own)

    def words(name, *args):
        return found[(reverse(name, args=args),)][-1]

    assert SECRET in words("reading:notes", study.article_id, 2)
    assert "data-heat" in words("reading:read", study.article_id)
    assert SECRET in words("annotations:discussion", study.pk)
    assert "提到了你" in words("inbox:list")
    assert unread(study, reader).exists()
    if own.study_id:
        assert SECRET in words("annotations:thread", own.pk)


def test_it_needs_no_act_when_the_time_has_come(client, study, other, monkeypatch):
    study = sealed(study)
    reader, _ = come(client, study, Role.MEMBER)
    begin_visit(study, reader)
    write(study, other, kinds=("thought",))
    reveal_at(study, moment=timezone.now() + timedelta(hours=1))
    write(Study.objects.get(pk=study.pk), other, kinds=("thought",))
    assert "提到了你" not in client.get(reverse("inbox:list")).content.decode()
    later = timezone.now() + timedelta(hours=2)
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert client.get(reverse("inbox:list")).content.decode().count("提到了你") == 4
    assert SECRET in client.get(reverse("annotations:discussion", args=[study.pk])).content.decode()
    assert unread(Study.objects.get(pk=study.pk), reader).count() == 4
