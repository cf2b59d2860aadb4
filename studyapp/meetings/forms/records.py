"""What is typed into a study record: fields, speeches, decisions, to-dos, additions, and its layout."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from studyapp.accounts.forms.fields import LineField
from studyapp.accounts.models import User
from studyapp.meetings.forms.floor import LONGEST_SUMMARY
from studyapp.meetings.forms.people import PersonField
from studyapp.meetings.models import Attendance, Meeting
from studyapp.meetings.recounting import FIELDS
from studyapp.numbers import LARGEST

LONGEST = 20_000  # characters of a field


def area(rows: int = 3) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class LinesField(forms.CharField):
    """Line ends as the rows have them, whatever the browser sends."""

    def to_python(self, value: Any) -> str:
        return (super().to_python(value) or "").replace("\r\n", "\n").replace("\r", "\n")


class TextForm(forms.Form):
    """`edition` is of what was read before it was changed."""

    text = LinesField(required=False, max_length=LONGEST, widget=area())
    edition = forms.IntegerField(min_value=1, max_value=LARGEST, widget=forms.HiddenInput)


class SummaryForm(TextForm):
    text = LinesField(label=_("发言摘要"), required=False, max_length=LONGEST_SUMMARY, widget=area())


class SpeechForm(forms.Form):
    """发言 that nobody wrote down when it was made."""

    attendance = PersonField(
        Attendance.objects.none(),
        label=_("谁"),
        empty_label=_("选一个人"),
        error_messages={"required": _("选一个人。")},
    )
    summary = LinesField(
        label=_("发言摘要"),
        max_length=LONGEST_SUMMARY,
        widget=area(),
        error_messages={"required": _("写一句说了什么。")},
    )

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        there = meeting.attendances.present().select_related("user")
        self.fields["attendance"].queryset = there  # type: ignore[attr-defined]


class AddendumForm(forms.Form):
    text = LinesField(
        label=_("补记"),
        help_text=_("签发以后发现的差错和遗漏，写在这里。写下了就不能再改。"),
        max_length=2_000,
        widget=area(),
        error_messages={"required": _("写一句补记。")},
    )


class DecisionForm(forms.Form):
    text = LineField(label=_("决定"), max_length=500, error_messages={"required": _("写下决定了什么。")})


class ChangedDecisionForm(DecisionForm):
    """`was`: what it said when it was read."""

    was = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)


class ToDoForm(forms.Form):
    text = LineField(label=_("要做什么"), max_length=500, error_messages={"required": _("写下要做什么。")})
    owner = PersonField(User.objects.none(), label=_("责任人"), empty_label=_("还没定"), required=False)
    due_on = forms.DateField(
        label=_("时限"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, *args: Any, meeting: Meeting, people: list[User] | None = None, **kwargs: Any) -> None:
        """`people` are those of the group, when they are known already."""
        super().__init__(*args, **kwargs)
        there = User.objects.filter(memberships__group=meeting.group_id).order_by("display_name", "pk")
        self.people = list(there) if people is None else people
        owner: Any = self.fields["owner"]
        owner.queryset = there
        owner.choices = [("", owner.empty_label), *((user.pk, str(user)) for user in self.people)]


class ChangedToDoForm(ToDoForm):
    """`was`: what it `said` when it was read."""

    was = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)


class SignForm(forms.Form):
    seen = forms.RegexField(r"^[0-9a-f]{64}$", widget=forms.HiddenInput)


class LayoutForm(forms.Form):
    """`order` names all fields, `chosen` those that records have; `up` or `down` is the one to move."""

    order = forms.MultipleChoiceField(choices=[])
    chosen = forms.MultipleChoiceField(choices=[], error_messages={"required": _("至少留一项。")})
    up = forms.ChoiceField(choices=[], required=False)
    down = forms.ChoiceField(choices=[], required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.choices = [(name, label) for name, (label, _told) in FIELDS.items()]  # type: ignore[attr-defined]

    def clean_order(self) -> list[str]:
        """Once each, the missing ones behind."""
        return list(dict.fromkeys([*self.cleaned_data["order"], *FIELDS]))

    @property
    def names(self) -> list[str]:
        """Of the chosen fields, in their order, one of them moved by one."""
        told = self.cleaned_data
        names = [name for name in told["order"] if name in told["chosen"]]
        for moved, by in ((told.get("up"), -1), (told.get("down"), 1)):
            if moved in names:
                here = names.index(moved)
                there = min(max(here + by, 0), len(names) - 1)
                names[here], names[there] = names[there], names[here]
        return names
