"""Notifications. They hold no words of a note: only who did what, about which words of the text, and where to look."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Count, ExpressionWrapper, OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from studyapp.accounts.models import User
from studyapp.groups.models import StudyGroup


class NotificationQuerySet(models.QuerySet["Notification"]):
    def visible_to(self, user: User) -> Self:
        """The user's own, from groups that they are still in, of what they may know by now."""
        theirs = Q(group=None) | Q(group__in=StudyGroup.objects.visible_to(user))
        return self.shown().filter(theirs, user=user)

    def shown(self) -> Self:
        return self.filter(shows_at__lte=timezone.now())

    def unread(self) -> Self:
        return self.filter(read_at=None)

    def with_people(self) -> Self:
        """Adds how many `people` did it, and the key of the `last`."""
        last = Notification.actors.through.objects.filter(notification=OuterRef("pk")).order_by("-pk").values("user")
        return self.annotate(people=Count("actors"), last=Subquery(last[:1]))

    def unread_first(self) -> Self:
        is_read = ExpressionWrapper(Q(read_at__isnull=False), output_field=models.BooleanField())
        return self.order_by(is_read.asc(), "-happened_at", "-pk")

    def waiting(self) -> Self:
        """What its reader may not know yet."""
        return self.filter(Q(shows_at=None) | Q(shows_at__gt=timezone.now()))


class Notification(models.Model):
    """What happened around one `subject` (such as "annotation-12") since the user last looked; `actors` did it.

    `address` is where to look, `title` the words of the text that it is about, or a meeting's name. `topic` (such as
    "study-3") may be sealed: until `shows_at` nobody gets to know; without it, until somebody sets a time.
    """

    class Kind(models.TextChoices):
        MENTION = "mention", _("提到了你")
        REPLY = "reply", _("回复了你")
        THREAD = "thread", _("在你参与的讨论里回复了")
        ANSWER = "answer", _("解答了你的疑问")
        QUESTION = "question", _("提了疑问")
        MEETING = "meeting", _("通知了学习会")
        CHANGED = "changed", _("改了学习会的安排")
        CANCELLED = "cancelled", _("取消了学习会")
        HANDED = "handed", _("交来了学习记录")
        SIGNED = "signed", _("签发了学习记录")
        SUMMARY = "summary", _("记了你的发言")
        TO_DO = "to-do", _("给了你一项待办")
        PLAN = "plan", _("排了学习计划")

    class About(models.TextChoices):
        """What kind of note it is about; the app of notes stands above this one."""

        HIGHLIGHT = "highlight", _("划线")
        THOUGHT = "thought", _("想法")
        QUESTION = "question", _("疑问")
        KEY_POINT = "key-point", _("要点")
        TOPIC = "topic", _("话题")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notifications")
    group = models.ForeignKey(StudyGroup, on_delete=models.CASCADE, null=True, blank=True, related_name="notifications")
    kind = models.CharField(max_length=12, choices=Kind)
    subject = models.CharField(max_length=40)
    about = models.CharField(max_length=12, choices=About, blank=True)
    address = models.CharField(max_length=200)
    title = models.CharField(max_length=120, blank=True)
    things = models.JSONField(default=dict)  # what exactly happened, such as "reply-55", and who did it
    actors = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+")
    count = models.PositiveIntegerField(default=1)
    happened_at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True, blank=True)
    topic = models.CharField(max_length=60, blank=True)
    shows_at = models.DateTimeField(null=True, blank=True, default=timezone.now)

    people: int  # with_people() adds these two
    last: int | None

    objects = NotificationQuerySet.as_manager()

    class Meta:
        verbose_name = _("通知")
        verbose_name_plural = _("通知")
        ordering = ("-happened_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("user", "kind", "subject"),
                condition=Q(read_at=None),
                name="one_unread_per_subject",
            ),
        )
        indexes = (
            models.Index(fields=("user", "-happened_at"), name="notification_of_user"),
            models.Index(fields=("subject",), name="notification_of_subject"),
            models.Index(fields=("topic",), name="notification_of_topic"),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.pk}"

    @property
    def is_shown(self) -> bool:
        return self.shows_at is not None and self.shows_at <= timezone.now()
