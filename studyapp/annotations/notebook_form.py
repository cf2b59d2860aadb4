"""What the notebook can be asked for."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from studyapp.accounts.models import User
from studyapp.annotations.models import Annotation
from studyapp.annotations.notebook import BY_ARTICLE, BY_DATE, PRIVATE, Asked, articles_of, groups_of

SINCE = [("", _("什么时候都算")), ("today", _("今天")), ("week", _("本周")), ("month", _("本月")), ("year", _("今年"))]
ORDERS = [(BY_DATE, _("按日期")), (BY_ARTICLE, _("按文章"))]


class NotebookForm(forms.Form):
    """Always answers: what it does not understand it leaves at the default."""

    q = forms.CharField(required=False, max_length=60, label=_("在原文和自己的话里找"))
    article = forms.ChoiceField(required=False, label=_("文章"))
    kind = forms.ChoiceField(choices=[("", _("各种")), *Annotation.Kind.choices], required=False, label=_("种类"))
    tag = forms.CharField(required=False, max_length=20, label=_("标签"))
    to = forms.ChoiceField(required=False, label=_("谁能看见"))
    since = forms.ChoiceField(choices=SINCE, required=False, label=_("时间"))
    by = forms.ChoiceField(choices=ORDERS, required=False, label=_("排列"))

    def __init__(self, *args: Any, reader: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["article"].choices = [("", _("所有文章")), *articles_of(reader)]  # type: ignore[attr-defined]
        for name in ("article", "kind", "to", "since", "by"):
            self.fields[name].widget.attrs["class"] = "input"
        alone = (PRIVATE, _("仅自己可见"))
        self.fields["to"].choices = [("", _("不论谁能看见")), alone, *groups_of(reader)]  # type: ignore[attr-defined]

    @property
    def asked(self) -> Asked:
        self.is_valid()
        told = self.cleaned_data
        return Asked(
            q=told.get("q", ""),
            article=told.get("article", ""),
            kind=told.get("kind", ""),
            tag=told.get("tag", ""),
            to=told.get("to", ""),
            since=told.get("since", ""),
            by=told.get("by") or BY_DATE,
        )

    @property
    def selects(self) -> list[forms.BoundField]:
        """The fields that are chosen from a list."""
        return [self[name] for name in ("article", "kind", "to", "since", "by")]
