"""The address × role matrix: every address, asked by everybody, answers with the status that its row says."""

from fnmatch import fnmatchcase
from functools import cache
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import transaction
from django.test import Client

from studyapp.annotations.services.marks import rewrite
from studyapp.annotations.services.threads import rewrite_reply
from studyapp.cards.models import Card
from studyapp.cards.services.making import Question, make_cards
from studyapp.glossary import services as glossary
from studyapp.groups.models import Role
from studyapp.groups.services import remove
from studyapp.inbox.models import Notification
from studyapp.library.models import Term
from studyapp.meetings.codes import link_token
from studyapp.meetings.services import floor, records, to_dos
from studyapp.meetings.services.agenda import add_item
from studyapp.meetings.services.attending import admit_guest, check_in
from studyapp.meetings.services.leading import end, start
from studyapp.meetings.services.polls import ask
from studyapp.meetings.services.running import park
from studyapp.meetings.services.screens import lend
from studyapp.meetings.services.turns import share_out
from studyapp.reflections import services as reflections
from studyapp.studies.services.planning import Step, add_step
from tests.factories import (
    join,
    make_article,
    make_draft,
    make_group,
    make_invitation,
    make_meeting,
    make_note,
    make_reply,
    make_user,
)
from tests.rights import ROLES, TABLE
from tests.walking import Address, every_address

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_reading_beside(monkeypatch):
    monkeypatch.setattr("studyapp.importing.queue.start_reading", lambda: None)


@pytest.fixture
def people():
    group = make_group()
    roles = {name: Role[name.upper()] for name in ("observer", "member", "recorder", "facilitator")}
    roles |= {"removed": Role.MEMBER, "author": Role.MEMBER}
    found = {name: join(group, role=role) for name, role in roles.items()}
    found["owner"] = group.members.get(memberships__role=Role.OWNER)
    remove(group.memberships.get(user=found["removed"]), by=found["owner"])
    found |= {"outsider": make_user(), "staff": make_user(is_staff=True)}
    return found | {"superuser": make_user(is_staff=True, is_superuser=True)}


@pytest.fixture
def things(people):
    """What the addresses name, by what stands before it."""
    group = people["owner"].memberships.get().group
    article = make_article(groups=(group,), sections=(("茶", 1, 0),), by=people["owner"])
    study = article.studies.get()
    note = make_note(article=article, author=people["author"], study=study, kind="question", body="几分烫？")
    note = rewrite(note, body="水要几分烫？", tags=(), edition=1)
    reply = rewrite_reply(make_reply(note, author=people["author"], body="八分。"), body="八分烫。", edition=1)
    make_reply(note, author=people["member"])
    invitation = make_invitation(group=group, by=people["owner"])
    Term.objects.create(article=article, text="壶")
    bystander = group.memberships.get(user=join(group))
    meeting = start(make_meeting(study=study, by=people["owner"], guests_allowed=True), by=people["owner"])
    return {
        "read": article.pk, "library": article.pk, "desk/articles": article.pk, "groups": group.pk, "studies": study.pk,
        "desk": make_draft(text="另一篇。", by=people["owner"]).pk, "annotations": note.pk, "notebook": note.pk,
        "replies": reply.pk, "inbox": Notification.objects.filter(user=people["author"]).first().pk,
        "groups/invitations": invitation.pk, "groups/members": bystander.pk, "i": invitation.token,
        "account/people": people["member"].pk, "meetings": meeting.pk, "m": meeting.pk,
        "m/token": link_token(meeting.nonce),
        "meetings/items": add_item(meeting, title="喝茶", minutes=5).pk, "meetings/parts": meeting.parts.get().pk,
        **spoken(meeting), **recorded(study, people), **written(study, people["author"]), **studied(study, people),
        **asked(article, people["author"]), "cards/marks": note.pk,
    }  # fmt: skip


def studied(study, people):
    """A step of its plan, and words that somebody explained."""
    revision = study.article.revision
    entry = glossary.add(study.group, by=people["owner"], words="水温")
    return {
        "studies/steps": add_step(study, revision=revision, step=Step(0, revision.length), by=people["owner"]).pk,
        "glossary": entry.pk,
        "glossary/explanations": glossary.explain(entry, by=people["author"], text="茶汤的冷热。").pk,
    }


def asked(article, author):
    """A card of the author's."""
    tea = Question(article.revision, start=0, end=9, hidden=((2, 4),), source=Card.Source.HAND)
    return {"cards": article.pk, "cards/card": make_cards(article, owner=author, questions=[tea])[0].pk}


