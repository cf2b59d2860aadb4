"""What is filled in for speaking: who gets the floor, the line about a speech, a question put off."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from studyapp.accounts.forms.fields import LineField
from studyapp.accounts.models import User
from studyapp.annotations.models import Annotation
from studyapp.meetings.forms.people import PersonField
from studyapp.meetings.models import Attendance, Meeting
from studyapp.meetings.services.floor import USUAL_MINUTES
from studyapp.meetings.stage import showable
from studyapp.numbers import LARGEST

LONGEST_SPEECH = 60
LONGEST_SUMMARY = 2000


class GiveForm(forms.Form):
    """The floor, for somebody who is there, with a raised hand or without."""

    attendance = PersonField(
        Attendance.objects.none(),
        label=_("请谁发言"),
        error_messages={"required": _("选一个人。"), "invalid_choice": _("这个人不在会上了。")},
    )
    minutes = forms.IntegerField(label=_("几分钟"), min_value=1, max_value=LONGEST_SPEECH, required=False)

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        there = meeting.attendances.there()
        self.fields["attendance"].queryset = there.select_related("user", "meeting")  # type: ignore[attr-defined]

    def clean_minutes(self) -> int:
        return self.cleaned_data["minutes"] or USUAL_MINUTES


class SummaryForm(forms.Form):
    """发言摘要. `edition` is the one that was read."""

    summary = forms.CharField(
        label=_("发言摘要"),
        max_length=LONGEST_SUMMARY,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"max_length": _("摘要最多 2000 字。")},
    )
    edition = forms.IntegerField(min_value=1, max_value=LARGEST, widget=forms.HiddenInput)

    def clean_summary(self) -> str:
        return str(self.cleaned_data["summary"]).replace("\r\n", "\n").strip()


class ParkForm(forms.Form):
    """会后再议: a question that all of the group see, or words."""

    question = forms.ModelChoiceField(Annotation.objects.none(), required=False, widget=forms.HiddenInput)
    text = LineField(label=_("留到会后的问题"), max_length=300, required=False)

    def __init__(self, *args: Any, meeting: Meeting, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = showable(meeting, by).filter(kind=Annotation.Kind.QUESTION)
        self.fields["question"].queryset = asked  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if not self.errors and bool(said.get("question")) == bool(said.get("text")):
            self.add_error("text", _("写一句留到会后的问题。"))
        return said
