"""Where to take everybody, to whom to hand the lead, and which note to show."""

from functools import cached_property
from typing import Any

from django import forms
from django.db.models import QuerySet

from studyapp.accounts.models import User
from studyapp.annotations.models import Annotation
from studyapp.library.models import KeyPoint, Paragraph, Revision
from studyapp.meetings.models import Meeting
from studyapp.meetings.models.meetings import leaders
from studyapp.meetings.stage import showable, studies_of
from studyapp.numbers import LARGEST

STEPS = {"next": 1, "previous": -1}


def number(*, least: int = 0) -> forms.IntegerField:
    return forms.IntegerField(min_value=least, max_value=LARGEST, required=False)


class FocusForm(forms.Form):
    """One of: a place in the text, a step from where everybody is, a key point, a note. Clean, `found` is there."""

    revision = number()
    start = number()
    step = forms.ChoiceField(choices=[(step, step) for step in STEPS], required=False)
    key_point = number()
    note = number()

    def __init__(self, *args: Any, meeting: Meeting, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.meeting, self.by = meeting, by
        self.found: Paragraph | None = None

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        if not self.errors:
            self.found = self.look(told)
        if self.found is None:
            raise forms.ValidationError("no such place")
        return told

    def look(self, told: dict[str, Any]) -> Paragraph | None:
        if told.get("step"):
            return self.stepped(STEPS[told["step"]])
        if told.get("note"):
            return self.of_note(told["note"])
        if told.get("key_point"):
            return self.of_key_point(told["key_point"])
        revision, start = told.get("revision"), told.get("start")
        return None if start is None else self.lines.filter(revision=revision, start=start).first()

    @cached_property
    def revisions(self) -> list[Revision]:
        """The texts of the meeting as readers see them now."""
        return [study.article.revision for study in studies_of(self.meeting)]

    @property
    def lines(self) -> "QuerySet[Paragraph]":
        return Paragraph.objects.filter(revision__in=self.revisions)

    def stepped(self, by: int) -> Paragraph | None:
        """The next numbered paragraph, or the one before; the first of all when nobody was taken anywhere yet, or where
        everybody was nothing can be read any more.
        """
        here = self.meeting.focus_start
        if here is None or self.meeting.revision_id not in {revision.pk for revision in self.revisions}:
            return self.lines.filter(revision=self.revisions[0], number=1).first() if self.revisions else None
        numbered = self.lines.filter(revision=self.meeting.revision_id, number__isnull=False)
        if by > 0:
            return numbered.filter(start__gt=here).order_by("start").first()
        return numbered.filter(start__lt=here).order_by("-start").first()

    def of_key_point(self, pk: int) -> Paragraph | None:
        point = KeyPoint.objects.filter(revision__in=self.revisions, pk=pk).first()
        return self.around(point.revision_id, point.start) if point else None

    def of_note(self, pk: int) -> Paragraph | None:
        note = showable(self.meeting, self.by).filter(pk=pk).first()
        return self.around(note.revision_id, note.start) if note else None

    def around(self, revision: int, offset: int) -> Paragraph | None:
        return self.lines.filter(revision=revision, start__lte=offset).order_by("-start").first()


class PlaceForm(forms.Form):
    """Where a page is: a paragraph is not looked up, for it is only counted."""

    revision = forms.IntegerField(min_value=1, max_value=LARGEST)
    start = forms.IntegerField(min_value=0, max_value=LARGEST)


class HandOverForm(forms.Form):
    to = forms.ModelChoiceField(User.objects.none())

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = leaders(meeting)  # type: ignore[attr-defined]


class ShowForm(forms.Form):
    """Nothing chosen takes the note off the screen."""

    note = forms.ModelChoiceField(Annotation.objects.none(), required=False)

    def __init__(self, *args: Any, meeting: Meeting, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["note"].queryset = showable(meeting, by)  # type: ignore[attr-defined]
