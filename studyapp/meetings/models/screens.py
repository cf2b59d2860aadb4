"""Big screens on computers where nobody signs in: lent by who leads, for one meeting."""

from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from studyapp.meetings.models.meetings import UNDO_ENDING, Meeting

WAITS = timedelta(minutes=10)  # for its code to be typed
LASTS = timedelta(hours=12)  # longer than any meeting


class LentScreenQuerySet(models.QuerySet["LentScreen"]):
    def standing(self) -> Self:
        """Nobody took them back, and their meeting is to come, runs, or was ended so lately that it may go on."""
        now = timezone.now()
        not_over = Q(meeting__ended_at=None) | Q(meeting__ended_at__gt=now - UNDO_ENDING)
        lasting = self.filter(not_over, taken_back_at=None, lent_at__gt=now - LASTS)
        return lasting.filter(meeting__cancelled_at=None, meeting__group__deleted_at=None)

    def waiting(self) -> Self:
        """Those whose code opens something: nobody has typed it yet."""
        return self.standing().filter(opened_at=None, lent_at__gt=timezone.now() - WAITS)

    def opened(self) -> Self:
        return self.standing().exclude(opened_at=None)

    def with_token(self, digest: str) -> Self:
        return self.opened().filter(token_digest=digest)


class LentScreen(models.Model):
    """Sees what `lent_by` may show, as long as they lead the meeting. `code_digest`: of what is typed once to open it;
    `token_digest`: of what stands in the cookie of the computer that did.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="lent_screens")
    lent_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    nonce = models.CharField(max_length=40, unique=True)  # of which the code is made
    code_digest = models.CharField(max_length=64, db_index=True)
    token_digest = models.CharField(max_length=64, blank=True)
    lent_at = models.DateTimeField(default=timezone.now)
    opened_at = models.DateTimeField(null=True, blank=True)
    taken_back_at = models.DateTimeField(null=True, blank=True)

    objects = LentScreenQuerySet.as_manager()

    class Meta:
        verbose_name = _("借出的大屏")
        verbose_name_plural = _("借出的大屏")
        ordering = ("lent_at", "pk")

    def __str__(self) -> str:
        return f"{self.pk}"

    @property
    def topic(self) -> str:
        """Under which it hears that it was taken back."""
        return f"screen-{self.pk}"

    @property
    def waits_until(self) -> datetime:
        return self.lent_at + WAITS
