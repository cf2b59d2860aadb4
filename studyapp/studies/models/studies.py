"""A group's study of an article."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from studyapp.accounts.models import User
from studyapp.groups.models import Role, StudyGroup, TakesPart
from studyapp.library.models import Article
from studyapp.library.reach import IsPublished


class StudyQuerySet(models.QuerySet["Study"]):
    def held_by(self, user: User, *, least: Role) -> Self:
        """Those of groups in which the user has at least this role, where the article stands published to the group."""
        here, published = TakesPart("group", user.pk, least=least), IsPublished("article", "group")
        return self.filter(here, published, group__deleted_at=None, article__archived_at=None)

    def visible_to(self, user: User) -> Self:
        """Studies of the user's groups whose article stands published to the group."""
        return self.held_by(user, least=Role.OBSERVER)

    def writable_by(self, user: User) -> Self:
        """Those in which the user may say something: observers only read along."""
        return self.held_by(user, least=Role.MEMBER)

    def led_by(self, user: User) -> Self:
        """Those that the user prepares, moderates and reveals."""
        return self.held_by(user, least=Role.FACILITATOR)

    def sealed(self) -> Self:
        """先独学后揭晓: where nobody sees yet what others marked."""
        return self.filter(sealed_at__isnull=False).exclude(reveals_at__lte=timezone.now())

    def open(self) -> Self:
        """Those that are not sealed, or no longer."""
        return self.filter(Q(sealed_at=None) | Q(reveals_at__lte=timezone.now()))

    def revealed_to(self, user: User) -> Self:
        """Those of which the user may see what others marked. The one rule: whoever shows a note of others asks it."""
        return self.visible_to(user).open()


class Study(models.Model):
    """There is one for each group and article, from the day the article is published to the group."""

    group = models.ForeignKey(StudyGroup, on_delete=models.CASCADE, related_name="studies", verbose_name=_("小组"))
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="studies", verbose_name=_("文章"))
    opened_at = models.DateTimeField(_("开始时间"), default=timezone.now, editable=False)
    sealed_at = models.DateTimeField(_("开始独学的时间"), null=True, blank=True)
    reveals_at = models.DateTimeField(_("揭晓时间"), null=True, blank=True)

    objects = StudyQuerySet.as_manager()

    class Meta:
        verbose_name = _("研读")
        verbose_name_plural = _("研读")
        constraints = (
            models.UniqueConstraint(fields=("group", "article"), name="one_study_per_group_and_article"),
            models.CheckConstraint(
                condition=Q(reveals_at=None) | Q(sealed_at__isnull=False), name="only_sealed_is_revealed"
            ),
        )

    def __str__(self) -> str:
        return f"「{self.group}」《{self.article}》"

    @property
    def is_sealed(self) -> bool:
        """Nobody sees what others marked, until it is revealed."""
        return self.sealed_at is not None and not self.was_revealed

    @property
    def was_revealed(self) -> bool:
        """It had been sealed, and its time has come."""
        return self.reveals_at is not None and self.reveals_at <= timezone.now()

    @property
    def topic(self) -> str:
        """Under which its events stand in the live log."""
        return f"study-{self.pk}"

    @property
    def plan_address(self) -> str:
        """Where everybody of the group sees its plan: on its own page."""
        return f"{reverse('guide:study', args=[self.pk])}#plan"
