"""Which paragraphs a meeting visited, and for how long."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from studyapp.library.models import Revision
from studyapp.meetings.models.meetings import Meeting


class FocusVisit(models.Model):
    """Everybody was at the paragraph that begins at `start` from `began_at` until `ended_at`.

    A record says what was read: the text stays as long as it does.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="visits")
    revision = models.ForeignKey(Revision, on_delete=models.RESTRICT, related_name="meeting_visits")
    start = models.PositiveIntegerField()
    number = models.PositiveIntegerField(null=True, blank=True)
    began_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("读过的段落")
        verbose_name_plural = _("读过的段落")
        ordering = ("began_at", "pk")

    def __str__(self) -> str:
        return f"{self.meeting_id} @{self.start}"
