"""What can be done to a group. Acts on who is in it take turns: each holds the group's row until it is done."""

from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from studyapp.accounts.models import User
from studyapp.accounts.services import anonymise
from studyapp.groups import tokens
from studyapp.groups.models import Invitation, Membership, Removal, Role, StudyGroup
from studyapp.live.services import publish_each

USUAL_USES = 30
USUAL_LASTING = timedelta(days=14)


class LastOwnerError(Exception):
    """Nobody would be left to look after the group."""


class ClosedInvitationError(Exception):
    """It has expired, is used up or revoked, or was made before this person was shown out."""


class RoleAboveOwnError(Exception):
    """Nobody gives what they do not have."""


def hold(group: StudyGroup) -> StudyGroup:
    """The group as it is now, and nobody else's turn until the transaction ends (on SQLite: by IMMEDIATE)."""
    return StudyGroup.objects.select_for_update().get(pk=group.pk)


@transaction.atomic
def create_group(name: str, *, by: User, label: str = "小组", description: str = "") -> StudyGroup:
    group = StudyGroup.objects.create(name=name, label=label, description=description)
    Membership.objects.create(group=group, user=by, role=Role.OWNER)
    return group


@transaction.atomic
def edit_group(group: StudyGroup, *, name: str, label: str, description: str) -> None:
    group.name, group.label, group.description = name, label, description
    group.save(update_fields=["name", "label", "description"])


@transaction.atomic
def admit(group: StudyGroup, *, user: User, role: Role = Role.MEMBER, shares_progress: bool = True) -> Membership:
    """Take somebody in; who is in already stays what they are."""
    defaults = {"role": role, "shares_progress": shares_progress}
    return Membership.objects.get_or_create(group=hold(group), user=user, defaults=defaults)[0]


@transaction.atomic
def share_progress(membership: Membership, *, shares: bool) -> None:
    """Whether the group may see how far this member is in its texts. At once, and nobody is told."""
    membership.shares_progress = shares
    membership.save(update_fields=["shares_progress"])


@transaction.atomic
def change_role(membership: Membership, *, role: Role, by: User) -> Membership:
    """Raises Membership.DoesNotExist when `by` may not do this (any more)."""
    group = hold(membership.group)
    membership = Membership.objects.changeable_by(by).get(pk=membership.pk)
    if role > group.memberships.get(user=by).role:
        raise RoleAboveOwnError
    return set_role(membership, role=role)


@transaction.atomic
def set_role(membership: Membership, *, role: Role) -> Membership:
    """For staff, who put a group right from outside, and the other acts here. Raises LastOwnerError."""
    hold(membership.group)
    if role < Role.OWNER:
        keep_an_owner(membership)
    put_in_role(membership, role)
    tell_rights_changed([membership.user_id])
    return membership


def put_in_role(membership: Membership, role: Role) -> None:
    """Call with the group held, and tell afterwards."""
    membership.role = role
    membership.save(update_fields=["role"])


def tell_rights_changed(people: Iterable[int]) -> None:
    """The pages that these have open ask again what they may show. The last thing an act does: who waits for a group
    while holding somebody's topic could block an act that has them the other way round."""
    publish_each([f"user-{pk}" for pk in people], "rights")


@transaction.atomic
def remove(membership: Membership, *, by: User) -> None:
    """Show somebody out; invitations made so far do not let them back.

    Raises Membership.DoesNotExist when `by` may not do this (any more).
    """
    group = hold(membership.group)
    membership = Membership.objects.changeable_by(by).get(pk=membership.pk)
    keep_an_owner(membership)
    Removal.objects.update_or_create(group=group, user=membership.user, defaults={"removed_at": timezone.now()})
    membership.delete()
    tell_rights_changed([membership.user_id])


@transaction.atomic
def leave(membership: Membership) -> None:
    """Raises LastOwnerError."""
    hold(membership.group)
    keep_an_owner(membership)
    membership.delete()
    tell_rights_changed([membership.user_id])


@transaction.atomic
def hand_over(membership: Membership, *, by: User) -> Membership:
    """Make this member an owner and be a facilitator from now on. Raises Membership.DoesNotExist unless `by` owns."""
    group = hold(membership.group)
    own = Membership.objects.get(group=group, user=by, role=Role.OWNER)
    heir = group.memberships.exclude(pk=own.pk).get(pk=membership.pk)
    put_in_role(heir, Role.OWNER)
    put_in_role(own, Role.FACILITATOR)
    tell_rights_changed([own.user_id, heir.user_id])
    return heir


