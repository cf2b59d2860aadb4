"""What those who lead type about a plan: a step, and how a plan is to be proposed."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from studyapp.accounts.forms.fields import LineField
from studyapp.library.models import Revision
from studyapp.studies import spans
from studyapp.studies.models import PlanStep
from studyapp.studies.services.planning import MOST_STEPS, Step

KEEP = "keep"
MANY = 400  # more sections than this nobody finds in a list: then by the numbers of paragraphs
FARTHEST = timedelta(days=3660)


class DayField(forms.DateField):
    """A day on the reader's own calendar."""

    def __init__(self, **kwargs: Any) -> None:
        wrong = {"invalid": _("请写日期，比如 2026-11-26。"), "required": _("请选一天。")}
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        super().__init__(widget=widget, error_messages=wrong, **kwargs)

    def clean(self, value: Any) -> date | None:
        day: date | None = super().clean(value)
        if day and abs(day - timezone.localdate()) > FARTHEST:
            raise forms.ValidationError(_("这一天太远了。"))
        return day


class StepForm(forms.Form):
    """From one section to another, or of a text without sections from one paragraph to another. Clean: `step`."""

    first = forms.Field()
    last = forms.Field()
    due_on = DayField(label=_("哪天前读完"), help_text=_("可以不定日子。"), required=False)
    prompt = LineField(
        label=_("导读的问题"),
        help_text=_("带着一个问题去读。没有也行。"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(
        self, *args: Any, revision: Revision, keeps: str = "", row: PlanStep | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.revision, self.row = revision, row
        self.sections = spans.choices(revision, beginning=str(_("开头")))
        if 0 < len(self.sections) <= MANY:
            self.offer_sections(keeps)
        else:
            self.offer_paragraphs()

    def offer_sections(self, keeps: str) -> None:
        named = [(str(each.number), "　" * each.depth + each.title) for each in self.sections]
        kept = [(KEEP, keeps)] if keeps else []
        self.fields["first"] = forms.ChoiceField(label=_("从哪一节"), choices=[*kept, *named])
        self.fields["last"] = forms.ChoiceField(
            label=_("到哪一节"), choices=[("", _("只读这一节")), *named], required=False
        )

    def offer_paragraphs(self) -> None:
        most = self.revision.paragraph_count
        words = {"max_value": _("这篇一共 %(limit_value)s 段。"), "min_value": _("从第 1 段数起。")}
        for name, label in (("first", _("从第几段")), ("last", _("到第几段"))):
            self.fields[name] = forms.IntegerField(label=label, min_value=1, max_value=most, error_messages=words)

    @classmethod
    def of(cls, row: PlanStep, *, revision: Revision, keeps: str, first: int, last: int) -> "StepForm":
        """The form filled with the step, which has these paragraphs; `keeps` are the words for leaving its stretch."""
        form = cls(revision=revision, keeps=keeps, row=row, auto_id=f"step-{row.pk}-%s")
        form.initial = {"due_on": row.due_on, "prompt": row.prompt, "first": first, "last": last}
        if 0 < len(form.sections) <= MANY:
            form.initial |= {"first": KEEP, "last": ""}
        return form

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if not self.errors:
            span = self.span(said["first"], said["last"])
            if span is None:
                self.add_error("last", _("请从前往后选。"))
            else:
                said["step"] = Step(*span, said["due_on"], said["prompt"])
        return said

    def span(self, first: Any, last: Any) -> tuple[int, int] | None:
        if first == KEEP and self.row:
            return self.row.start, self.row.end
        if isinstance(first, int):
            return spans.of_paragraphs(self.revision, first, last)
        by = {str(each.number): each for each in self.sections}
        return spans.of_sections(by[first], by[last or first])


class ProposalForm(forms.Form):
    """In how many steps, from which day to which."""

    parts = forms.IntegerField(label=_("分成几步"), min_value=1, max_value=MOST_STEPS, initial=4)
    begins_on = DayField(label=_("从哪天"))
    ends_on = DayField(label=_("到哪天"))

    @classmethod
    def usual(cls) -> "ProposalForm":
        """Two weeks from today."""
        today = timezone.localdate()
        return cls(initial={"parts": 4, "begins_on": today, "ends_on": today + timedelta(days=14)})

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        begins, ends = said.get("begins_on"), said.get("ends_on")
        if begins and ends and ends < begins:
            self.add_error("ends_on", _("这一天在开始之前。"))
        return said


class PlaceForm(forms.Form):
    """Where a step goes in the list: to a place counted from 0, or by one."""

    to = forms.IntegerField(min_value=0, max_value=MOST_STEPS, required=False)
    step = forms.ChoiceField(choices=[("-1", "-1"), ("1", "1")], required=False)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("to") is None and not said.get("step"):
            raise forms.ValidationError(_("请说移到哪里。"))
        return said
