"""Study groups, who is in them and as what."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from studyapp.accounts.models import User


class Role(models.IntegerChoices):
    """Each has the powers of those below it."""

    OBSERVER = 10, _("旁听")
    MEMBER = 20, _("成员")
    RECORDER = 30, _("记录人")
    FACILITATOR = 40, _("主持人")
    OWNER = 50, _("组长")


class StudyGroupQuerySet(models.QuerySet["StudyGroup"]):
    def living(self) -> Self:
        """Groups that nobody has deleted."""
        return self.filter(deleted_at=None)

    def visible_to(self, user: User) -> Self:
        """Groups that the user takes part in, in whatever role."""
        return self.living().filter(memberships__user_id=user.pk)

    def led_by(self, user: User, *, least: Role = Role.FACILITATOR) -> Self:
        """Groups in which the user has at least this role."""
        return self.living().filter(memberships__in=Membership.objects.filter(user_id=user.pk, role__gte=least))


class StudyGroup(models.Model):
    name = models.CharField(_("名称"), max_length=60)
    label = models.CharField(_("怎么称呼自己"), max_length=12, default="小组")
    description = models.CharField(_("简介"), max_length=300, blank=True)
    created_at = models.DateTimeField(_("建立时间"), default=timezone.now, editable=False)
    deleted_at = models.DateTimeField(_("删除时间"), null=True, blank=True)
    members = models.ManyToManyField(settings.AUTH_USER_MODEL, through="Membership", related_name="study_groups")

    objects = StudyGroupQuerySet.as_manager()

    class Meta:
        verbose_name = _("学习小组")
        verbose_name_plural = _("学习小组")
        ordering = ("name", "pk")

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """A person in a group. Leaving and removal delete the row: what counts is who is in it now."""

    group = models.ForeignKey(StudyGroup, on_delete=models.CASCADE, related_name="memberships", verbose_name=_("小组"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships", verbose_name=_("成员")
    )
    role = models.PositiveSmallIntegerField(_("角色"), choices=Role, default=Role.MEMBER)
    joined_at = models.DateTimeField(_("加入时间"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("成员身份")
        verbose_name_plural = _("成员身份")
        constraints = (models.UniqueConstraint(fields=("group", "user"), name="one_membership_per_person"),)

    def __str__(self) -> str:
        return f"{self.user} · {self.group}"
