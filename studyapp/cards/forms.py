"""What was chosen to be hidden, made sure that it stands in the text and leaves something to read."""

import re
from itertools import pairwise
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from studyapp.cards.choosing import LEAST_VISIBLE, LONGEST_CARD
from studyapp.cards.models import Card
from studyapp.cards.models.cards import Span, spans_from, spans_to
from studyapp.cards.scheduling import RATINGS
from studyapp.cards.services.making import Question
from studyapp.chinese.gaps import size, visible
from studyapp.library.models import Article, Paragraph, Revision
from studyapp.numbers import LARGEST, number

LONGEST_HIDDEN = 200  # as a row keeps it
LONGEST_TAPPED = 1000  # as a form sends it, word by word
SPANS = re.compile(r"\d{1,4}-\d{1,4}( \d{1,4}-\d{1,4}){0,99}")


class QuestionForm(forms.Form):
    """A stretch of the text and the spans in it that are to be hidden; neighbours become one.

    `number` is that of the paragraph, once it is clean.
    """

    number: int | None = None

    start = forms.IntegerField(min_value=0, max_value=LARGEST)
    end = forms.IntegerField(min_value=1, max_value=LARGEST)
    source = forms.ChoiceField(choices=Card.Source, required=False)
    hidden = forms.CharField(max_length=LONGEST_TAPPED, error_messages={"required": _("点一下要遮住的词。")})

    def __init__(self, *args: Any, revision: Revision, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.revision = revision

    def clean_hidden(self) -> tuple[Span, ...]:
        if not SPANS.fullmatch(self.cleaned_data["hidden"]):
            raise forms.ValidationError(_("点一下要遮住的词。"))
        return tuple(joined(sorted(set(spans_from(self.cleaned_data["hidden"])))))

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if not self.errors:
            self.refuse_what_is_no_card(values["start"], values["end"], values["hidden"])
        return values

    def refuse_what_is_no_card(self, start: int, end: int, hidden: tuple[Span, ...]) -> None:
        around = Paragraph.objects.filter(revision=self.revision, start__lte=start, end__gte=end).first()
        is_inside = all(first < last <= end - start for first, last in hidden)
        if around is None or not 0 < end - start <= LONGEST_CARD or not is_inside or overlap(hidden):
            self.add_error(None, _("这几个字不在原文里，请重新选。"))
            return
        self.number = around.number
        left = size(visible(around.text[start - around.start : end - around.start], hidden))
        if left < LEAST_VISIBLE or len(spans_to(hidden)) > LONGEST_HIDDEN:
            self.add_error("hidden", _("遮得太多了，至少留几个字作线索。"))

    @property
    def question(self) -> Question:
        values = self.cleaned_data
        source = values["source"] or Card.Source.HAND
        return Question(self.revision, values["start"], values["end"], values["hidden"], source)


def joined(spans: list[Span]) -> list[Span]:
    """Those that touch become one: who taps 高质量 and 发展 asks for 高质量发展."""
    found: list[Span] = []
    for start, end in spans:
        if found and found[-1][1] == start:
            start = found.pop()[0]
        found.append((start, end))
    return found


def overlap(spans: tuple[Span, ...]) -> bool:
    return any(one[1] > other[0] for one, other in pairwise(spans))


class RatingForm(forms.Form):
    rating = forms.TypedChoiceField(choices=[(value, value) for value in RATINGS], coerce=int)
    seen = forms.DateTimeField()


class TypedForm(forms.Form):
    typed = forms.CharField(max_length=100, required=False)


def revision_of(article: Article, named: str) -> Revision:
    """The one that is named, if it is the article's: what was opened before a correction still fits its own text."""
    return article.revisions.filter(pk=number(named)).first() or article.revision
