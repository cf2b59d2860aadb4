"""A study meeting 学习会: when and where, which studies it takes up, who leads it, and where everybody is now."""

from datetime import timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from studyapp.accounts.models import User
from studyapp.groups.models import Membership, Role, StudyGroup
from studyapp.library.models import Revision
from studyapp.studies.models import Study

UNDO_ENDING = timedelta(minutes=30)  # as long as an ending by mistake can be undone


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def visible_to(self, user: User) -> Self:
        """Meetings of the user's groups."""
        return self.filter(group__in=StudyGroup.objects.visible_to(user))

    def led_by(self, user: User) -> Self:
        """Those the user prepares and leads: named as facilitator for the meeting, or facilitator of the group."""
        return self.held_by(user, least=Role.FACILITATOR, parts=[Part.Role.FACILITATOR])

    def recorded_by(self, user: User) -> Self:
        """Those of which the user may write the record: its recorder, the group's recorders, and who leads it."""
        return self.held_by(user, least=Role.RECORDER, parts=[Part.Role.FACILITATOR, Part.Role.RECORDER])

    def held_by(self, user: User, *, least: Role, parts: list["Part.Role"]) -> Self:
        """By who has this role in the group, and by members of it who are named for the meeting."""
        named = Exists(Part.objects.filter(meeting=OuterRef("pk"), user_id=user.pk, role__in=parts))
        members = Q(group__in=StudyGroup.objects.led_by(user, least=Role.MEMBER))
        return self.filter(Q(group__in=StudyGroup.objects.led_by(user, least=least)) | (members & named))

    def with_record_for(self, user: User) -> Self:
        """Those whose record the user may read: signed, or the user's to write."""
        writing = Meeting.objects.recorded_by(user).values("pk")
        return self.visible_to(user).past().filter(Q(record__signed_at__isnull=False) | Q(pk__in=writing))

    def running(self) -> Self:
        return self.filter(started_at__isnull=False, ended_at=None, cancelled_at=None)

    def coming(self) -> Self:
        return self.filter(ended_at=None, cancelled_at=None)

    def past(self) -> Self:
        return self.filter(ended_at__isnull=False)


class Meeting(models.Model):
    """`focus`: the paragraph of `revision` that begins at `focus_start`; `moves` counts how often it moved. `moved_at`:
    when it did last, later by the time in which the meeting was over by mistake.
    """

    group = models.ForeignKey(StudyGroup, on_delete=models.CASCADE, related_name="meetings", verbose_name=_("小组"))
    studies = models.ManyToManyField(Study, related_name="meetings", verbose_name=_("研读"))
    title = models.CharField(_("题目"), max_length=120)
    starts_at = models.DateTimeField(_("开始时间"))
    time_zone = models.CharField(_("时区"), max_length=64, default=settings.TIME_ZONE)
    minutes = models.PositiveSmallIntegerField(_("计划多少分钟"), default=90)
    place = models.CharField(_("地点"), max_length=200, blank=True)
    link = models.URLField(_("线上会议链接"), max_length=500, blank=True)
    guests_allowed = models.BooleanField(_("可以列席"), default=False)
    characters_a_minute = models.PositiveSmallIntegerField(_("朗读每分钟字数"), default=200)
    nonce = models.CharField(max_length=40, unique=True)  # of which the codes are made
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    announced_at = models.DateTimeField(null=True, blank=True)
    started_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    lead = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    item = models.ForeignKey("meetings.AgendaItem", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    revision = models.ForeignKey(Revision, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    focus_start = models.PositiveIntegerField(null=True, blank=True)
    moves = models.PositiveIntegerField(default=0)
    moved_at = models.DateTimeField(null=True, blank=True)
    shown = models.ForeignKey(  # the note on the big screen
        "annotations.Annotation", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("学习会")
        verbose_name_plural = _("学习会")
        ordering = ("-starts_at", "-pk")

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("meetings:meeting", args=[self.pk])

    @property
    def topic(self) -> str:
        """Under which its events stand in the live log."""
        return f"meeting-{self.pk}"

    @property
    def is_running(self) -> bool:
        return self.started_at is not None and self.ended_at is None

    @property
    def is_over(self) -> bool:
        return self.ended_at is not None

    @property
    def can_be_resumed(self) -> bool:
        """It was ended a short while ago, perhaps by mistake, and its record is not signed."""
        record = getattr(self, "record", None)
        is_signed = record is not None and record.is_signed
        return self.ended_at is not None and timezone.now() - self.ended_at < UNDO_ENDING and not is_signed


class Part(models.Model):
    """What somebody is in this meeting, and in this meeting only."""

    class Role(models.TextChoices):
        FACILITATOR = "facilitator", _("主持人")
        RECORDER = "recorder", _("记录人")
        LEAD_READER = "lead-reader", _("领读人")
        KEY_SPEAKER = "key-speaker", _("重点发言人")

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="parts")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="meeting_parts")
    role = models.CharField(max_length=12, choices=Role)
    outline = models.TextField(_("发言提纲"), blank=True)

    class Meta:
        verbose_name = _("会议角色")
        verbose_name_plural = _("会议角色")
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=("meeting", "user", "role"), name="one_part_per_role"),)

    def __str__(self) -> str:
        return f"{self.user} · {self.get_role_display()}"


def leaders(meeting: Meeting) -> "models.QuerySet[User]":
    """Everybody to whom `Meeting.objects.led_by` gives the meeting."""
    memberships = Membership.objects.filter(group=meeting.group_id)
    named = meeting.parts.filter(role=Part.Role.FACILITATOR).values("user")
    leading = memberships.filter(Q(role__gte=Role.FACILITATOR) | Q(role__gte=Role.MEMBER, user__in=named))
    found: models.QuerySet[User] = User.objects.filter(pk__in=leading.values("user"), is_active=True)
    return found.order_by("display_name", "pk")
