"""Meetings, who is in them, what is on the agenda, what happens, and the record of it."""

from studyapp.meetings.models.agenda import AgendaItem
from studyapp.meetings.models.attendance import Attendance
from studyapp.meetings.models.floor import Hand, Speech, Turn
from studyapp.meetings.models.focus import FocusVisit
from studyapp.meetings.models.meetings import Meeting, Part
from studyapp.meetings.models.polls import Ballot, Poll
from studyapp.meetings.models.records import (
    Addendum,
    Decision,
    FieldEdit,
    Parked,
    RecordField,
    RecordLayout,
    StudyRecord,
    ToDo,
)
from studyapp.meetings.models.screens import LentScreen

__all__ = [
    "Addendum", "AgendaItem", "Attendance", "Ballot", "Decision", "FieldEdit", "FocusVisit", "Hand", "LentScreen",
    "Meeting", "Parked", "Part", "Poll", "RecordField", "RecordLayout", "Speech", "StudyRecord", "ToDo", "Turn",
]  # fmt: skip
