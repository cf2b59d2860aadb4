"""What is typed on the way into a meeting: a code, a name, why one cannot come, who came."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from studyapp.accounts.forms.fields import LineField, refuse_the_name_of_who_has_left
from studyapp.accounts.models import User
from studyapp.accounts.naming import skeleton
from studyapp.groups import tokens
from studyapp.meetings.codes import LENGTH
from studyapp.meetings.forms.people import PersonField
from studyapp.meetings.models import Meeting


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("签到码"),
        help_text=_("大屏上的八位字母和数字，大小写、空格都不要紧。"),
        max_length=40,
        error_messages={"required": _("写下大屏上的码。")},
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false", "inputmode": "text"}
        ),
    )

    def clean_code(self) -> str:
        typed = tokens.tidy(self.cleaned_data["code"])
        if len(typed) != LENGTH:
            raise forms.ValidationError(_("码是八位字母和数字，请再看一眼。"))
        return typed


class ScreenCodeForm(CodeForm):
    """At the computer to which a big screen is lent."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("大屏的码")
        self.fields["code"].help_text = _("主持人在主持台的“大屏”里看得到，八位，只用一次。")
        self.fields["code"].error_messages["required"] = _("写下主持人给的码。")


class GuestForm(forms.Form):
    name = LineField(
        label=_("怎么称呼你"),
        help_text=_("会上的人看得到，也写进学习记录的列席名单。"),
        max_length=40,
        error_messages={"required": _("写一个别人看得见的称呼。")},
        validators=[refuse_the_name_of_who_has_left],
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.meeting = meeting

    def clean_name(self) -> str:
        """Nobody passes for a member, in the queue or in the record."""
        name: str = self.cleaned_data["name"]
        members = User.objects.filter(memberships__group=self.meeting.group_id)
        if skeleton(name) in {skeleton(taken) for taken in members.values_list("display_name", flat=True)}:
            raise forms.ValidationError(_("组里有人也叫这个称呼。加上单位，或者换一个，好让大家分得清。"))
        return name


class ExcuseForm(forms.Form):
    reason = LineField(
        label=_("请假原因"),
        help_text=_("记录人和主持人看得到，学习记录里也写；签发以后全组看得到。不想细说，写“有事”就好。"),
        max_length=200,
        error_messages={"required": _("写一句原因，记录人和主持人看得到。")},
    )


class PersonForm(forms.Form):
    """Somebody of the group."""

    user = PersonField(
        User.objects.none(), label=_("谁"), empty_label=_("选一个人"), error_messages={"required": _("选一个人。")}
    )

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        members = meeting.group.memberships.values("user")
        people = User.objects.filter(pk__in=members).order_by("display_name", "pk")
        self.fields["user"].queryset = people  # type: ignore[attr-defined]


class AbsenceForm(PersonForm, ExcuseForm):
    """Why somebody did not come."""

    field_order = ("user", "reason")
