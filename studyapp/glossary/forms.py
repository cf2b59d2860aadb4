"""What is typed into a glossary."""

from django import forms
from django.utils.translation import gettext_lazy as _

from studyapp.accounts.forms.fields import LineField
from studyapp.glossary.models import LONGEST_EXPLANATION, LONGEST_WORDS

EMPTY = _("写一句解释吧。")


class ExplanationField(LineField):
    """One paragraph: it stands on a card beside the text."""

    def __init__(self, *, required: bool = True) -> None:
        super().__init__(
            label=_("解释"),
            max_length=LONGEST_EXPLANATION,
            required=required,
            widget=forms.Textarea(attrs={"rows": 3}),
            error_messages={"required": EMPTY},
        )


class EntryForm(forms.Form):
    words = LineField(label=_("词语"), max_length=LONGEST_WORDS, error_messages={"required": _("写下要解释的词语。")})
    text = ExplanationField(required=False)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["text"].help_text = _("可以先空着，等知道的人来写。")


class ExplanationForm(forms.Form):
    text = ExplanationField()
