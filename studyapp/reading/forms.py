"""What the reading page tells the server."""

from typing import Any

from django import forms
from django.http import QueryDict

from studyapp.library.models import Article, Paragraph

LARGEST = 2**31 - 1  # what a column of these numbers holds
MOST_DIGITS = 10
MOST_PARAGRAPHS = 100  # of one answer; a screen shows fewer


class PlaceForm(forms.Form):
    """A paragraph of a revision of this article; `onward` is the leaf to open then, 0 when the text is read."""

    revision = forms.IntegerField(min_value=1, max_value=LARGEST)
    paragraph = forms.IntegerField(min_value=1, max_value=LARGEST)
    onward = forms.IntegerField(min_value=0, max_value=LARGEST, required=False)

    def __init__(self, *args: Any, article: Article, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.article = article
        self.found: Paragraph | None = None

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        mine = Paragraph.objects.filter(revision__article=self.article).select_related("revision").defer("text")
        self.found = mine.filter(revision=told.get("revision", 0), number=told.get("paragraph", 0)).first()
        if self.found is None:
            raise forms.ValidationError("no such paragraph")
        return told


def numbers_in(asked: QueryDict) -> list[int]:
    """The paragraphs that `?n=8&n=12` asks for; what is no number is left out."""
    return [int(word) for word in asked.getlist("n") if is_number(word)][:MOST_PARAGRAPHS]


def number_in(asked: QueryDict, name: str) -> int:
    """The number that `?name=8` gives; 0 for what is none, and no row has that."""
    word = asked.get(name, "")
    return int(word) if is_number(word) else 0


def is_number(word: str) -> bool:
    return word.isascii() and word.isdigit() and len(word) < MOST_DIGITS
