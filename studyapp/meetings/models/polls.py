"""Quick pulse 小调查: a question to those present, answered by a tap."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from studyapp.meetings.models.attendance import Attendance
from studyapp.meetings.models.meetings import Meeting


class Poll(models.Model):
    """`choices` are words; `is_anonymous` is said before anybody answers, and stays so. `answered`: the signs of those
    who answered an anonymous one before it was closed, in no order; what they chose is not there any more.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="polls")
    question = models.CharField(_("问题"), max_length=200)
    choices = models.JSONField(_("选项"), default=list)
    is_multiple = models.BooleanField(_("可以多选"), default=False)
    is_anonymous = models.BooleanField(_("不记名"), default=True)
    opened_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True, blank=True)
    answered = models.JSONField(default=list)

    class Meta:
        verbose_name = _("小调查")
        verbose_name_plural = _("小调查")
        ordering = ("-opened_at", "-pk")
        constraints = (models.UniqueConstraint(fields=("meeting",), condition=Q(closed_at=None), name="one_open_poll"),)

    def __str__(self) -> str:
        return self.question


class Ballot(models.Model):
    """What somebody chose. `voter` names them, or, when it is anonymous, is a digest that only tells two apart."""

    poll = models.ForeignKey(Poll, on_delete=models.CASCADE, related_name="ballots")
    attendance = models.ForeignKey(Attendance, on_delete=models.CASCADE, null=True, blank=True, related_name="ballots")
    voter = models.CharField(max_length=64)
    chosen = models.JSONField(default=list)  # indices

    class Meta:
        verbose_name = _("选票")
        verbose_name_plural = _("选票")
        constraints = (models.UniqueConstraint(fields=("poll", "voter"), name="one_ballot_per_voter"),)

    def __str__(self) -> str:
        return f"{self.pk}"
