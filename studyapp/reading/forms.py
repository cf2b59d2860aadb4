"""What the reading page tells the server."""

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from django import forms
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from studyapp.accounts.models import User
from studyapp.annotations.forms import MARKS, AnnotationForm
from studyapp.annotations.models import LONGEST_MARK, Annotation, Lens
from studyapp.chinese.sentences import sentence_spans
from studyapp.library.models import Article, Paragraph, Revision
from studyapp.numbers import LARGEST, number, numbers
from studyapp.reading.book import Book
from studyapp.reading.lenses import Sight
from studyapp.studies.models import Study
from studyapp.studies.standing import Standing

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


class LensForm(forms.Form):
    """Which study's notes lie over the text, which of them, and for whom the next one is. Clean: what `look` keeps."""

    study = forms.TypedChoiceField(required=False)
    shows = forms.ChoiceField(choices=Lens.Shows)
    person = forms.TypedChoiceField(required=False)
    shares = forms.BooleanField(required=False)

    def __init__(self, *args: Any, sight: Sight, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sight = sight
        self.studies = {str(study.pk): study for study in sight.studies}
        self.people = {str(person.pk): person for person in sight.people}
        offer(self, "study", [("", ""), *((pk, study.group.name) for pk, study in self.studies.items())])
        offer(self, "person", [("", ""), *((pk, str(person)) for pk, person in self.people.items())])

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        person = self.people.get(told.get("person", ""))
        shows = told.get("shows")
        if shows == Lens.Shows.PERSON and person is None:  # who was chosen has just left, or shares nothing any more
            shows = Lens.Shows.ALL
        study = self.studies.get(told.get("study", "")) or self.sight.study
        return {**told, "study": study, "shows": shows, "person": person if shows == Lens.Shows.PERSON else None}


class SentenceForm(AnnotationForm):
    """A note written without script: on one sentence of a paragraph, or on all of it, chosen from a list."""

    start = end = quote = None  # type: ignore[assignment]
    kind = forms.ChoiceField(label=_("种类"))
    sentence = forms.ChoiceField(label=_("哪一句"))
    paragraph = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, author: User, revision: Revision, paragraph: Paragraph, **kwargs: Any) -> None:
        super().__init__(*args, author=author, revision=revision, **kwargs)
        self.line_of_text = paragraph
        leads = any(audience.leads for audience in self.audiences)
        kinds = [kind for kind in MARKS if leads or kind != Annotation.Kind.KEY_POINT]
        offer(self, "kind", [(kind.value, kind.label) for kind in kinds])
        spans = list(sentence_spans(paragraph.text))
        is_one = len(spans) == 1 or len(paragraph.text) > LONGEST_MARK
        whole = [] if is_one else [(f"0-{len(paragraph.text)}", _("整段"))]
        said = [(f"{start}-{end}", paragraph.text[start:end]) for start, end in spans]
        offer(self, "sentence", [*said, *whole])
        self.initial.update({"key": uuid4(), "paragraph": paragraph.number, "kind": Annotation.Kind.THOUGHT})
        self.order_fields(["sentence", "kind", "body", "tags", "audience"])

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        start, end = map(int, said.pop("sentence", "0-0").split("-"))
        said.pop("paragraph", None)
        begin = self.line_of_text.start
        return {**said, "start": begin + start, "end": begin + end, "quote": self.line_of_text.text[start:end]}


def offer(form: forms.Form, field: str, choices: Sequence[tuple[str, Promise | str]]) -> None:
    form.fields[field].choices = choices  # type: ignore[attr-defined]


def note_form(data: QueryDict, *, author: User, revision: Revision) -> AnnotationForm:
    """A note as the script sends it, or as the form without script does."""
    if "sentence" in data:
        paragraph = revision.paragraphs.filter(number=number_in(data, "paragraph")).first()
        if paragraph:
            return SentenceForm(data, author=author, revision=revision, paragraph=paragraph)
    return AnnotationForm(data, author=author, revision=revision)


def numbers_in(asked: QueryDict, name: str) -> list[int]:
    """Those that `?name=8&name=12` gives; what is no number is left out."""
    return numbers(asked.getlist(name))[:MOST_PARAGRAPHS]


def number_in(asked: QueryDict, name: str) -> int:
    """The number that `?name=8` gives; 0 for what is none, and no row has that."""
    return number(asked.get(name, ""))


class ProgressForm(forms.Form):
    """How far the reader is: `mark` is such as s7-2, the section with the number 7 studied, or u120-0, the unit that
    begins at 120 unread. `leaf` is the one that lies open, `study` whose plan divides the text.
    """

    mark = forms.RegexField(r"^[su][0-9]{1,9}-[012]$")
    revision = forms.IntegerField(min_value=1, max_value=LARGEST)
    leaf = forms.IntegerField(min_value=1)
    study = forms.CharField(required=False)

    def __init__(self, *args: Any, book: Book, sight: Sight, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.leaves, self.studies = len(book.leaves), {str(study.pk): study for study in sight.studies}

    def clean_mark(self) -> tuple[str, Standing]:
        key, _dash, standing = self.cleaned_data["mark"].partition("-")
        return key, Standing(int(standing))

    def clean_study(self) -> Study | None:
        """One that the reader takes part in; none of another."""
        return self.studies.get(self.cleaned_data["study"])

    def clean_leaf(self) -> int:
        leaf: int = self.cleaned_data["leaf"]
        return min(leaf, self.leaves)


class MasteryForm(forms.Form):
    """Whether the reader has got hold of a key point."""

    mastered = forms.ChoiceField(choices=[("1", "1"), ("0", "0")])
    leaf = forms.IntegerField(min_value=1, max_value=LARGEST, required=False)

    def clean_mastered(self) -> bool:
        return bool(self.cleaned_data["mastered"] == "1")
