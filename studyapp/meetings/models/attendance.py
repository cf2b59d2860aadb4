"""Who is or was in a meeting 签到: members, and guests who are known by a name and a token alone."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from studyapp.meetings.models.meetings import Meeting


class AttendanceQuerySet(models.QuerySet["Attendance"]):
    def present(self) -> Self:
        """Who has come, observers and guests included."""
        return self.filter(checked_in_at__isnull=False)

    def there(self) -> Self:
        """Who has come and not gone, in the order in which they came."""
        return self.present().filter(left_at=None)

    def guests(self) -> Self:
        return self.filter(user=None)

    def shown_out(self) -> Self:
        """Guests whom who leads has asked to go."""
        return self.guests().filter(shown_out_at__isnull=False)

    def with_token(self, digest: str) -> Self:
        """The guest who holds this token, as long as the meeting lasts."""
        return self.filter(token_digest=digest, user=None, meeting__ended_at=None, meeting__guests_allowed=True)


class Attendance(models.Model):
    """One for each person and meeting. A guest is never a user: a name, and the digest of a token in a cookie."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendances")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="attendances"
    )
    guest_name = models.CharField(_("称呼"), max_length=40, blank=True)
    token_digest = models.CharField(max_length=64, blank=True)
    is_voting = models.BooleanField(default=True)  # 列席: guests and observers have no vote
    was_expected = models.BooleanField(default=False)  # a member of the group when the meeting ended
    checked_in_at = models.DateTimeField(null=True, blank=True)
    is_late = models.BooleanField(default=False)  # 补签
    checked_in_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    left_at = models.DateTimeField(null=True, blank=True)
    shown_out_at = models.DateTimeField(null=True, blank=True)  # a guest, by who leads; left_at says it too
    leave_reason = models.CharField(_("请假原因"), max_length=200, blank=True)
    leave_at = models.DateTimeField(null=True, blank=True)
    made_up_at = models.DateTimeField(null=True, blank=True)  # 补学
    revision = models.ForeignKey("library.Revision", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    at_start = models.PositiveIntegerField(null=True, blank=True)  # the paragraph on their page, while the meeting runs
    seen_at = models.DateTimeField(null=True, blank=True)

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        verbose_name = _("签到")
        verbose_name_plural = _("签到")
        ordering = ("checked_in_at", "pk")
        constraints = (
            models.UniqueConstraint(fields=("meeting", "user"), name="one_attendance_per_person"),
            models.CheckConstraint(condition=Q(user__isnull=False) | ~Q(guest_name=""), name="guest_has_a_name"),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return self.user.get_full_name() if self.user else self.guest_name

    @property
    def own_topic(self) -> str:
        """Under which a guest hears what is for them alone; a member has another, wherever they are."""
        return f"guest-{self.pk}"

    @property
    def is_present(self) -> bool:
        return self.checked_in_at is not None

    def check_in(self, *, late: bool = False) -> None:
        self.checked_in_at = self.checked_in_at or timezone.now()
        self.is_late = late
