"""A group's study of an article."""

from typing import Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from studyapp.accounts.models import User
from studyapp.groups.models import StudyGroup
from studyapp.library.models import Article, Publication


class StudyQuerySet(models.QuerySet["Study"]):
    def visible_to(self, user: User) -> Self:
        """Studies of the user's groups whose article stands published to the group."""
        reached = Publication.objects.reaching(user)
        return self.filter(
            models.Exists(reached.filter(article=models.OuterRef("article"), group=models.OuterRef("group")))
        )


class Study(models.Model):
    """There is one for each group and article, from the day the article is published to the group."""

    group = models.ForeignKey(StudyGroup, on_delete=models.CASCADE, related_name="studies", verbose_name=_("小组"))
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="studies", verbose_name=_("文章"))
    opened_at = models.DateTimeField(_("开始时间"), default=timezone.now, editable=False)

    objects = StudyQuerySet.as_manager()

    class Meta:
        verbose_name = _("研读")
        verbose_name_plural = _("研读")
        constraints = (models.UniqueConstraint(fields=("group", "article"), name="one_study_per_group_and_article"),)

    def __str__(self) -> str:
        return f"「{self.group}」《{self.article}》"
