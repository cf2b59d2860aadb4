"""What a facilitator types to reveal a study: when, or that it is meant."""

from datetime import datetime, timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from studyapp.accounts.forms.fields import LineField
from studyapp.accounts.naming import one_line
from studyapp.studies.models import Study

FARTHEST = timedelta(days=36_525)  # a century: on every clock a year that databases know


class MomentForm(forms.Form):
    """When a study is revealed by itself, on the reader's own clock; empty when nobody has fixed a time."""

    moment = forms.DateTimeField(
        label=_("到这个时间自动揭晓"),
        help_text=_("按你的时区。留空就是不定时间，等主持人揭晓。"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        error_messages={"invalid": _("请写日期和时间，比如 2026-11-26 19:00。")},
    )

    def clean_moment(self) -> datetime | None:
        moment: datetime | None = self.cleaned_data["moment"]
        if moment and moment <= timezone.now():
            raise forms.ValidationError(_("这个时间已经过去了。"))
        if moment and moment > timezone.now() + FARTHEST:
            raise forms.ValidationError(_("这个时间太远了。"))
        return moment


class RevealForm(forms.Form):
    """Revealing cannot be taken back in people's heads: it asks for the group's name, letter by letter."""

    typed_name = LineField(label=_("小组的名称"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "off"}))

    def __init__(self, *args: object, study: Study, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.study = study
        self.fields["typed_name"].help_text = _("照着写：%(name)s") % {"name": study.group.name}

    def clean_typed_name(self) -> str:
        typed: str = self.cleaned_data["typed_name"]
        name = self.study.group.name
        if typed != one_line(name):
            raise forms.ValidationError(_("和小组的名称不一样。请照着写：%(name)s"), params={"name": name})
        return typed