def spoken(meeting):
    """What the one who is there has said and is to read, and what is asked and put off."""
    there, revision = meeting.attendances.get(user__isnull=False), meeting.studies.get().article.revision
    speech = floor.give_floor(there)
    [turn] = share_out(meeting, revision=revision, start=0, end=9, readers=[there], a_minute=200)
    return {
        "meetings/hands": floor.raise_hand(there).pk, "meetings/speeches": speech.pk, "speech": speech.pk,
        "turn": turn.pk, "meetings/polls": ask(meeting, question="烫吗？", choices=["烫", "不烫"]).pk,
        "meetings/parked": park(meeting, text="几分烫？").pk,
        "meetings/screens": lend(meeting, by=meeting.lead).pk,
        "meetings/guests": admit_guest(meeting, name="来客")[0].pk,
    }  # fmt: skip


def written(study, author):
    """What the author writes about the text and lets the group read, with an earlier version."""
    made = reflections.start(study.article, author=author, key=uuid4(), study=study, prompts=True)
    made = reflections.save(made, title="水", body="水要八分烫。", edition=1, keeps=True)
    reflections.share(made, study=study)
    return {"reflections": made.pk, "version": made.versions.get().pk}


def recorded(study, people):
    """What the addresses of a record name. The author spoke and has something to do."""
    author, owner = people["author"], people["owner"]
    meeting = start(make_meeting(study=study, by=owner), by=owner)
    speech = floor.give_floor(check_in(meeting, user=author))
    decision = to_dos.decide(meeting, text="再喝一次。", by=owner)
    to_do = to_dos.give(meeting, text="买茶", owner=author, due_on=None, by=owner)
    record = records.write(end(meeting))
    return {
        "record": meeting.pk, "records/fields": record.fields.get(name="place").pk, "records/speeches": speech.pk,
        "records/decisions": decision.pk, "records/to-dos": to_do.pk,
    }  # fmt: skip


def path_of(address: Address, things: dict[str, object]) -> str:
    """With what exists. Models of the admin are asked for their first row."""
    begin, *rest = address.route.split("/")
    known: dict[str, object] = {"number": 1, "act": "rename", "name": "status", "token": "x", "key": "x"}
    known |= {"uidb36": "1", "url": "nowhere", "code": "00000000", "speech": things["speech"], "turn": things["turn"]}
    known |= {"version_pk": things["version"]}
    known |= {"app_label": "accounts", "content_type_id": 1}
    if begin == "admin" and rest[0] in apps.app_configs:
        row = apps.get_model(*rest[:2])._base_manager.order_by("pk").first()
        known |= dict.fromkeys(("object_id", "id"), row.pk if row else 1)
    thing = things.get(f"{begin}/{rest[0]}" if rest else begin, things.get(begin, 1))
    if begin == "meetings" and {"record", "make-up"} & set(rest):
        thing = things["record"]
    if begin in {"i", "m"}:
        known["token"] = things.get("m/token") if begin == "m" else thing
    return address.made_with([known.get(name, thing) for name in address.values])


def status(client: Client, method: str, path: str) -> int:
    """What is answered to a form with nothing in it but a key; what it does is undone."""
    cookies = client.cookies.copy()
    with transaction.atomic():
        response = client.generic(method, path) if method == "GET" else client.post(path, {"key": uuid4()})
        transaction.set_rollback(True)
    client.cookies = cookies
    return response.status_code


@cache
def rows() -> dict[str, tuple[str, list[int]]]:
    lines = [line.split() for line in TABLE.strip().splitlines() if not line.startswith("#")]
    return {name: (method, [int(code) for code in codes]) for name, method, *codes in lines}


def row_of(address: Address) -> str | None:
    return next((pattern for pattern in rows() if fnmatchcase(address.name, pattern)), None)


def test_every_address_has_a_row_and_every_row_an_address():
    used = {address.name: row_of(address) for address in every_address()}
    assert [name for name, row in used.items() if row is None] == []
    assert set(rows()) - set(used.values()) == set()


@pytest.mark.parametrize("role", ROLES)
def test_everybody_gets_what_the_table_says(people, things, role):
    client = Client()
    if role in people:
        client.force_login(people[role])
    wrong = []
    for address in filter(row_of, every_address()):  # the test above names those without a row
        method, codes = rows()[row_of(address)]
        path, code = path_of(address, things), codes[ROLES.index(role)]
        answer = status(client, method, path)
        wrong += [f"{method} {path}: {answer}, not {code}"] if answer != code else []
    assert "\n".join(wrong) == ""
