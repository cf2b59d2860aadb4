"""What is said to a note: replies, reactions, and the wordings that notes and replies had before."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from studyapp.accounts.models import User
from studyapp.annotations.models.annotations import GRACE, Annotation
from studyapp.studies.models import Study


class ReplyQuerySet(models.QuerySet["Reply"]):
    def visible_to(self, user: User) -> Self:
        """Replies in the threads open to the user. While a study is sealed: own ones, and those around a question."""
        asked = Q(annotation__kind=Annotation.Kind.QUESTION, study__in=Study.objects.visible_to(user).sealed())
        known = Q(study__in=Study.objects.revealed_to(user)) | asked
        shown = Q(hidden_at=None) | Q(study__in=Study.objects.led_by(user))
        mine = Q(author=user)
        return self.filter(mine | known & shown, annotation__in=Annotation.objects.open_to(user), deleted_at=None)

    def own(self, user: User) -> Self:
        return self.filter(author=user, deleted_at=None)

    def editable_by(self, user: User) -> Self:
        """While the thread is open: what is locked stays as it is."""
        there = self.visible_to(user).own(user).filter(annotation__locked_at=None)
        return there.filter(study__in=Study.objects.writable_by(user))

    def restorable_by(self, user: User) -> Self:
        there = self.filter(annotation__in=Annotation.objects.open_to(user), study__in=Study.objects.writable_by(user))
        return there.filter(author=user, deleted_at__gt=timezone.now() - GRACE, annotation__locked_at=None)

    def moderated_by(self, user: User) -> Self:
        return self.visible_to(user).filter(study__in=Study.objects.led_by(user))

    def answerable_by(self, user: User) -> Self:
        """Those that the user may quote, or name as the answer: in threads where they may say something."""
        return self.visible_to(user).filter(hidden_at=None, annotation__in=Annotation.objects.answerable_by(user))

    def reactable_by(self, user: User) -> Self:
        """Those of others with which the user may agree."""
        return self.answerable_by(user).exclude(author=user)

    def standing(self) -> Self:
        """For what is counted, never for what is shown to somebody."""
        return self.filter(deleted_at=None, hidden_at=None)


class Reply(models.Model):
    """Said to a group note; belongs to the study, and goes with it."""

    annotation = models.ForeignKey(Annotation, on_delete=models.CASCADE, related_name="replies")
    study = models.ForeignKey(Study, on_delete=models.CASCADE, related_name="replies")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="replies")
    body = models.TextField(_("内容"))
    html = models.TextField(editable=False, blank=True)
    agree_count = models.PositiveIntegerField(default=0)
    key = models.UUIDField()
    edition = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(default=timezone.now)
    edited_at = models.DateTimeField(null=True, blank=True)
    deleted_at = models.DateTimeField(null=True, blank=True)
    hidden_at = models.DateTimeField(null=True, blank=True)
    hidden_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    hidden_reason = models.CharField(max_length=200, blank=True)

    objects = ReplyQuerySet.as_manager()

    class Meta:
        verbose_name = _("回复")
        verbose_name_plural = _("回复")
        ordering = ("created_at", "pk")
        constraints = (models.UniqueConstraint(fields=("author", "key"), name="one_reply_per_key"),)

    def __str__(self) -> str:
        return f"{_('回复')} {self.pk}"


class Reaction(models.Model):
    """赞同 to a note or a reply, 我也有此问 to a question; once each."""

    class Kind(models.TextChoices):
        AGREE = "agree", _("赞同")
        ME_TOO = "me-too", _("我也有此问")

    annotation = models.ForeignKey(Annotation, on_delete=models.CASCADE, related_name="reactions")
    reply = models.ForeignKey(Reply, on_delete=models.CASCADE, null=True, blank=True, related_name="reactions")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="reactions")
    kind = models.CharField(max_length=8, choices=Kind)
    reacted_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("回应")
        verbose_name_plural = _("回应")
        constraints = (
            models.UniqueConstraint(
                fields=("annotation", "author", "kind"), condition=Q(reply=None), name="one_reaction_to_a_note"
            ),
            models.UniqueConstraint(
                fields=("reply", "author", "kind"), condition=Q(reply__isnull=False), name="one_reaction_to_a_reply"
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.pk}"


class WordingQuerySet(models.QuerySet["Wording"]):
    def visible_to(self, user: User) -> Self:
        """Earlier words of own notes; of others' what stood there since the group could see it."""
        notes = Q(reply=None, annotation__in=Annotation.objects.visible_to(user))
        replies = Q(reply__in=Reply.objects.visible_to(user))
        own = Q(reply=None, annotation__author=user) | Q(reply__author=user)
        return self.filter(notes | replies).filter(own | since_shared())


def since_shared() -> Q:
    """Replaced after the note was shared and, where a study had been sealed, after it was revealed."""
    shared = Q(annotation__shared_at__isnull=False, replaced_at__gt=F("annotation__shared_at"))
    reveals_at = "annotation__study__reveals_at"
    return shared & (Q(**{reveals_at: None}) | Q(replaced_at__gt=F(reveals_at)))


class Wording(models.Model):
    """What a note or a reply said before it was edited."""

    annotation = models.ForeignKey(Annotation, on_delete=models.CASCADE, related_name="wordings")
    reply = models.ForeignKey(Reply, on_delete=models.CASCADE, null=True, blank=True, related_name="wordings")
    html = models.TextField(blank=True)
    body = models.TextField(blank=True)
    written_at = models.DateTimeField()
    replaced_at = models.DateTimeField(default=timezone.now)

    objects = WordingQuerySet.as_manager()

    class Meta:
        verbose_name = _("从前的内容")
        verbose_name_plural = _("从前的内容")
        ordering = ("-replaced_at", "-pk")

    def __str__(self) -> str:
        return f"{self.pk}"
