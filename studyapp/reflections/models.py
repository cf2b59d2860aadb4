"""心得: what somebody writes about a text, and what it said before. A group reads it as a topic of its discussion."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from studyapp.accounts.models import User
from studyapp.annotations.models import GRACE, Annotation
from studyapp.library.models import Article
from studyapp.studies.models import Study


class ReflectionQuerySet(models.QuerySet["Reflection"]):
    def own(self, user: User) -> Self:
        """What the user wrote and has not deleted, shared or not."""
        return self.filter(author=user, deleted_at=None)

    def restorable_by(self, user: User) -> Self:
        """What the user deleted within the grace."""
        return self.filter(author=user, deleted_at__gt=timezone.now() - GRACE)

    def shared_with(self, user: User) -> Self:
        """Those whose topic the user may read: the one rule for what others see of a reflection is that of notes.

        What they see is the topic's words, never `body`, which goes on being written.
        """
        topics = Annotation.objects.visible_to(user).filter(kind=Annotation.Kind.TOPIC, study__isnull=False)
        return self.filter(topic__in=topics, deleted_at=None)

    def visible_to(self, user: User) -> Self:
        """Own ones, and those that others share with the user."""
        return self.own(user) | self.shared_with(user)


class Reflection(models.Model):
    """One piece of writing; without a study it was written for oneself. `topic` is what a group sees of it.

    `hand` names the window that saved last: what it sends again, not having heard the answer, overtakes nobody.
    """

    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="reflections",
        verbose_name=gettext_lazy("作者"),
    )
    article = models.ForeignKey(
        Article, on_delete=models.CASCADE, related_name="reflections", verbose_name=gettext_lazy("文章")
    )
    study = models.ForeignKey(
        Study,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="reflections",
        verbose_name=gettext_lazy("研读"),
    )
    topic = models.OneToOneField(Annotation, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    notes = models.ManyToManyField(Annotation, related_name="+", blank=True)  # that were put into it
    title = models.CharField(gettext_lazy("题目"), max_length=60, blank=True)
    body = models.TextField(gettext_lazy("正文"), blank=True)
    key = models.UUIDField()  # made with the form: what is begun twice is kept once
    edition = models.PositiveIntegerField(default=1)  # rises with each change of the words
    hand = models.UUIDField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)
    deleted_at = models.DateTimeField(null=True, blank=True)

    objects = ReflectionQuerySet.as_manager()

    class Meta:
        verbose_name = gettext_lazy("心得")
        verbose_name_plural = gettext_lazy("心得")
        constraints = (models.UniqueConstraint(fields=("author", "key"), name="one_reflection_per_key"),)
        indexes = (models.Index(fields=("author", "-changed_at"), name="reflection_own"),)

    def __str__(self) -> str:
        """Never the words: this is what admin pages and logs show."""
        return f"{self._meta.verbose_name} {self.pk}"

    @property
    def name(self) -> str:
        """Its title, or what it is about."""
        return self.title or _("读《%(article)s》") % {"article": self.article}

    @property
    def is_shared(self) -> bool:
        """With a group that still is; a facilitator may have hidden it."""
        return self.topic is not None and self.topic.study_id is not None and not self.topic.is_gone

    @property
    def is_gone(self) -> bool:
        return self.deleted_at is not None


class VersionQuerySet(models.QuerySet["Version"]):
    def open_to(self, user: User) -> Self:
        """Those of the user's own reflections."""
        return self.filter(reflection__in=Reflection.objects.own(user))


class Version(models.Model):
    """What a reflection said before."""

    reflection = models.ForeignKey(Reflection, on_delete=models.CASCADE, related_name="versions")
    title = models.CharField(max_length=60, blank=True)
    body = models.TextField(blank=True)
    written_at = models.DateTimeField()
    kept_at = models.DateTimeField(default=timezone.now)

    objects = VersionQuerySet.as_manager()

    class Meta:
        verbose_name = gettext_lazy("从前的内容")
        verbose_name_plural = gettext_lazy("从前的内容")
        ordering = ("-kept_at", "-pk")

    def __str__(self) -> str:
        return f"{self.pk}"
