"""What nobody but its author may see is looked for everywhere, by everybody. Every address is walked to."""

import logging
from collections.abc import Iterator
from uuid import uuid4

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.core import mail
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from studyapp.accounts.models import User
from studyapp.annotations.models import Annotation, Reply, Tag, Wording
from studyapp.groups.models import Invitation, Membership, Role, StudyGroup
from studyapp.groups.services import remove
from studyapp.importing.models import Draft
from studyapp.importing.services import draft_of
from studyapp.inbox.models import Notification
from studyapp.library.models import Article
from studyapp.meetings.models import Part, Speech, Turn
from studyapp.meetings.panels import LEADING, PANELS
from studyapp.meetings.presence import cookie_of
from studyapp.meetings.services.records import write
from studyapp.reflections.models import Reflection, Version
from studyapp.studies.models import Study
from tests.annotations.met import GUEST, HIDDEN, MOST, REASON, ROWS_OF_MEETINGS, SEEN_BY_ALL, met, unpacked
from tests.factories import join, make_article, make_group, make_invitation, make_reply, make_user
from tests.reflections.planted import plant
from tests.walking import Address, every_address

pytestmark = pytest.mark.django_db

SECRET = "缸底的青花"  # stands in everything that is private
TO_OTHERS = "壶盖上的裂纹"  # in what was written to another group
PART = "底的青"  # what somebody might look for, who has guessed a part of it
TEXT = "先把茶叶放进壶里。\n再等水开。\n水开了再等一会儿。"
HTMX = {"HX-Request": "true"}
AUTHOR = "author"
THEIRS = "of the other group"
VIEWERS = {  # a few at once: to make the world takes longer than to walk through it
    "of the group": ("member", "observer"),
    "from outside": ("removed", "outsider", "anonymous", "guest", THEIRS),
    "leading": ("facilitator", "owner"),
    "staff": ("staff", "superuser"),
}


