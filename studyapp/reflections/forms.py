"""What is typed about a reflection, made clean."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from studyapp.annotations.audiences import Audience
from studyapp.numbers import LARGEST, numbers
from studyapp.reflections.drafting import Mark
from studyapp.reflections.wording import LONGEST
from studyapp.studies.models import Study


class MarksField(forms.Field):
    """Some of these marks, in text order."""

    widget = forms.MultipleHiddenInput

    def __init__(self, marks: Sequence[Mark], **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)
        self.marks = marks

    def clean(self, value: Iterable[str] | None) -> list[Mark]:
        chosen = set(numbers(value or []))
        return [mark for mark in self.marks if mark.pk in chosen]


class StartForm(forms.Form):
    """From which marks a reflection is drafted, or from none. Clean: what `services.start` takes."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    prompts = forms.BooleanField(required=False)
    empty = forms.BooleanField(required=False)

    def __init__(self, *args: Any, marks: Sequence[Mark], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["key"].initial = uuid4
        self.fields["marks"] = MarksField(marks)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.pop("empty", False):
            said["marks"] = []
        return said


class MoreMarksForm(forms.Form):
    def __init__(self, *args: Any, marks: Sequence[Mark], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["marks"] = MarksField(marks)


class WordsForm(forms.Form):
    """What was written. Blanks and line ends stay as they were typed."""

    title = forms.CharField(required=False, max_length=60, label=_("题目"))
    body = forms.CharField(required=False, strip=False, label=_("正文"), widget=forms.Textarea)

    def clean_body(self) -> str:
        body: str = self.cleaned_data["body"].replace("\r\n", "\n")
        over = len(body) - LONGEST
        if over > 0:
            words = ngettext(
                "太长了，多了 %(count)s 个字符。写的都还在，可以分成两篇。",
                "太长了，多了 %(count)s 个字符。写的都还在，可以分成两篇。",
                over,
            )
            raise ValidationError(words % {"count": over})
        return body


class ReflectionForm(WordsForm):
    """Clean: what `services.save` takes. `edition` is that of the words that the writing began with."""

    edition = forms.IntegerField(min_value=1, max_value=LARGEST, widget=forms.HiddenInput)
    hand = forms.UUIDField(required=False, widget=forms.HiddenInput)
    keeps = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        said["put"] = numbers(self.data.getlist("put")) if isinstance(self.data, QueryDict) else []
        return said


class ShareForm(forms.Form):
    """With the group that is named, or with the only one there is."""

    study = forms.CharField(required=False)

    def __init__(self, *args: Any, choices: Sequence[Audience], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choices = choices

    def clean_study(self) -> Study:
        named = self.cleaned_data["study"] or (self.choices[0].value if len(self.choices) == 1 else "")
        chosen = next((each.study for each in self.choices if each.value == named), None)
        if chosen is None:
            raise ValidationError(_("请选给哪个小组看。"))
        return chosen
