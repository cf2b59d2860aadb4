"""学习进度: how far somebody says to have come in a text, and what a group has discussed. No time, no points."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from studyapp.accounts.models import User
from studyapp.groups.models import Membership, Role
from studyapp.library.models import Article, Revision
from studyapp.studies.models.studies import Study
from studyapp.studies.standing import Standing


class Stretch(models.Model):
    """`[start, end)` of a revision's text, in code points."""

    revision = models.ForeignKey(Revision, on_delete=models.RESTRICT, verbose_name=_("版本"))
    start = models.PositiveIntegerField(_("起"))
    end = models.PositiveIntegerField(_("止"))

    class Meta:
        abstract = True


class ProgressQuerySet(models.QuerySet["Progress"]):
    def open_to(self, user: User) -> Self:
        """The user's own, in articles that the user may still read."""
        return self.filter(user_id=user.pk, revision__article__in=Article.objects.visible_to(user))

    def shared_in(self, study: Study) -> Self:
        """Of those who study with the group now and let it know. The one rule for what is shown of others."""
        sharing = Membership.objects.filter(
            group=study.group_id, user=OuterRef("user"), role__gte=Role.MEMBER, shares_progress=True
        )
        return self.filter(Exists(sharing), revision__article=study.article_id)


class Progress(Stretch):
    """That somebody has read the stretch, or studied it closely. Their own: of others only what they share."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="progress", verbose_name=_("读者")
    )
    standing = models.PositiveSmallIntegerField(
        _("进度"), choices=[(s.value, s.label) for s in (Standing.READ, Standing.STUDIED)]
    )

    objects = ProgressQuerySet.as_manager()

    class Meta:
        verbose_name = _("学习进度")
        verbose_name_plural = _("学习进度")
        constraints = (
            models.UniqueConstraint(fields=("user", "revision", "start"), name="one_progress_per_reader_and_stretch"),
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="progress_from_start_to_end"),
            models.CheckConstraint(condition=Q(standing__in=(1, 2)), name="progress_is_read_or_studied"),
        )

    def __str__(self) -> str:
        return f"{self.user} · {self.start}–{self.end}"


class Mastery(Stretch):
    """That somebody has got hold of a key point 已掌握: `[start, end)` is the point's. Nobody else's business."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="masteries", verbose_name=_("读者")
    )

    class Meta:
        verbose_name = _("已掌握的要点")
        verbose_name_plural = _("已掌握的要点")
        constraints = (
            models.UniqueConstraint(fields=("user", "revision", "start", "end"), name="one_mastery_per_point"),
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="mastery_from_start_to_end"),
        )

    def __str__(self) -> str:
        return f"{self.user} · {self.start}–{self.end}"


class Discussed(Stretch):
    """That a group has discussed the stretch, in a meeting or as its facilitator says."""

    study = models.ForeignKey(Study, on_delete=models.CASCADE, related_name="discussed", verbose_name=_("研读"))
    discussed_at = models.DateTimeField(_("讨论时间"), default=timezone.now)

    class Meta:
        verbose_name = _("已讨论")
        verbose_name_plural = _("已讨论")
        constraints = (
            models.UniqueConstraint(fields=("study", "revision", "start"), name="one_discussed_per_stretch"),
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="discussed_from_start_to_end"),
        )

    def __str__(self) -> str:
        return f"{self.study} · {self.start}–{self.end}"
