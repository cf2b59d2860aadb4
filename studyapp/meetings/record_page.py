"""What the page of a study record shows: its fields, the speeches, what to look at before it is signed, who made up."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from studyapp.accounts.models import User
from studyapp.meetings.layouts import Entry, entries, on_paper
from studyapp.meetings.models import Attendance, Meeting, RecordField, Speech, StudyRecord
from studyapp.meetings.recounting import FIELDS, absentees, came
from studyapp.meetings.services.records import digest
from studyapp.meetings.times import zone_of

FEW = 5  # people who are named one by one


@dataclass(frozen=True, slots=True)
class Check:
    """Something to look at before signing."""

    words: str
    is_fine: bool


def checks(there: list[Entry], meeting: Meeting, missing: list[Attendance], speeches: list[Speech]) -> list[Check]:
    fields = {entry.name: entry.field for entry in there}
    silent = sum(not speech.summary for speech in speeches)
    unseen = sum(bool(speech.summary) and speech.checked_at is None for speech in speeches)
    found = [same_people(fields["present"], meeting)] if "present" in fields else []
    if silent:
        words = ngettext("%(count)s 条发言没有摘要", "%(count)s 条发言没有摘要", silent) % {"count": silent}
    else:
        words = _("每条发言有摘要")
    found.append(Check(words, not silent))
    if unseen:
        words = ngettext("%(count)s 条发言本人未校", "%(count)s 条发言本人未校", unseen) % {"count": unseen}
        found.append(Check(words, False))
    return found + without_reason(missing)


def same_people(field: RecordField, meeting: Meeting) -> Check:
    """What stands there as present, against the list of who signed in."""
    voting = [each.name for each in came(meeting) if each.is_voting]
    with override(settings.LANGUAGE_CODE):
        is_same = field.text == FIELDS["present"][1](meeting)
    is_same = is_same or (all(name in field.text for name in voting) and field.text.count("、") == len(voting) - 1)
    return Check(_("出席人数与签到一致") if is_same else _("出席与签到不一致，请核对"), is_same)


def without_reason(missing: list[Attendance]) -> list[Check]:
    silent = [each.name for each in missing if not each.leave_reason]
    if len(silent) <= FEW:
        return [Check(_("%(name)s缺席，没有原因") % {"name": name}, False) for name in silent]
    said = {"name": silent[0], "count": len(silent)}
    return [Check(_("%(name)s等 %(count)s 人缺席，没有原因") % said, False)]


def last_changed(there: list[Entry]) -> RecordField | None:
    edited = [entry.field for entry in there if entry.field.edited_by_id]
    return max(edited, key=lambda field: field.edited_at, default=None)


def ordinal(meeting: Meeting) -> int:
    """第几次: among those of the group that took place."""
    held = meeting.group.meetings.filter(started_at__isnull=False, cancelled_at=None)
    return int(held.filter(started_at__lte=meeting.started_at).count())


def page(record: StudyRecord, *, reader: User) -> dict[str, Any]:
    meeting = record.meeting
    there, missing = entries(record), absentees(meeting)
    speeches = list(meeting.speeches.select_related("attendance__user"))
    return {
        "record": record,
        "meeting": meeting,
        "entries": there,
        "rows": on_paper(there),
        "house": settings.LANGUAGE_CODE,  # a record is in one language, whoever reads it
        "zone": zone_of(meeting),
        "number": ordinal(meeting),
        "speeches": speeches,
        "decisions": list(meeting.decisions.all()),
        "to_dos": list(meeting.to_dos.select_related("owner")),
        "absent": missing,
        "checks": [] if record.is_signed else checks(there, meeting, missing, speeches),
        "last": last_changed(there),
        "seen": digest(record),
        "addenda": list(record.addenda.select_related("added_by")),
        **powers(meeting, reader, record),
    }


def powers(meeting: Meeting, reader: User, record: StudyRecord) -> dict[str, bool]:
    may_write = Meeting.objects.recorded_by(reader).filter(pk=meeting.pk).exists()
    may_lead = Meeting.objects.led_by(reader).filter(pk=meeting.pk).exists()
    return {
        "may_change": may_write and not record.is_signed,
        "may_add": may_write and record.is_signed,
        "may_sign": may_lead and not record.is_signed,
        "may_lay_out": meeting.group.memberships.leading().filter(user=reader).exists(),
    }
