"""Who is told of what is said around a note. Only those who may see it, and not before they may."""

from collections.abc import Iterable

from django.db import transaction

from studyapp.accounts.models import User
from studyapp.annotations.addresses import address_of
from studyapp.annotations.mentions import company, mentioned
from studyapp.annotations.models import Annotation, Reply
from studyapp.groups.models import Membership
from studyapp.inbox import services as inbox
from studyapp.inbox.models import Notification
from studyapp.studies.models import Study

Kind = Notification.Kind


@transaction.atomic
def notify_reply(reply: Reply) -> None:
    """Everybody whom a new reply concerns, each once: who is mentioned in it, the note's author, who replied before.

    The mentions are told here as well. The last thing an act does.
    """
    send(reply.annotation, told_of(reply), by=reply.author)


def told_of(reply: Reply) -> dict[int, str]:
    annotation = reply.annotation
    earlier = annotation.replies.standing().filter(pk__lt=reply.pk).values_list("author", flat=True)
    kinds: dict[int, str] = dict.fromkeys(earlier, Kind.THREAD)
    kinds[annotation.author_id] = Kind.REPLY
    kinds |= {person.pk: Kind.MENTION for person in mentioned(reply.body, reply.study, by=reply.author)}
    kinds.pop(reply.author_id, None)
    return kinds


@transaction.atomic
def notify_mentions(annotation: Annotation, reply: Reply | None, people: Iterable[User]) -> None:
    """`people` are spoken to in a note that was written or shared, or newly in one or a reply that was edited."""
    send(annotation, {person.pk: Kind.MENTION for person in people}, by=(reply or annotation).author)


@transaction.atomic
def notify_answer(annotation: Annotation) -> None:
    """The asker, that the question is resolved by a reply of somebody else."""
    if annotation.answer and annotation.answer.author_id != annotation.author_id:
        send(annotation, {annotation.author_id: Kind.ANSWER}, by=annotation.answer.author)


@transaction.atomic
def retract(annotation: Annotation) -> None:
    """The note is private, deleted or hidden: what was told of it is gone, and is not told again."""
    inbox.retract(subject_of(annotation))


@transaction.atomic
def retract_reply(reply: Reply) -> None:
    """The reply is deleted or hidden: what was told of it and not read yet counts one less."""
    left = reply.annotation.replies.standing().filter(author=reply.author_id).exclude(pk=reply.pk)
    subject = subject_of(reply.annotation)
    inbox.take_back(told_of(reply), subject=subject, by=reply.author, is_silent=not left.exists())


def subject_of(annotation: Annotation) -> str:
    return f"annotation-{annotation.pk}"


def send(annotation: Annotation, kinds: dict[int, str], *, by: User) -> None:
    if annotation.study_id is None or not kinds:
        return
    study = Study.objects.select_related("group").get(pk=annotation.study_id)  # it may be sealed since it was read
    seeing, later = parted(annotation, study, kinds)
    about = {
        "subject": subject_of(annotation),
        "group": study.group,
        "about": annotation.kind,
        "address": address_of(Annotation.objects.with_number().get(pk=annotation.pk)),
        "title": " ".join(annotation.quote.split()) or str(annotation.article),
        "by": by,
        "topic": study.topic,
    }
    if later:
        waiting = {user: kinds[user] for user in later}
        inbox.notify(waiting, waits=True, until=study.reveals_at, **about)  # type: ignore[arg-type]
    if seeing:
        inbox.notify({user: kinds[user] for user in seeing}, **about)  # type: ignore[arg-type]


def parted(annotation: Annotation, study: Study, people: Iterable[int]) -> tuple[list[int], list[int]]:
    """Of these people those who see the note, and those who will when its study is revealed.

    What somebody sees follows from their role and whether they wrote it: one of each sort is asked for all.
    """
    if annotation.deleted_at or annotation.hidden_at:
        return [], []
    there = company(study).filter(pk__in=people)
    roles = dict(Membership.objects.filter(group=study.group_id, user__in=there).values_list("user", "role"))
    sorts: dict[tuple[int, bool], bool] = {}
    found: tuple[list[int], list[int]] = ([], [])
    for person in there:
        sort = (roles[person.pk], person.pk == annotation.author_id)
        if sort not in sorts:
            sorts[sort] = is_shown(annotation, study, person)
        if sorts[sort]:
            found[0].append(person.pk)
        elif study.is_sealed:
            found[1].append(person.pk)
    return found


def is_shown(annotation: Annotation, study: Study, person: User) -> bool:
    """With what others say to it: while a study is sealed, not even the author sees that but around a question."""
    if study.is_sealed and not annotation.is_question:
        return False
    return Annotation.objects.visible_to(person).filter(pk=annotation.pk).exists()
