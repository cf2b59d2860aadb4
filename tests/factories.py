"""Rows for tests, made by the real services. Keyword-only; what a test does not say does not matter."""

from datetime import timedelta
from itertools import count
from uuid import uuid4

from django.utils import timezone

from studyapp.accounts.models import User
from studyapp.annotations.models import Annotation, Reply
from studyapp.annotations.services import threads
from studyapp.annotations.services.marks import annotate
from studyapp.groups.models import Invitation, Role, StudyGroup
from studyapp.groups.services import admit, create_group, invite
from studyapp.importing.models import Draft
from studyapp.importing.publishing import article_from, publish_to
from studyapp.importing.queue import take_reading
from studyapp.importing.remarks import Remark
from studyapp.importing.services import kept_draft
from studyapp.importing.structure import Outline, Paragraph, Section
from studyapp.library.models import Article
from studyapp.meetings.models import Meeting
from studyapp.meetings.services.planning import plan
from studyapp.studies.models import Study

numbers = count(1)
PASSWORD = "绿茶-正好-八分烫"


def make_user(*, display_name: str = "林溪", is_staff: bool = False, email: str = "", **fields: object) -> User:
    username = str(fields.pop("username", "")) or f"reader{next(numbers)}"
    return User.objects.create_user(
        username, email=email, password=PASSWORD, display_name=display_name, is_staff=is_staff, **fields
    )


def make_group(*, name: str = "茶社", owner: User | None = None, **fields: str) -> StudyGroup:
    return create_group(name, by=owner or make_user(display_name="李梅"), **fields)


def join(group: StudyGroup, *, user: User | None = None, role: Role = Role.MEMBER) -> User:
    return admit(group, user=user or make_user(), role=role).user


def make_invitation(*, group: StudyGroup | None = None, by: User | None = None, **fields: object) -> Invitation:
    """Made by the group's owner unless somebody else is named."""
    group = group or make_group()
    return invite(group, by=by or group.memberships.get(role=Role.OWNER).user, **fields)


def make_article(
    *,
    text: str = "先把茶叶放进壶里。\n再等水开。",
    title: str = "一碗茶的来路",
    by: User | None = None,
    groups: tuple[StudyGroup, ...] = (),
    everyone: bool = False,
    sections: tuple[tuple[str, int, int], ...] = (),
) -> Article:
    """An article of these lines. `sections` are (title, level, line); a line that equals the title is its heading."""
    article = article_from(make_outline(text=text, title=title, sections=sections), by=by or make_user(is_staff=True))
    publish_to(article, everyone=everyone, groups=list(groups))
    return article


def make_outline(
    *,
    text: str,
    title: str = "一碗茶的来路",
    sections: tuple[tuple[str, int, int], ...] = (),
    confidence: float = 1.0,
) -> Outline:
    lines = text.split("\n")
    headings = {position for name, _, position in sections if lines[position] == name}
    paragraphs, start, number = [], 0, 0
    for position, line in enumerate(lines):
        is_heading = position in headings
        number += not is_heading
        kind = "heading" if is_heading else "body"
        paragraphs.append(Paragraph(None if is_heading else number, start, start + len(line), kind))
        start += len(line) + 1
    found = tuple(
        Section(
            number=index + 1,
            level=level,
            title=name,
            start=paragraphs[position].start,
            end=next(
                (paragraphs[later].start for _, other, later in sections[index + 1 :] if other <= level), len(text)
            ),
            heading=position in headings,
            confidence=confidence,
            reason=Remark("有标题"),
        )
        for index, (name, level, position) in enumerate(sections)
    )
    return Outline(text=text, title=title, paragraphs=tuple(paragraphs), sections=found)


def make_draft(
    *,
    text: str,
    title: str = "一碗茶的来路",
    sections: tuple[tuple[str, int, int], ...] = (),
    by: User | None = None,
    confidence: float = 1.0,
) -> Draft:
    """A draft that has been read, ready for the desk."""
    draft = kept_draft(text.encode(), name=f"{title}.txt", by=by or make_user(is_staff=True))
    take_reading(draft, make_outline(text=text, title=title, sections=sections, confidence=confidence))
    return draft


def make_study(*, group: StudyGroup | None = None, text: str = "先把茶叶放进壶里。\n再等水开。") -> Study:
    """A group's study of an article of these lines."""
    group = group or make_group()
    return make_article(text=text, groups=(group,)).studies.get(group=group)


def make_note(
    *,
    article: Article,
    author: User,
    quote: str = "",
    study: Study | None = None,
    kind: str = Annotation.Kind.HIGHLIGHT,
    body: str = "",
    tags: tuple[str, ...] = (),
) -> Annotation:
    """On the first place where the quote stands; on the whole first paragraph when there is none."""
    revision = article.revision
    text = "\n".join(revision.paragraphs.values_list("text", flat=True))
    quote = quote or text.split("\n")[0]
    start = text.index(quote)
    place = {"start": start, "end": start + len(quote), "quote": quote}
    return annotate(revision, author=author, key=uuid4(), kind=kind, study=study, body=body, tags=tags, **place)


def make_reply(annotation: Annotation, *, author: User, body: str = "我也这样想。") -> Reply:
    return threads.reply(annotation, author=author, key=uuid4(), body=body)


def make_meeting(
    *, study: Study | None = None, by: User | None = None, title: str = "第一次学习会", **details: object
) -> Meeting:
    """Planned by the group's owner unless somebody else is named, to begin in an hour."""
    study = study or make_study()
    by = by or study.group.memberships.get(role=Role.OWNER).user
    begin = timezone.now() + timedelta(hours=1)
    return plan(study.group, by=by, title=title, starts_at=begin, studies=[study], **details)
