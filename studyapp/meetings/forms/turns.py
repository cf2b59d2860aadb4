"""What is filled in for reading in turn: which paragraphs, by whom, how fast."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from studyapp.accounts.forms.fields import RowsField
from studyapp.meetings.models import Attendance, Meeting
from studyapp.meetings.stage import studies_of
from studyapp.meetings.stretches import span
from studyapp.numbers import LARGEST
from studyapp.studies.models import Study

SLOWEST, FASTEST = 40, 800  # characters a minute
WRONG = _("没有这样的段落，请看看原文的段号。")
MISSING = {"required": WRONG, "min_value": WRONG}


class ShareForm(forms.Form):
    """Clean: `revision`, `start`, `end`, `readers`, `a_minute`."""

    study = forms.ModelChoiceField(Study.objects.none(), label=_("哪一篇"), empty_label=None)
    first = forms.IntegerField(label=_("从第几段"), min_value=1, max_value=LARGEST, error_messages=MISSING)
    last = forms.IntegerField(label=_("到第几段"), min_value=1, max_value=LARGEST, error_messages=MISSING)
    a_minute = forms.IntegerField(
        label=_("每分钟字数"),
        min_value=SLOWEST,
        max_value=FASTEST,
        error_messages={"required": _("写每分钟读多少字。")},
    )
    readers = RowsField(
        Attendance.objects.none(),
        label=_("谁来读"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("至少选一个人。"), "invalid_choice": _("有人不在会上了，请再选一遍。")},
    )

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["study"].queryset = studies_of(meeting)  # type: ignore[attr-defined]
        self.fields["study"].label_from_instance = lambda study: study.article.title  # type: ignore[attr-defined]
        self.fields["readers"].queryset = there(meeting)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if self.errors:
            return said
        revision = said.pop("study").article.revision
        found = span(revision, said.pop("first"), said.pop("last"))
        if found is None:
            self.add_error("first", WRONG)
            return said
        return said | {"revision": revision, "start": found[0], "end": found[1]}


def there(meeting: Meeting) -> "QuerySet[Attendance]":
    """Who has come and not gone, in the order in which they came."""
    return meeting.attendances.present().filter(left_at=None).select_related("user")
