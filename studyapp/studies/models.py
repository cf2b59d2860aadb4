"""A group's study of an article, and each reader's place in a text."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models.functions import Substr
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from studyapp.accounts.models import User
from studyapp.groups.models import StudyGroup
from studyapp.library.models import WORDS, Article, Paragraph, Publication, Revision


class StudyQuerySet(models.QuerySet["Study"]):
    def visible_to(self, user: User) -> Self:
        """Studies of the user's groups whose article stands published to the group."""
        standing = Publication.objects.standing().filter(
            article=models.OuterRef("article"), group=models.OuterRef("group")
        )
        groups = StudyGroup.objects.visible_to(user)
        return self.filter(models.Exists(standing), group__in=groups, article__archived_at=None)


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


class PlaceQuerySet(models.QuerySet["Place"]):
    def open_to(self, user: User) -> Self:
        """The user's own places, in articles that the user may still read."""
        return self.filter(user_id=user.pk, article__in=Article.objects.visible_to(user))

    def with_words(self) -> Self:
        """With the `number` of the paragraph and the `words` it begins with."""
        there = Paragraph.objects.filter(revision=models.OuterRef("revision"), start=models.OuterRef("start"))
        words = there.annotate(words=Substr("text", 1, WORDS)).values("words")
        return self.annotate(number=models.Subquery(there.values("number")), words=models.Subquery(words))


class Place(models.Model):
    """Where a reader is in an article: the code point where the uppermost paragraph on their page begins."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="places")
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="places")
    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="places")
    start = models.PositiveIntegerField()
    seen_at = models.DateTimeField(default=timezone.now)

    number: int | None  # with_words() adds these two
    words: str | None

    objects = PlaceQuerySet.as_manager()

    class Meta:
        verbose_name = _("读到的地方")
        verbose_name_plural = _("读到的地方")
        constraints = (models.UniqueConstraint(fields=("user", "article"), name="one_place_per_reader_and_article"),)

    def __str__(self) -> str:
        return f"{self.user}: {self.article} @{self.start}"