class Listener(logging.Handler):
    """Hears everything that is logged, at every level, and remembers the lines with something private in them."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.told: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        line = f"{record.getMessage()} {record.exc_info[1] if record.exc_info else ''}"
        if any(word in line for word in (SECRET, TO_OTHERS, REASON, HIDDEN, GUEST)):
            self.told.append(line)


@pytest.fixture(autouse=True)
def heard():
    listener, root = Listener(), logging.getLogger()
    level = root.level
    root.addHandler(listener)
    root.setLevel(logging.DEBUG)
    yield listener.told
    root.removeHandler(listener)
    root.setLevel(level)


@pytest.fixture(autouse=True)
def no_reading_beside(monkeypatch):
    """Nothing is uploaded here."""
    monkeypatch.setattr("studyapp.importing.queue.start_reading", lambda: None)


@pytest.fixture
def people():
    group, other = make_group(), make_group(name="晨读会")
    roles = {"member": Role.MEMBER, "observer": Role.OBSERVER, "facilitator": Role.FACILITATOR, "removed": Role.MEMBER}
    found = {name: join(group, user=make_user(display_name=name), role=role) for name, role in roles.items()}
    found |= {
        "owner": group.members.get(memberships__role=Role.OWNER),
        AUTHOR: join(other, user=join(group, user=make_user(display_name="宋岩"))),
        THEIRS: join(other, role=Role.FACILITATOR),
        "outsider": make_user(),
        "staff": make_user(is_staff=True),
        "superuser": make_user(is_staff=True, is_superuser=True),
    }
    remove(group.memberships.get(user=found["removed"]), by=found["owner"])
    return found


class Author:
    """Writes by the same forms as everybody."""

    def __init__(self, user: User) -> None:
        self.client = Client()
        self.client.force_login(user)

    def note(
        self, article: Article, *, study: Study | None = None, quote: str = "茶叶", **fields: object
    ) -> Annotation:
        start = TEXT.index(quote)
        data = {"key": uuid4(), "kind": "thought", "body": SECRET, "tags": SECRET, "revision": article.revision.pk}
        place = {"start": start, "end": start + len(quote), "quote": quote, "audience": study.pk if study else ""}
        response = self.client.post(reverse("reading:mark", args=[article.pk]), data | place | fields, headers=HTMX)
        assert response.status_code == 201, response.content.decode()
        return Annotation.objects.latest("pk")

    def act(self, name: str, row: Annotation | Reply, **data: object) -> None:
        response = self.client.post(reverse(f"annotations:{name}", args=[row.pk]), data)
        assert response.status_code == 303, (name, response.content.decode())


@pytest.fixture
def world(people):
    """Notes with the secret in them, of every kind and after everything that can happen to one."""
    group, other = StudyGroup.objects.order_by("pk")[:2]
    article = make_article(text=TEXT, everyone=True, groups=(group, other))
    sealed = make_article(text=TEXT, title="还没揭晓的", groups=(group,)).studies.get()
    Study.objects.filter(pk=sealed.pk).update(sealed_at=timezone.now())
    study, elsewhere = article.studies.get(group=group), article.studies.get(group=other)
    author = Author(people[AUTHOR])
    plain = {"body": "平常的话", "tags": ""}

    author.note(article, kind="highlight", body="", line="double")
    author.note(article, body=f"{SECRET} @facilitator @owner")
    author.note(article, kind="question", quote="水开了")
    author.act("delete", author.note(article))
    before = author.note(article, quote="再等水开")  # what it said before it was shared
    author.act("rewrite", before, edition=1, **plain)
    author.act("share", before, study=study.pk)
    again = author.note(article, study=study, quote="一会儿", **plain)  # what it said between two times
    author.act("unshare", again)
    author.act("rewrite", again, edition=1, body=SECRET, tags=SECRET)
    author.act("rewrite", again, edition=2, **plain)
    author.act("share", again, study=study.pk)
    author.act("unshare", author.note(article, study=study))  # shared once, and taken back
    author.note(article, study=study, quote="壶里", body="平常的话")  # its tags are the author's own
    gone = author.note(article, study=study, tags="")  # of which a place is left
    make_reply(gone, author=people["member"])
    said = make_reply(gone, author=people[AUTHOR], body=SECRET)
    author.act("delete_reply", said)
    author.act("delete", gone)
    author.note(sealed.article, study=sealed)
    author.note(article, study=elsewhere, body=TO_OTHERS, tags="")
    plant(author.client, study, secret=SECRET)
    make_invitation(group=group)
    draft_of(article, by=people["staff"])
    meetings = met(people, study=study, sealed=sealed, writer=author)
    return {"article": article, "study": study, "sealed": sealed, "elsewhere": elsewhere} | meetings


def pks(model: type) -> list[int]:
    return list(model._base_manager.order_by("pk").values_list("pk", flat=True))


ROWS = {  # what the numbers in addresses are, by how these begin; elsewhere the rows of the app whose address it is
    "read": [Article], "library": [Article], "groups": [StudyGroup, Membership, Invitation], "desk": [Draft, Article],
    "studies": [Study], "annotations": [Annotation], "notebook": [Annotation], "replies": [Reply],
    "inbox": [Notification], "account": [User], "reflections": [Reflection], **ROWS_OF_MEETINGS,
}  # fmt: skip
SETTLED = {  # acts there lead to no note, or to pages that are walked to anyway
    "", "account", "admin", "desk", "groups", "i", "i18n", "library", "meetings", "m", "records",
}  # fmt: skip


def choices(address: Address) -> dict[str, list[object]]:
    """The values worth trying for each name in the address."""
    begin, *rest = address.route.split("/")
    app = address.name.split(":")[0]
    there = ROWS.get("/".join([begin, *rest[:1]])) or ROWS.get(begin)
    models = there or (list(apps.get_app_config(app).get_models()) if app in apps.app_configs else [])
    if begin == "admin" and rest[0] in apps.app_configs:
        models = [apps.get_model(rest[0], rest[1])]
    rows = sorted({pk for model in models for pk in pks(model)[-MOST.get(model, 99) :]}) or [1]
    known = {"number": [1, 2, 3], "act": ["rename"], "token": ["x"], "key": ["x"], "uidb36": ["1"], "url": ["x"]}
    known |= {"app_label": ["accounts", "library"], "content_type_id": [1, 2, 3], "code": ["x"]}
    known["version_pk"] = pks(Version)[:2]
    known |= {"name": [*PANELS, *LEADING], "speech": pks(Speech), "turn": pks(Turn)}
    return {name: known.get(name, rows) for name in address.values}


def posted(world: dict[str, Article | Study]) -> dict[str, object]:
    """Something for every field that a form may have."""
    notes = pks(Annotation)
    mark = {"kind": "highlight", "start": 0, "end": 2, "quote": "先把", "revision": world["article"].revision.pk}
    words = {"key": uuid4(), "body": "平常的话", "edition": 1, "version": 1, "reason": "试试"}
    words["study"] = world["study"].pk
    return {**mark, **words, "note": notes[0], "chosen": notes, "shown": notes, "gone": notes, "whole": "1", "q": PART}


def asked() -> dict[str, object]:
    """What an address may be asked with."""
    notes = pks(Annotation)
    return {"q": PART, "n": [1, 2, 3], "all": "1", "gone": notes, "note": notes[1], "undo": notes[3], "after": 1}


def shown(response: object) -> str:
    """All that a browser gets to know. A stream never begins here: the log of events is looked through by itself."""
    if response.streaming:
        return str(response.headers)
    words = unpacked(response.content) if response.content.startswith(b"PK") else response.content
    return words.decode(errors="replace") + str(response.headers) + str(response.cookies)


def visits(client: Client, world: dict[str, Article | Study], *, acts: bool) -> Iterator[tuple[str, str]]:
    """Each path, and what was to be seen there, by a plain form or link and by htmx. What an act does is undone."""
    cookies = client.cookies.copy()
    ask, said = (client.post, posted(world)) if acts else (client.get, asked())
    for address in every_address():
        follow = address.route.split("/")[0] not in SETTLED
        for path in address.paths(choices(address)):
            client.cookies = cookies.copy()
            with transaction.atomic():
                response = ask(path, said if acts else {}, follow=acts and follow)
                yield path, shown(response)
                if response.status_code < 400:
                    yield path, shown(ask(path, said, headers=HTMX))
                transaction.set_rollback(True)
            if is_closed(response):
                break


def is_closed(response: object) -> bool:
    """To this method or to this person, whatever the values."""
    sign_in = ("/account/login/", "/admin/login/")
    return response.status_code in (403, 405) or response.headers.get("Location", "").startswith(sign_in)


def visitor(world, people: dict[str, User], name: str) -> Client:
    client = Client()
    if name in people:
        client.force_login(people[name])
    if name == "guest":
        _meeting, client.cookies[cookie_of(world["running"])] = world["guest"]
    return client


def test_the_author_finds_it(world, people):
    """So that what follows looks for something that is there."""
    client = visitor(world, people, AUTHOR)
    found = {path.split("/")[1] for path, seen in visits(client, world, acts=False) if SECRET in seen}
    assert found >= {"notebook", "annotations", "read", "reflections", "meetings"}


@pytest.mark.parametrize("names", VIEWERS.values(), ids=VIEWERS)
def test_nobody_else_sees_it_on_any_page(world, people, heard, names):
    assert [told for name in names for told in leaks(world, people, name, acts=False)] == []
    assert heard == []


@pytest.mark.parametrize("name", ["member", "facilitator", "superuser"])
def test_nobody_else_gets_it_for_doing_something(world, people, heard, name):
    assert leaks(world, people, name, acts=True) == []
    assert heard == []


def leaks(world, people, name: str, *, acts: bool) -> list[tuple[str, str]]:
    """Who saw it, and where."""
    words = [SECRET] if name == THEIRS else [SECRET, TO_OTHERS]
    words += [] if name in VIEWERS["leading"] else [REASON, HIDDEN]
    pages = visits(visitor(world, people, name), world, acts=acts)
    return [(name, path) for path, seen in pages if any(word in seen for word in words)]


def test_it_stands_in_no_other_row_no_mail_and_no_log(world, heard):
    """Nor in an event, a notification, a session, the history of the admin."""
    kept = {Annotation, Reply, Tag, Wording, Reflection, Version, Part}  # the last is one's own outline
    found = [
        str(row)
        for model in apps.get_models()
        if model not in kept
        for row in model._base_manager.values()
        if SECRET in str(row)
    ]
    assert found == []
    assert not any(SECRET in str(session.get_decoded()) for session in Session.objects.all())
    assert SECRET not in str([message.message() for message in mail.outbox])
    assert heard == []


@pytest.mark.parametrize("name", VIEWERS["leading"])
def test_what_is_hidden_is_on_nothing_that_all_read(world, people, name):
    """Who leads sees it where notes are, and lets it on no screen and into no record."""
    client = visitor(world, people, name)
    write(world["over"])
    for meeting in (world["running"], world["over"]):
        for page in SEEN_BY_ALL:
            seen = client.get(reverse(f"meetings:{page}", args=[meeting.pk]))
            assert seen.status_code in ({200} if page == "screen" or meeting == world["over"] else {404})
            assert HIDDEN not in shown(seen), page
    assert REASON in client.get(reverse("meetings:record", args=[world["over"].pk])).text
