"""What readers type into a note, made clean: its place, its words, its tags, and who is to see it."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from studyapp.accounts.models import User
from studyapp.annotations.audiences import Audience, audiences
from studyapp.annotations.models import Annotation
from studyapp.library.models import Revision
from studyapp.markdown import LONGEST
from studyapp.numbers import LARGEST

MOST_TAGS = 10
LONGEST_TAG = 20
EMPTY = _("还没有写内容。")
MARKS = (Annotation.Kind.HIGHLIGHT, Annotation.Kind.THOUGHT, Annotation.Kind.QUESTION, Annotation.Kind.KEY_POINT)
WORDY = (Annotation.Kind.THOUGHT, Annotation.Kind.QUESTION)


class TagsField(forms.CharField):
    """Words between blanks or commas, with or without # before them. Clean: a list without doubles."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, max_length=300, label=_("标签"), **kwargs)

    def clean(self, value: Any) -> list[str]:
        words = [word.lstrip("#＃") for word in re.split(r"[\s,，、;；]+", super().clean(value))]
        names = list(dict.fromkeys(word for word in words if word))
        if len(names) > MOST_TAGS:
            raise ValidationError(_("最多十个标签。"))
        if any(len(name) > LONGEST_TAG for name in names):
            raise ValidationError(_("一个标签最多二十个字。"))
        return names


class BodyField(forms.CharField):
    def __init__(self, **kwargs: Any) -> None:
        widget = forms.Textarea(attrs={"rows": 3, "maxlength": LONGEST})
        super().__init__(required=False, max_length=LONGEST, label=_("内容"), widget=widget, **kwargs)


class AnnotationForm(forms.Form):
    """A new note on `revision`. `audience` is empty for oneself alone, or the id of a study in which the author writes.

    Clean: what `services.marks.annotate` takes.
    """

    key = forms.UUIDField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(choices=[(kind.value, kind.label) for kind in MARKS], widget=forms.HiddenInput)
    line = forms.ChoiceField(choices=Annotation.Line, required=False, widget=forms.HiddenInput)
    start = forms.IntegerField(min_value=0, max_value=LARGEST, widget=forms.HiddenInput)
    end = forms.IntegerField(min_value=1, max_value=LARGEST, widget=forms.HiddenInput)
    quote = forms.CharField(strip=False, widget=forms.HiddenInput)
    body = BodyField()
    tags = TagsField()
    audience = forms.ChoiceField(required=False, label=_("谁能看见"))

    def __init__(self, *args: Any, author: User, revision: Revision, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.author, self.revision = author, revision
        self.audiences: list[Audience] = audiences(revision.article_id, reader=author)
        self.fields["audience"].choices = [(each.value, each.words) for each in self.audiences]  # type: ignore[attr-defined]

    def clean_line(self) -> str:
        return self.cleaned_data["line"] or Annotation.Line.SOLID

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        chosen = said.pop("audience", "")
        audience = next((each for each in self.audiences if each.value == chosen), None)
        said["study"] = audience.study if audience else None
        kind = said.get("kind")
        if kind in WORDY and "body" in said and not said["body"]:
            self.add_error("body", EMPTY)
        if kind == Annotation.Kind.KEY_POINT and not (audience and audience.leads):
            self.add_error("kind", _("要点由主持人给小组标。"))
        return said


class RewriteForm(forms.Form):
    """New words for a note. `edition` is that of the words that the author began with."""

    edition = forms.IntegerField(min_value=1, max_value=LARGEST, widget=forms.HiddenInput)
    body = BodyField()
    tags = TagsField()
    line = forms.ChoiceField(choices=Annotation.Line, required=False)

    def __init__(self, *args: Any, annotation: Annotation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.annotation = annotation

    def clean_body(self) -> str:
        body: str = self.cleaned_data["body"]
        if not body and self.annotation.kind in (*WORDY, Annotation.Kind.TOPIC):
            raise ValidationError(EMPTY)
        return body


class ReplyForm(forms.Form):
    """A new reply. `key` was made with the form: what is sent twice is kept once."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    body = BodyField()

    def clean_body(self) -> str:
        return worded(self.cleaned_data["body"])


class RewriteReplyForm(forms.Form):
    """New words for a reply. `edition` is that of the words that the author began with."""

    edition = forms.IntegerField(min_value=1, max_value=LARGEST, widget=forms.HiddenInput)
    body = BodyField()

    def clean_body(self) -> str:
        return worded(self.cleaned_data["body"])


class HideForm(forms.Form):
    """Why a facilitator hides what somebody wrote; its author reads it."""

    reason = forms.CharField(
        max_length=200, label=_("为什么隐藏"), error_messages={"required": _("请写一句理由，作者会看到。")}
    )


def worded(body: str) -> str:
    if not body:
        raise ValidationError(EMPTY)
    return body
