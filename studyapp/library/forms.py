"""What the shelf can be asked for."""

from django import forms
from django.utils.translation import gettext_lazy as _

from studyapp.library.shelf import PUBLIC, Asked

MANY_DIGITS = 18  # longer is no key of ours
SORTS = [("read", _("按最近读过")), ("newest", _("按新到")), ("title", _("按题目")), ("length", _("按长短"))]


class ShelfForm(forms.Form):
    """Always answers: what it does not understand it leaves at the default."""

    group = forms.CharField(required=False)
    q = forms.CharField(required=False, max_length=60, label=_("找文章"))
    sort = forms.ChoiceField(choices=SORTS, required=False, label=_("排列"))

    @property
    def asked(self) -> Asked:
        self.is_valid()
        told = self.cleaned_data
        group = told.get("group", "")
        return Asked(
            group=group if group == PUBLIC or (group.isdecimal() and len(group) < MANY_DIGITS) else "",
            sort=told.get("sort") or "read",
            q=told.get("q", ""),
        )
