"""What is typed to plan a meeting: when, where, about what; who does what in it; what one means to say."""

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from studyapp.accounts.forms.fields import LineField, RowsField
from studyapp.accounts.forms.profile import time_zones
from studyapp.accounts.models import User
from studyapp.annotations.models import Annotation
from studyapp.groups.models import Role, StudyGroup
from studyapp.meetings.forms.people import PersonField
from studyapp.meetings.models import Meeting, Part
from studyapp.studies.models import Study

LONGEST_OUTLINE = 10_000
YEARS = range(2000, 2200)  # at the ends of the calendar no clock can be told
BY_THE_FORM = ("title", "starts_at", "minutes", "place", "link", "guests_allowed", "characters_a_minute", "time_zone")


class MomentField(forms.DateTimeField):
    """A time on the reader's own clock. An hour that the clocks skip or have twice is said to be one."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")

    def clean(self, value: Any) -> datetime | None:
        try:
            moment: datetime | None = super().clean(value)
        except ValidationError as error:
            if error.code == "ambiguous_timezone":
                raise ValidationError(_("那天换夏令时，这个钟点没有，或者有两次。请早一点或晚一点。")) from None
            raise
        if moment and moment.year not in YEARS:
            raise ValidationError(_("年份不对，请再看一眼。"))
        return moment


def people_of(group: StudyGroup) -> Any:
    """Who may have a part: all but observers."""
    members = group.memberships.filter(role__gte=Role.MEMBER)
    return User.objects.filter(pk__in=members.values("user")).order_by("display_name", "pk")


class MeetingForm(forms.Form):
    """A meeting of `group`, as `user` plans it. Clean: what `services.planning` takes."""

    title = LineField(
        label=_("题目"), max_length=120, error_messages={"required": _("给学习会起个题目，比如“第三次学习会”。")}
    )
    studies = RowsField(
        Study.objects.none(),
        label=_("学哪几篇"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("选一篇，或者几篇。"), "invalid_choice": _("有一篇已经不在组里了，请再选一遍。")},
    )
    starts_at = MomentField(
        label=_("什么时候开始"),
        error_messages={"required": _("写开始的日期和时间。"), "invalid": _("请写日期和时间，比如 2026-11-26 19:00。")},
    )
    minutes = forms.IntegerField(label=_("计划多少分钟"), min_value=5, max_value=600, initial=90)
    place = LineField(label=_("地点"), max_length=200, required=False)
    link = forms.URLField(
        label=_("线上会议链接"),
        help_text=_("以 http:// 或 https:// 开头。"),
        max_length=500,
        required=False,
        assume_scheme="https",
        widget=forms.URLInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    guests_allowed = forms.BooleanField(
        label=_("可以列席"),
        required=False,
        help_text=_("没有账号的人扫大屏上的码、报称呼就能进来，跟着看正文，看不到批注。"),
    )
    characters_a_minute = forms.IntegerField(
        label=_("朗读每分钟多少字"), min_value=60, max_value=600, initial=200, help_text=_("用来估时间。")
    )
    time_zone = forms.ChoiceField(
        label=_("学习会的时区"), choices=time_zones, help_text=_("时区不同的人，两个时间都看得到。")
    )

    def __init__(self, *args: Any, group: StudyGroup, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        studies = Study.objects.visible_to(user).filter(group=group).select_related("article")
        self.fields["studies"].queryset = studies.order_by("-opened_at", "-pk")  # type: ignore[attr-defined]
        self.fields["studies"].label_from_instance = lambda study: study.article.title  # type: ignore[attr-defined]
        self.fields["link"].validators = [URLValidator(schemes=["http", "https"])]
        self.fields["time_zone"].initial = user.time_zone


class PlanForm(MeetingForm):
    """A new one: also who leads it and who writes it down. More parts are given later, on the meeting's page."""

    facilitator = PersonField(User.objects.none(), label=_("主持人"), empty_label=None)
    recorder = PersonField(User.objects.none(), label=_("记录人"), required=False, empty_label=_("以后再定"))

    def __init__(self, *args: Any, group: StudyGroup, user: User, **kwargs: Any) -> None:
        super().__init__(*args, group=group, user=user, **kwargs)
        for name in ("facilitator", "recorder"):
            self.fields[name].queryset = people_of(group)  # type: ignore[attr-defined]
        self.fields["facilitator"].initial = user.pk

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        facilitator, recorder = said.pop("facilitator", None), said.pop("recorder", None)
        said["parts"] = {Part.Role.FACILITATOR: [facilitator], Part.Role.RECORDER: [recorder] if recorder else []}
        return said


class ChangeForm(MeetingForm):
    """Another plan for a meeting. Once the group has been told of it, a change is told too, unless it is too small."""

    is_told = forms.BooleanField(label=_("告诉大家有改动"), required=False, initial=True)

    def __init__(self, *args: Any, meeting: Meeting, user: User, **kwargs: Any) -> None:
        said = {name: getattr(meeting, name) for name in BY_THE_FORM}
        said["studies"] = [study.pk for study in meeting.studies.all()]
        super().__init__(*args, group=meeting.group, user=user, initial=said, **kwargs)
        if meeting.announced_at is None:
            del self.fields["is_told"]


class PartForm(forms.Form):
    """Who is what in a meeting."""

    user = PersonField(
        User.objects.none(), label=_("谁"), empty_label=_("选一个人"), error_messages={"required": _("选一个人。")}
    )
    role = forms.ChoiceField(label=_("做什么"), choices=Part.Role.choices, initial=Part.Role.LEAD_READER)

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = people_of(meeting.group)  # type: ignore[attr-defined]


class OutlineForm(forms.Form):
    """What a key speaker means to say. Seen by nobody else."""

    outline = forms.CharField(
        label=_("发言提纲"),
        help_text=_("只有你自己看得见，开会时在手机上也看得到。"),
        max_length=LONGEST_OUTLINE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 10, "maxlength": LONGEST_OUTLINE}),
    )


class NotesForm(forms.Form):
    """Own notes to be put into the outline."""

    notes = RowsField(Annotation.objects.none(), required=False)

    def __init__(self, *args: Any, notes: QuerySet[Annotation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["notes"].queryset = notes  # type: ignore[attr-defined]
