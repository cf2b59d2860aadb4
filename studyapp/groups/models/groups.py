"""Study groups, who is in them and as what, and who was shown out."""

from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from studyapp.accounts.models import User
from studyapp.groups.models.taking_part import TakesPart

GRACE = timedelta(days=30)  # between deleting a group and its end
USUAL_LABELS = {"小组": _("小组"), "读书会": _("读书会"), "支部": _("支部"), "班级": _("班级")}


class Role(models.IntegerChoices):
    """Each has the powers of those below it."""

    OBSERVER = 10, _("旁听")
    MEMBER = 20, _("成员")
    RECORDER = 30, _("记录人")
    FACILITATOR = 40, _("主持人")
    OWNER = 50, _("组长")

    @property
    def word(self) -> str:
        """For selectors in style sheets."""
        return self.name.lower()

    @property
    def is_studying(self) -> bool:
        """Reads and speaks with the others; observers only look on."""
        return self >= Role.MEMBER

    @property
    def is_leading(self) -> bool:
        """Invites, edits what the group says of itself, and has charge of those below."""
        return self >= Role.FACILITATOR

    @property
    def is_owning(self) -> bool:
        """Has charge of everybody, hands the group over, deletes it."""
        return self >= Role.OWNER

    def and_below(self) -> list["Role"]:
        """What somebody in this role may give, highest first."""
        return sorted((role for role in Role if role <= self), reverse=True)


class StudyGroupQuerySet(models.QuerySet["StudyGroup"]):
    def living(self) -> Self:
        """Groups that nobody has deleted."""
        return self.filter(deleted_at=None)

    def held_by(self, user: User, *, least: Role) -> Self:
        """Groups, deleted or not, in which the user has at least this role."""
        return self.filter(TakesPart("pk", user.pk, least=least))

    def visible_to(self, user: User) -> Self:
        """Groups that the user takes part in, in whatever role."""
        return self.living().held_by(user, least=Role.OBSERVER)

    def led_by(self, user: User, *, least: Role = Role.FACILITATOR) -> Self:
        """Groups in which the user has at least this role."""
        return self.living().held_by(user, least=least)

    def restorable_by(self, user: User) -> Self:
        """Groups that were deleted a short while ago and that the user, an owner, can bring back."""
        return self.filter(deleted_at__gt=timezone.now() - GRACE).held_by(user, least=Role.OWNER)

    def past_grace(self) -> Self:
        return self.filter(deleted_at__lte=timezone.now() - GRACE)

    def owned_alone_by(self, user: User) -> Self:
        """Living groups that would have no owner without this user."""
        others = Membership.objects.filter(group=OuterRef("pk"), role=Role.OWNER).exclude(user_id=user.pk)
        return self.led_by(user, least=Role.OWNER).exclude(Exists(others))

    def with_counts(self) -> Self:
        """Adds `people`, those who take part, and `observers`."""
        observing = Q(memberships__role=Role.OBSERVER)
        people, observers = (models.Count("memberships", filter=which) for which in (~observing, observing))
        return self.annotate(people=people, observers=observers)


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

    def get_absolute_url(self) -> str:
        return reverse("groups:detail", args=[self.pk])

    @property
    def called(self) -> str:
        """What the group calls itself; the usual words are translated, its own word is not."""
        return str(USUAL_LABELS.get(self.label, self.label))

    @property
    def ends_at(self) -> datetime | None:
        """When a deleted group is gone for good."""
        return self.deleted_at and self.deleted_at + GRACE


class MembershipQuerySet(models.QuerySet["Membership"]):
    def held_by(self, user: User) -> Self:
        """The user's own, in living groups."""
        return self.filter(user_id=user.pk, group__deleted_at=None).select_related("group")

    def leading(self) -> Self:
        return self.filter(role__gte=Role.FACILITATOR)

    def with_company(self) -> Self:
        """Adds `people`, how many are in the group."""
        return self.annotate(people=models.Count("group__memberships"))

    def changeable_by(self, user: User) -> Self:
        """Those the user may give another role or show out: owners everybody else, facilitators who is below them."""
        own = Membership.objects.leading().filter(group=OuterRef("group"), user_id=user.pk)
        above = own.filter(Q(role=Role.OWNER) | Q(role__gt=OuterRef("role")))
        below = self.filter(Exists(above), group__deleted_at=None).exclude(user_id=user.pk)
        return below.select_related("group", "user")

    def left_to(self, user: User) -> Self:
        """Those to whom the user, an owner, may hand the group over: everybody else."""
        owned = StudyGroup.objects.led_by(user, least=Role.OWNER)
        return self.filter(group__in=owned).exclude(user_id=user.pk).select_related("group", "user")

    def as_seen_by(self, user: User) -> Self:
        """In the order of the list of members, with `is_changeable`."""
        changeable = Membership.objects.changeable_by(user).filter(pk=OuterRef("pk"))
        return (
            self.annotate(is_changeable=Exists(changeable)).select_related("user").order_by("-role", "joined_at", "pk")
        )


class Membership(models.Model):
    """A person in a group. Leaving and removal delete the row: what counts is who is in it now."""

    group = models.ForeignKey(StudyGroup, on_delete=models.CASCADE, related_name="memberships", verbose_name=_("小组"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="memberships", verbose_name=_("成员")
    )
    role = models.PositiveSmallIntegerField(_("角色"), choices=Role, default=Role.MEMBER)
    joined_at = models.DateTimeField(_("加入时间"), default=timezone.now, editable=False)
    shares_progress = models.BooleanField(_("让小组看到我的学习进度"), default=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("成员身份")
        verbose_name_plural = _("成员身份")
        constraints = (
            models.UniqueConstraint(fields=("group", "user"), name="one_membership_per_person"),
            models.CheckConstraint(condition=Q(role__in=Role.values), name="known_role"),
        )

    def __str__(self) -> str:
        return f"{self.user} · {self.group}"

    @property
    def rank(self) -> Role:
        return Role(self.role)


class Removal(models.Model):
    """That a group has shown somebody out: no invitation made before lets them back in."""

    group = models.ForeignKey(StudyGroup, on_delete=models.CASCADE, related_name="removals", verbose_name=_("小组"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="removals", verbose_name=_("成员")
    )
    removed_at = models.DateTimeField(_("移出时间"), default=timezone.now)

    class Meta:
        verbose_name = _("移出")
        verbose_name_plural = _("移出")
        constraints = (models.UniqueConstraint(fields=("group", "user"), name="one_removal_per_person"),)

    def __str__(self) -> str:
        return f"{self.user} · {self.group}"
