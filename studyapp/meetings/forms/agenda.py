"""What is typed about an agenda item: what, how long, how, who, and which paragraphs."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from studyapp.accounts.forms.fields import LineField
from studyapp.accounts.models import User
from studyapp.library.shelf import newest_revisions
from studyapp.meetings.forms.people import PersonField
from studyapp.meetings.forms.prepare import people_of
from studyapp.meetings.models import AgendaItem, Meeting
from studyapp.meetings.stretches import span
from studyapp.numbers import LARGEST
from studyapp.studies.models import Study


class ItemForm(forms.Form):
    """Clean: what `services.agenda` takes, a span of the newest text in place of the numbers of paragraphs."""

    title = LineField(label=_("议题"), max_length=200, error_messages={"required": _("写下这一项是什么。")})
    kind = forms.ChoiceField(label=_("方式"), choices=AgendaItem.Kind.choices, initial=AgendaItem.Kind.DISCUSSION)
    minutes = forms.IntegerField(label=_("分钟"), min_value=1, max_value=600, initial=10)
    person = PersonField(User.objects.none(), label=_("谁来"), required=False, empty_label=_("不指定"))
    study = forms.ModelChoiceField(Study.objects.none(), label=_("哪一篇"), required=False, empty_label=_("不指定"))
    first = forms.IntegerField(label=_("从第几段"), min_value=1, max_value=LARGEST, required=False)
    last = forms.IntegerField(label=_("到第几段"), min_value=1, max_value=LARGEST, required=False)

    def __init__(self, *args: Any, meeting: Meeting, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people_of(meeting.group)  # type: ignore[attr-defined]
        studies = Study.objects.visible_to(user).filter(meetings=meeting).select_related("article").order_by("pk")
        self.fields["study"].queryset = studies  # type: ignore[attr-defined]
        self.fields["study"].label_from_instance = lambda study: study.article.title  # type: ignore[attr-defined]

    @classmethod
    def of(cls, item: Any, *, user: User) -> "ItemForm":
        """The form filled with the item; `item` has `first` and `last`."""
        said = {name: getattr(item, name) for name in ("title", "kind", "minutes", "first", "last")}
        said |= {"person": item.person_id, "study": item.study_id}
        return cls(initial=said, meeting=item.meeting, user=user, auto_id=f"item-{item.pk}-%s")

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        first, last = said.pop("first", None), said.pop("last", None)
        said |= {"revision": None, "start": None, "end": None}
        if self.errors or not (first or last):
            return said
        study = said.get("study") or self.only_study()
        if study is None:
            self.add_error("study", _("写了段号，请选是哪一篇。"))
            return said
        revision = newest_revisions([study.article_id])[study.article_id]
        found = span(revision, first or last, last or first)
        if found is None:
            words = _("这篇一共 %(count)s 段，请写其中从前到后的两段。") % {"count": revision.paragraph_count}
            self.add_error("last", words)
            return said
        return said | {"study": study, "revision": revision, "start": found[0], "end": found[1]}

    def only_study(self) -> Study | None:
        """Where there is but one nobody has to say which."""
        some = list(self.fields["study"].queryset[:2])  # type: ignore[attr-defined]
        return some[0] if len(some) == 1 else None


class PlaceForm(forms.Form):
    """Where an item goes in the list: to a place counted from 0, or by a step."""

    to = forms.IntegerField(min_value=0, max_value=1000, required=False)
    step = forms.ChoiceField(choices=[("-1", "-1"), ("1", "1")], required=False)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("to") is None and not said.get("step"):
            raise forms.ValidationError(_("请说移到哪里。"))
        return said
