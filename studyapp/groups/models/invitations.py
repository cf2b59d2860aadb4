"""Invitations: who may use and show one, and what closes it."""

from datetime import timedelta
from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from studyapp.accounts.models import User
from studyapp.groups import tokens
from studyapp.groups.models.groups import Membership, Removal, Role, StudyGroup


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def standing(self) -> Self:
        """Those that still let somebody in: in time, not used up, not revoked, of a maker who still could make them."""
        maker = Membership.objects.leading().filter(
            group=OuterRef("group"), user=OuterRef("invited_by"), role__gte=OuterRef("role")
        )
        return self.filter(
            Exists(maker),
            group__deleted_at=None,
            revoked_at=None,
            expires_at__gt=timezone.now(),
            uses__lt=F("max_uses"),
        )

    def admitting(self, user: User | AnonymousUser) -> Self:
        """Those that let this very user in; of a visitor that can only be known after signing in."""
        removals = Removal.objects.filter(group=OuterRef("group"), removed_at__gte=OuterRef("created_at"))
        return self.standing().exclude(Exists(removals.filter(user_id=user.pk or 0)))

    def managed_by(self, user: User) -> Self:
        """Standing ones that the user may show and revoke: no secret leads above one's own role."""
        own = Membership.objects.leading().filter(group=OuterRef("group"), user_id=user.pk, role__gte=OuterRef("role"))
        return self.standing().filter(Exists(own)).order_by("-pk")

    def with_token(self, token: str) -> Self:
        return self.filter(token_hash=tokens.lookup_hash(token))

    def with_code(self, typed: str) -> Self:
        """By the eight characters, however they were typed."""
        return self.filter(code_hash=tokens.lookup_hash(tokens.tidy(typed)))


class Invitation(models.Model):
    """A way into a group. Link and code are computed from the nonce; the row holds only what finds it again."""

    group = models.ForeignKey(StudyGroup, on_delete=models.CASCADE, related_name="invitations", verbose_name=_("小组"))
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="invitations", verbose_name=_("邀请人")
    )
    role = models.PositiveSmallIntegerField(_("进来的角色"), choices=Role, default=Role.MEMBER)
    nonce = models.CharField(max_length=32, editable=False)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    code_hash = models.CharField(max_length=64, unique=True, editable=False)
    max_uses = models.PositiveIntegerField(_("能用几次"))
    uses = models.PositiveIntegerField(_("用了几次"), default=0)
    created_at = models.DateTimeField(_("发出时间"), default=timezone.now, editable=False)
    expires_at = models.DateTimeField(_("到期时间"))
    revoked_at = models.DateTimeField(_("作废时间"), null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("邀请")
        verbose_name_plural = _("邀请")
        constraints = (models.CheckConstraint(condition=Q(uses__lte=F("max_uses")), name="no_more_uses_than_allowed"),)

    def __str__(self) -> str:
        return f"{self.group} ← {self.rank.label}"

    @property
    def rank(self) -> Role:
        return Role(self.role)

    @property
    def token(self) -> str:
        return tokens.token_of(self.nonce)

    @property
    def code(self) -> str:
        """In two halves, as it is read aloud."""
        return tokens.in_halves(tokens.code_of(self.nonce))

    @property
    def uses_left(self) -> int:
        return self.max_uses - self.uses

    @property
    def lasting(self) -> timedelta:
        return self.expires_at - self.created_at

    @property
    def why_closed(self) -> str:
        """For people who hold one that lets them in no more."""
        if self.revoked_at is None and self.expires_at <= timezone.now():
            return gettext("这份邀请已经过期。")
        if self.revoked_at is None and self.uses >= self.max_uses:
            return gettext("这份邀请已经用完。")
        return gettext("这份邀请已经作废。")
