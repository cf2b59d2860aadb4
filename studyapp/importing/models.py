"""Drafts: what was uploaded, what was found in it, and every step of correcting it."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from studyapp.accounts.models import User
from studyapp.groups.models import Membership, StudyGroup
from studyapp.library.models import Article


class DraftQuerySet(models.QuerySet["Draft"]):
    def editable_by(self, user: User) -> Self:
        """What belongs to an article, for whoever manages that; drafts on their way: all for staff, for others their
        own and those of people with whom they lead a group.
        """
        managed = Article.objects.managed_by(user)
        replacing = models.Q(replaces=None) | models.Q(replaces__in=managed)
        fellows = Membership.objects.leading().filter(group__in=StudyGroup.objects.led_by(user)).values("user")
        theirs = models.Q(by=user) | models.Q(by__in=fellows)
        on_their_way = replacing if user.is_staff else replacing & theirs
        return self.filter(on_their_way & models.Q(article=None) | models.Q(article__in=managed))

    def unread(self) -> Self:
        """Those that wait to be read, or are being read."""
        return self.filter(state__in=(Draft.State.WAITING, Draft.State.WORKING))

    def kept(self) -> Self:
        """Those that nobody has thrown away."""
        return self.filter(discarded_at=None)

    def on_their_way(self) -> Self:
        """Neither published nor thrown away."""
        return self.kept().filter(article=None).select_related("by")

    def discarded_before(self, day: datetime) -> Self:
        """Thrown away so long ago that nobody will take them back; none of them belongs to an article."""
        return self.filter(discarded_at__lt=day, article=None)


class Draft(models.Model):
    """An upload on its way to an article, and afterwards what its structure is corrected by.

    `version` rises with every change; an edit names the version that it saw. `problem` is a remark: why it could not
    be read (the last time).
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("排队中")
        WORKING = "working", _("识别中")
        READY = "ready", _("待校对")
        FAILED = "failed", _("未能读取")

    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="drafts", verbose_name=_("上传者")
    )
    article = models.OneToOneField(
        Article, on_delete=models.CASCADE, null=True, blank=True, related_name="draft", verbose_name=_("文章")
    )
    replaces = models.ForeignKey(
        Article, on_delete=models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("将替换")
    )
    name = models.CharField(_("文件名"), max_length=200)
    state = models.CharField(_("状态"), max_length=8, choices=State, default=State.WAITING)
    choices = models.JSONField(_("读法"), default=dict)
    problem = models.JSONField(_("问题"), default=dict, blank=True)
    version = models.PositiveIntegerField(_("改动次数"), default=0)
    # The present step is never deleted but with its draft, in one transaction.
    step = models.ForeignKey("DraftStep", on_delete=models.DO_NOTHING, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(_("上传时间"), default=timezone.now, editable=False)
    changed_at = models.DateTimeField(_("改动时间"), default=timezone.now)
    discarded_at = models.DateTimeField(_("丢弃时间"), null=True, blank=True)

    objects = DraftQuerySet.as_manager()

    class Meta:
        verbose_name = _("草稿")
        verbose_name_plural = _("草稿")
        ordering = ("-changed_at",)
        constraints = (
            models.CheckConstraint(
                condition=~models.Q(state="ready") | models.Q(step__isnull=False), name="ready_with_a_step"
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def is_unread(self) -> bool:
        return self.state in (self.State.WAITING, self.State.WORKING)


class DraftFile(models.Model):
    """The bytes as they came, so that they can be read in another way."""

    draft = models.OneToOneField(Draft, on_delete=models.CASCADE, related_name="file")
    data = models.BinaryField()

    def __str__(self) -> str:
        return str(self.draft_id)


class DraftText(models.Model):
    """One reading of the file: the canonical text, and the kind of each of its lines as a letter."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="texts")
    text = models.TextField()
    kinds = models.TextField()

    def __str__(self) -> str:
        return f"{self.draft_id}: {len(self.kinds)}"


class DraftStep(models.Model):
    """What the draft was after one act. Undoing goes to the step before; the next act forgets what was undone."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="steps")
    text = models.ForeignKey(DraftText, on_delete=models.CASCADE, related_name="steps")
    structure = models.JSONField()
    act = models.CharField(max_length=20)
    choices = models.JSONField(default=dict)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.draft_id}: {self.act}"
