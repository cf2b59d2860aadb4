"""What is typed about a group."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from studyapp.accounts.forms.fields import LineField
from studyapp.accounts.naming import one_line
from studyapp.groups import tokens
from studyapp.groups.models import USUAL_LABELS, Role, StudyGroup
from studyapp.groups.services import USUAL_LASTING, USUAL_USES

OWN_LABEL = "own"
LABEL_CHOICES = [*USUAL_LABELS.items(), (OWN_LABEL, _("别的叫法"))]
MOST_USES = 1000


class GroupForm(forms.Form):
    name = LineField(
        label=_("名称"),
        help_text=_("成员在「」里看到它。"),
        max_length=60,
        error_messages={"required": _("写一个看得见的名称。")},
    )
    label = forms.ChoiceField(
        label=_("怎么称呼自己"),
        choices=LABEL_CHOICES,
        widget=forms.RadioSelect,
        initial="小组",
        error_messages={"required": _("请选一个叫法。")},
    )
    own_label = LineField(
        label=_("自己的叫法"),
        help_text=_("上面选了「别的叫法」就写在这里，比如：诗社、教研组。"),
        max_length=12,
        required=False,
    )
    description = LineField(  # it stands under the group's name
        label=_("简介"),
        help_text=_("一两句话：读什么，什么时候聚。"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    @classmethod
    def of(cls, group: StudyGroup) -> "GroupForm":
        """The form filled with what the group says of itself."""
        usual = group.label in USUAL_LABELS
        return cls(
            initial={
                "name": group.name,
                "label": group.label if usual else OWN_LABEL,
                "own_label": "" if usual else group.label,
                "description": group.description,
            }
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        own_label = cleaned.pop("own_label", "")
        if cleaned.get("label") == OWN_LABEL and not self.has_error("own_label"):
            if not own_label:
                self.add_error("own_label", _("请写下你们的叫法，或在上面选一个。"))
            cleaned["label"] = own_label
        return cleaned


class DeleteForm(forms.Form):
    """Deleting asks for the group's name, letter by letter."""

    typed_name = LineField(label=_("小组的名称"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "off"}))

    def __init__(self, *args: Any, group: StudyGroup, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.group = group

    def clean_typed_name(self) -> str:
        typed: str = self.cleaned_data["typed_name"]
        if typed != one_line(self.group.name):
            raise forms.ValidationError(_("和小组的名称不一样。请照着写：%(name)s"), params={"name": self.group.name})
        return typed


class RoleForm(forms.Form):
    role = forms.TypedChoiceField(label=_("角色"), coerce=lambda value: Role(int(value)))

    def __init__(self, *args: Any, highest: Role, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(role.value, role.label) for role in highest.and_below()]
        self.fields["role"].choices = choices  # type: ignore[attr-defined]


class InvitationForm(RoleForm):
    """A new invitation, of at most the inviter's own role."""

    max_uses = forms.IntegerField(label=_("能用几次"), min_value=1, max_value=MOST_USES, initial=USUAL_USES)
    days = forms.TypedChoiceField(
        label=_("多久有效"),
        coerce=int,
        choices=[(1, _("1 天")), (7, _("7 天")), (14, _("14 天")), (30, _("30 天")), (90, _("90 天"))],
        initial=USUAL_LASTING.days,
    )

    field_order = ("role", "max_uses", "days")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].label = _("进来是")
        self.fields["role"].initial = Role.MEMBER

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        cleaned["lasting"] = timedelta(days=cleaned.pop("days", 0))
        return cleaned


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("邀请码"),
        help_text=_("八位字母和数字，大小写、空格都不要紧。"),
        max_length=40,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
                "placeholder": "TEA7 K42M",
            }
        ),
    )

    def clean_code(self) -> str:
        typed: str = self.cleaned_data["code"]
        if len(tokens.tidy(typed)) != tokens.CODE_LENGTH:
            raise forms.ValidationError(_("邀请码是八位字母和数字，请再看一眼。"))
        return typed
