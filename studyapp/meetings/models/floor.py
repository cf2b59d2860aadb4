"""Speaking: hands, speeches, and reading in turn."""

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from studyapp.library.models import Revision
from studyapp.meetings.models.agenda import AgendaItem
from studyapp.meetings.models.attendance import Attendance
from studyapp.meetings.models.meetings import Meeting

LEAST = 55  # seconds that are called a minute


class Hand(models.Model):
    """A raised hand, on a paragraph if there is one; it ends by being lowered or by being given the floor."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="hands")
    attendance = models.ForeignKey(Attendance, on_delete=models.CASCADE, related_name="hands")
    paragraph = models.PositiveIntegerField(null=True, blank=True)  # its number
    is_prepared = models.BooleanField(default=False)  # 重点发言人 come first
    raised_at = models.DateTimeField(default=timezone.now)
    lowered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("举手")
        verbose_name_plural = _("举手")
        ordering = ("-is_prepared", "raised_at", "pk")
        constraints = (
            models.UniqueConstraint(fields=("attendance",), condition=Q(lowered_at=None), name="one_hand_up"),
        )

    def __str__(self) -> str:
        return f"{self.pk}"


class Speech(models.Model):
    """That somebody had the floor. `summary` is the recorder's line, which the speaker may correct."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="speeches")
    attendance = models.ForeignKey(Attendance, on_delete=models.RESTRICT, related_name="speeches")
    item = models.ForeignKey(AgendaItem, on_delete=models.SET_NULL, null=True, blank=True, related_name="speeches")
    paragraph = models.PositiveIntegerField(null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(default=3)
    began_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)
    summary = models.TextField(_("发言摘要"), max_length=2000, blank=True)
    edition = models.PositiveIntegerField(default=1)
    checked_at = models.DateTimeField(null=True, blank=True)  # the speaker has read or corrected it

    class Meta:
        verbose_name = _("发言")
        verbose_name_plural = _("发言")
        ordering = ("began_at", "pk")
        constraints = (
            models.UniqueConstraint(fields=("meeting",), condition=Q(ended_at=None), name="one_speaker_at_a_time"),
        )

    def __str__(self) -> str:
        return f"{self.pk}"


class TurnQuerySet(models.QuerySet["Turn"]):
    def not_read(self) -> Self:
        """Those that somebody has and has not finished."""
        return self.filter(state__in=(Turn.State.WAITING, Turn.State.READING))


class Turn(models.Model):
    """轮读: `[start, end)` of the text, whole paragraphs, that somebody reads aloud. `seconds` is an estimate."""

    class State(models.TextChoices):
        WAITING = "waiting", _("等候")
        READING = "reading", _("在读")
        DONE = "done", _("读过")
        PASSED = "passed", _("跳过")

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="turns")
    attendance = models.ForeignKey(Attendance, on_delete=models.CASCADE, null=True, blank=True, related_name="turns")
    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="+")
    position = models.PositiveIntegerField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    first = models.PositiveIntegerField()  # numbers of the paragraphs
    last = models.PositiveIntegerField()
    seconds = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)

    objects = TurnQuerySet.as_manager()

    class Meta:
        verbose_name = _("轮读")
        verbose_name_plural = _("轮读")
        ordering = ("position", "pk")
        constraints = (models.CheckConstraint(condition=Q(start__lt=F("end")), name="turn_of_a_span"),)

    def __str__(self) -> str:
        return f"{self.first}–{self.last}"

    @property
    def minutes(self) -> int:
        """About how many; none when it is less than one."""
        return round(self.seconds / 60) if self.seconds >= LEAST else 0
