"""Drafts: what was uploaded, what was found in it, and every step of correcting it."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from studyapp.accounts.models import User
from studyapp.library.models import Article


class DraftQuerySet(models.QuerySet["Draft"]):
    def editable_by(self, user: User) -> Self:
        """Staff see all drafts; everybody else their own, and those of articles they manage."""
        if user.is_staff:
            return self
        managed = Article.objects.managed_by(user)
        return self.filter(models.Q(article=None, by=user) | models.Q(article__in=managed))

    def unpublished(self) -> Self:
        return self.filter(article=None)


class Draft(models.Model):
    """An upload on its way to an article. `version` rises with every step; an edit names the version it saw."""

    class State(models.TextChoices):
        WORKING = "working", _("识别中")
        READY = "ready", _("待校对")
        FAILED = "failed", _("未能读取")

    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="drafts", verbose_name=_("上传者")
    )
    article = models.OneToOneField(
        Article, on_delete=models.CASCADE, null=True, blank=True, related_name="draft", verbose_name=_("文章")
    )
    name = models.CharField(_("文件名"), max_length=200)
    state = models.CharField(_("状态"), max_length=8, choices=State, default=State.WORKING)
    choices = models.JSONField(_("读法"), default=dict)
    problem = models.JSONField(_("问题"), default=dict, blank=True)
    version = models.PositiveIntegerField(_("步数"), default=0)
    created_at = models.DateTimeField(_("上传时间"), default=timezone.now, editable=False)
    changed_at = models.DateTimeField(_("改动时间"), default=timezone.now)

    objects = DraftQuerySet.as_manager()

    class Meta:
        verbose_name = _("草稿")
        verbose_name_plural = _("草稿")
        ordering = ("-changed_at",)

    def __str__(self) -> str:
        return self.name


class DraftFile(models.Model):
    """The bytes as they came, so that another encoding can be tried. Gone when the draft is thrown away."""

    draft = models.OneToOneField(Draft, on_delete=models.CASCADE, related_name="file")
    data = models.BinaryField()

    def __str__(self) -> str:
        return str(self.draft_id)


class DraftText(models.Model):
    """One reading of the file: the canonical text and the kind of each of its lines (one letter a line)."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="texts")
    encoding = models.CharField(max_length=20, blank=True)
    text = models.TextField()
    kinds = models.TextField()

    def __str__(self) -> str:
        return f"{self.draft_id}: {len(self.kinds)}"


class DraftStep(models.Model):
    """What the draft was after one act; undoing goes back to the step before."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="steps")
    version = models.PositiveIntegerField()
    text = models.ForeignKey(DraftText, on_delete=models.CASCADE, related_name="steps")
    structure = models.JSONField()
    act = models.CharField(max_length=40)
    choices = models.JSONField(default=dict)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("draft", "version"), name="one_step_per_version"),)

    def __str__(self) -> str:
        return f"{self.draft_id} · {self.version} {self.act}"
