"""What the inbox tells of a meeting: that something is there to be read, signed, checked or done. No words of it."""

from collections.abc import Iterable, Mapping

from django.urls import reverse

from studyapp.accounts.models import User
from studyapp.inbox import services as inbox
from studyapp.inbox.models import Notification
from studyapp.meetings.models import Meeting, Speech, StudyRecord, ToDo
from studyapp.meetings.models.meetings import leaders

Kind = Notification.Kind


def tell_members(meeting: Meeting, people: Mapping[int, str], *, by: User) -> None:
    """Of the meeting itself: each (the key of a user) as what kind."""
    tell(meeting, people, by=by, subject=meeting.topic, address=meeting.get_absolute_url())


def tell_handed_in(record: StudyRecord, *, by: User) -> None:
    """Who may sign it hears of it."""
    tell_of_record(record, leaders(record.meeting).values_list("pk", flat=True), Kind.HANDED, by=by)


def tell_signed(record: StudyRecord, *, by: User) -> None:
    """Who took part may read it now; nobody is asked to sign it any more."""
    untell_handed_in(record.meeting)
    came = record.meeting.attendances.present().filter(user__isnull=False).values_list("user", flat=True)
    tell_of_record(record, came, Kind.SIGNED, by=by)


def tell_of_record(record: StudyRecord, people: Iterable[int], kind: str, *, by: User) -> None:
    address = reverse("meetings:record", args=[record.meeting_id])
    others = dict.fromkeys(set(people) - {by.pk}, kind)
    tell(record.meeting, others, by=by, subject=subject_of("record", record.meeting), address=address, thing=kind)


def untell_handed_in(meeting: Meeting) -> None:
    inbox.take_back({Kind.HANDED: subject_of("record", meeting)})


def tell_summary(speech: Speech, *, by: User) -> None:
    """Who spoke is asked to check it, unless they wrote it or have no account."""
    speaker, meeting = speech.attendance.user_id, speech.meeting
    if speaker is None or speaker == by.pk:
        return
    name = "meetings:record" if meeting.is_over else "meetings:room"
    subject, address = subject_of("speeches", meeting), reverse(name, args=[meeting.pk])
    tell(meeting, {speaker: Kind.SUMMARY}, by=by, subject=subject, address=address, thing=f"speech-{speech.pk}")


def untell_summary(speech: Speech) -> None:
    """It is checked, or there is none any more."""
    if speech.attendance.user_id:
        inbox.take_back({f"speech-{speech.pk}": subject_of("speeches", speech.meeting)})


def tell_to_do(to_do: ToDo, *, by: User) -> None:
    """To its owner, whose home it stands at."""
    if to_do.owner_id in {None, by.pk}:
        return
    subject, address = subject_of("to-dos", to_do.meeting), reverse("guide:home") + "#to-dos-mine"
    people = {to_do.owner_id: Kind.TO_DO}
    tell(to_do.meeting, people, by=by, subject=subject, address=address, thing=f"to-do-{to_do.pk}")


def untell_to_do(to_do: ToDo) -> None:
    """It is done, dropped, or somebody else's."""
    if to_do.owner_id:
        inbox.take_back({f"to-do-{to_do.pk}": subject_of("to-dos", to_do.meeting)})


def subject_of(what: str, meeting: Meeting) -> str:
    """What is told together: one unread notice for all to-dos of a meeting, not one for each."""
    return f"{what}-of-{meeting.topic}"


def tell(meeting: Meeting, people: Mapping[int, str], *, by: User, subject: str, address: str, thing: str = "") -> None:
    if people:
        inbox.notify(
            inbox.News(
                people, subject=subject, group=meeting.group, about="", address=address, title=meeting.title, by=by,
                thing=thing,
            )
        )  # fmt: skip
