"""What is filled in for a quick poll, by who asks and by who answers."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from studyapp.accounts.forms.fields import LineField
from studyapp.meetings.models import Meeting, Poll
from studyapp.meetings.stage import Focus

MOST_CHOICES = 8
LONGEST_CHOICE = 40


class AskForm(forms.Form):
    """Clean: what `services.polls.ask` takes. A choice a line."""

    question = LineField(
        label=gettext_lazy("问什么"), max_length=200, error_messages={"required": gettext_lazy("写要问的话。")}
    )
    choices = forms.CharField(
        label=gettext_lazy("选项"),
        help_text=gettext_lazy("一行一个，两个到八个。"),
        max_length=MOST_CHOICES * (LONGEST_CHOICE + 2),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("写两个到八个选项，一行一个。")},
    )
    is_multiple = forms.BooleanField(label=gettext_lazy("可以多选"), required=False)
    is_named = forms.BooleanField(label=gettext_lazy("记名：大家看得到谁选了什么"), required=False)

    def clean_choices(self) -> list[str]:
        lines = [line.strip() for line in self.cleaned_data["choices"].splitlines()]
        found = list(dict.fromkeys(line for line in lines if line))
        if not 2 <= len(found) <= MOST_CHOICES:
            raise forms.ValidationError(_("写两个到八个选项，一行一个。"))
        if any(len(choice) > LONGEST_CHOICE for choice in found):
            raise forms.ValidationError(_("一个选项最多 40 字。"))
        return found

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        said["is_anonymous"] = not said.pop("is_named", False)
        return said


def pulse(meeting: Meeting) -> dict[str, Any]:
    """听懂了吗？ asked with one tap, of the paragraph where everybody is, and without names."""
    number = Focus(meeting).number
    words = _("第%(number)s段听懂了吗？") % {"number": number} if number else _("听懂了吗？")
    return {"question": words, "choices": [_("听懂了"), _("想再讲讲")]}


class AnswerForm(forms.Form):
    """Which of the choices, by their place. Of several ones none may be left."""

    chosen = forms.TypedMultipleChoiceField(coerce=int, required=False)

    def __init__(self, *args: Any, poll: Poll, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["chosen"].choices = list(enumerate(poll.choices))  # type: ignore[attr-defined]
        self.fields["chosen"].required = not poll.is_multiple
