"""The agenda 议程: what is to be done, for how long, and how long it took."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from studyapp.annotations.models import Annotation
from studyapp.library.models import Revision
from studyapp.meetings.models.meetings import Meeting
from studyapp.studies.models import Study


class AgendaItem(models.Model):
    """`[start, end)` of `revision`, if it is about a stretch of a text; once that text is replaced, it is about none.
    `spent`: the seconds of earlier turns.
    """

    class Kind(models.TextChoices):
        READING = "reading", _("轮读")
        TALK = "talk", _("发言")
        QUESTIONS = "questions", _("疑问")
        DISCUSSION = "discussion", _("讨论")
        POLL = "poll", _("小调查")
        BREAK = "break", _("休息")
        DECISIONS = "decisions", _("决定")

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="agenda")
    position = models.PositiveIntegerField()
    kind = models.CharField(_("方式"), max_length=12, choices=Kind, default=Kind.DISCUSSION)
    title = models.CharField(_("议题"), max_length=200)
    minutes = models.PositiveSmallIntegerField(_("分钟"), default=10)
    study = models.ForeignKey(Study, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    revision = models.ForeignKey(Revision, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    question = models.ForeignKey(Annotation, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    began_at = models.DateTimeField(null=True, blank=True)  # of the turn that runs now
    paused_at = models.DateTimeField(null=True, blank=True)
    spent = models.PositiveIntegerField(default=0)
    done_at = models.DateTimeField(null=True, blank=True)
    skipped = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("议题")
        verbose_name_plural = _("议题")
        ordering = ("position", "pk")
        constraints = (
            models.CheckConstraint(condition=Q(start=None, end=None) | Q(start__lt=F("end")), name="item_of_a_span"),
        )

    def __str__(self) -> str:
        return self.title

    def elapsed(self, now: datetime) -> timedelta:
        """Time that the item took so far, pauses aside."""
        running = (self.paused_at or now) - self.began_at if self.began_at else timedelta()
        return timedelta(seconds=self.spent) + max(running, timedelta())