@transaction.atomic
def leave_all(user: User) -> None:
    """For somebody who is being anonymised. That never fails: see docs/decisions for who inherits."""
    concerned = {user.pk}
    for membership in Membership.objects.filter(user=user).select_related("group").order_by("group_id"):
        group = hold(membership.group)
        others = group.memberships.exclude(user=user)
        if not others.filter(role=Role.OWNER).exists():
            heir = others.order_by("-role", "joined_at", "pk").first()
            if heir:
                put_in_role(heir, Role.OWNER)
                concerned.add(heir.user_id)
            else:
                put_away(group)
        membership.delete()
    tell_rights_changed(concerned)


@transaction.atomic
def leave_for_good(user: User) -> None:
    """Leave all groups and be anonymised. Raises LastAdministratorError, leaving everything as it was."""
    leave_all(user)
    anonymise(user)


def keep_an_owner(membership: Membership) -> None:
    """Call with the group held."""
    if is_last_owner(membership):
        raise LastOwnerError


def is_last_owner(membership: Membership) -> bool:
    """As the rows are now: they may have changed since this one was read."""
    owners = Membership.objects.filter(group_id=membership.group_id, role=Role.OWNER)
    return list(owners.values_list("pk", flat=True)[:2]) == [membership.pk]


@transaction.atomic
def invite(
    group: StudyGroup,
    *,
    by: User,
    role: Role = Role.MEMBER,
    max_uses: int = USUAL_USES,
    lasting: timedelta = USUAL_LASTING,
) -> Invitation:
    """Raises Membership.DoesNotExist unless `by` leads the group, RoleAboveOwnError."""
    if role > Membership.objects.get(group=group, user=by, role__gte=Role.FACILITATOR).role:
        raise RoleAboveOwnError
    nonce, now = tokens.new_nonce(), timezone.now()
    return Invitation.objects.create(
        group=group,
        invited_by=by,
        role=role,
        nonce=nonce,
        token_hash=tokens.lookup_hash(tokens.token_of(nonce)),
        code_hash=tokens.lookup_hash(tokens.code_of(nonce)),
        max_uses=max_uses,
        created_at=now,
        expires_at=now + lasting,
    )


@transaction.atomic
def renew(invitation: Invitation, *, by: User) -> Invitation:
    """A fresh one of the same kind in the place of one that has gone too far round."""
    revoke(invitation)
    return invite(
        invitation.group, by=by, role=invitation.rank, max_uses=invitation.max_uses, lasting=invitation.lasting
    )


@transaction.atomic
def revoke(invitation: Invitation) -> None:
    Invitation.objects.filter(pk=invitation.pk, revoked_at=None).update(revoked_at=timezone.now())


@transaction.atomic
def accept(invitation: Invitation, *, user: User, shares_progress: bool = True) -> Membership:
    """Raises ClosedInvitationError. Who is in already stays what they are and uses nothing up."""
    group = hold(invitation.group)
    membership = group.memberships.filter(user=user, group__deleted_at=None).first()
    if membership:
        return membership
    if not Invitation.objects.admitting(user).filter(pk=invitation.pk).update(uses=F("uses") + 1):
        raise ClosedInvitationError
    return admit(group, user=user, role=invitation.rank, shares_progress=shares_progress)


@transaction.atomic
def delete_group(group: StudyGroup) -> None:
    """Out of sight at once, gone after the grace."""
    put_away(group)
    tell_rights_changed(group.memberships.values_list("user_id", flat=True))


def put_away(group: StudyGroup) -> None:
    StudyGroup.objects.filter(pk=group.pk, deleted_at=None).update(deleted_at=timezone.now())


@transaction.atomic
def restore_group(group: StudyGroup) -> None:
    StudyGroup.objects.filter(pk=group.pk).update(deleted_at=None)
    tell_rights_changed(group.memberships.values_list("user_id", flat=True))


@transaction.atomic
def purge_group(group: StudyGroup) -> bool:
    """End a group whose grace is over, with all that belongs to it; False if an owner was quicker.

    What belongs to a group points to it with CASCADE; a private note belongs to its author and must not.
    """
    due = StudyGroup.objects.past_grace().select_for_update().filter(pk=group.pk).first()
    if due:
        due.delete()
    return due is not None
