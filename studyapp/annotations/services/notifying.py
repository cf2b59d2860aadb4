"""Who is told of what is said around a note. Only those who may see it, and not before they may."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db import transaction

from studyapp.accounts.models import User
from studyapp.annotations.addresses import address_of
from studyapp.annotations.mentions import company, mentioned
from studyapp.annotations.models import Annotation, Reply
from studyapp.groups.models import Membership, Role
from studyapp.inbox import services as inbox
from studyapp.inbox.models import Notification
from studyapp.studies.models import Study

Kind = Notification.Kind


@transaction.atomic
def notify_written(*annotations: Annotation) -> None:
    """Of notes that were written, shared, or came back: who is spoken to, and who leads, of a question while sealed.

    The last thing an act does, as all that is told here.
    """
    send(*(Telling(annotation, annotation, told_of_note(annotation)) for annotation in annotations))


def told_of_note(annotation: Annotation) -> dict[int, str]:
    kinds: dict[int, str] = {}
    if annotation.is_question and annotation.study_id:
        sealed = Study.objects.sealed().filter(pk=annotation.study_id).values("group")
        leading = Membership.objects.filter(group__in=sealed, role__gte=Role.FACILITATOR)
        kinds = dict.fromkeys(leading.values_list("user", flat=True), Kind.QUESTION)
    people = mentioned(annotation.body, annotation.study, by=annotation.author)
    kinds |= {person.pk: Kind.MENTION for person in people}
    kinds.pop(annotation.author_id, None)
    return kinds


@transaction.atomic
def notify_reply(reply: Reply) -> None:
    """Everybody whom a new reply concerns, each once: who is mentioned in it, the note's author, who replied before.

    Also of one that came back, unless a facilitator hides it.
    """
    if not reply.hidden_at and not reply.deleted_at:
        send(Telling(reply.annotation, reply, told_of_reply(reply)))


def told_of_reply(reply: Reply) -> dict[int, str]:
    annotation = reply.annotation
    earlier = annotation.replies.standing().filter(pk__lt=reply.pk).values_list("author", flat=True)
    kinds: dict[int, str] = dict.fromkeys(earlier, Kind.THREAD)
    kinds[annotation.author_id] = Kind.REPLY
    kinds |= {person.pk: Kind.MENTION for person in mentioned(reply.body, reply.study, by=reply.author)}
    kinds.pop(reply.author_id, None)
    return kinds


@transaction.atomic
def notify_mentions(annotation: Annotation, reply: Reply | None, people: Iterable[User]) -> None:
    """`people` are newly spoken to in a note or a reply that was edited."""
    send(Telling(annotation, reply or annotation, {person.pk: Kind.MENTION for person in people}))


@transaction.atomic
def notify_answer(annotation: Annotation) -> None:
    """The asker, that the question is resolved by a reply of somebody else."""
    if annotation.answer and annotation.answer.author_id != annotation.author_id:
        send(Telling(annotation, annotation.answer, {annotation.author_id: Kind.ANSWER}))


@transaction.atomic
def take_back(*annotations: Annotation) -> None:
    """The notes are deleted: what they told is gone. What others said to them stays told, as it stays there."""
    inbox.take_back({thing_of(annotation): subject_of(annotation) for annotation in annotations})


@transaction.atomic
def take_back_reply(reply: Reply) -> None:
    """The reply is deleted or hidden: what it told is gone."""
    inbox.take_back({thing_of(reply): subject_of(reply.annotation)})


@transaction.atomic
def retract(*annotations: Annotation) -> None:
    """The notes are private or hidden: all that was told around them is gone."""
    inbox.retract(*map(subject_of, annotations))


def subject_of(annotation: Annotation) -> str:
    return f"annotation-{annotation.pk}"


def thing_of(written: Annotation | Reply) -> str:
    return f"{written._meta.model_name}-{written.pk}"


@dataclass(frozen=True, slots=True)
class Telling:
    """What was `written`, in a note or in reply to it, and who is told of it as what."""

    annotation: Annotation
    written: Annotation | Reply
    kinds: dict[int, str]


def send(*tellings: Telling) -> None:
    news = [each for telling in tellings if telling.kinds for each in news_of(telling)]
    if news:
        inbox.notify(*news)


def news_of(telling: Telling) -> Iterator[inbox.News]:
    """For those who see it now, and for those who will."""
    rows = Annotation.objects.with_number().select_related("study__group", "article")
    annotation = rows.get(pk=telling.annotation.pk)  # the study may be sealed since it was read
    study = annotation.study
    if study is None:
        return
    for people, waits in zip(parted(annotation, study, telling.kinds), (False, True), strict=True):
        if people:
            yield inbox.News(
                {user: telling.kinds[user] for user in people},
                thing=thing_of(telling.written),
                subject=subject_of(annotation),
                group=study.group,
                about=annotation.kind,
                address=address_of(annotation),
                title=" ".join(annotation.quote.split()) or str(annotation.article),
                by=telling.written.author,
                topic=study.topic,
                waits=waits,
                until=study.reveals_at,
            )


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
