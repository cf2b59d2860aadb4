"""Acts on accounts: ending sessions, links that open once, the first administrator, leaving for good."""

import secrets

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone

from studyapp.accounts.models import LEFT, OneTimeLink, User


class LastAdministratorError(Exception):
    """The only administrator cannot leave: nobody could let another in."""


class DeadLinkError(Exception):
    """The link was used, has run out, or what it was for has been done."""


def end_sessions(user: User) -> None:
    """Sign the user out everywhere, this browser included."""
    for session in UserSession.objects.filter(user=user):
        session.end()


@transaction.atomic
def issue_reset_link(user: User, *, by: User, ends_second_step: bool = False) -> str:
    """A token with which `user` can set a password once within a day. Earlier ones no longer open.

    Whether `by` may do so is `User.objects.resettable_by`; the second step, for who lost phone and recovery codes, ends
    by a superuser's link only.
    """
    OneTimeLink.objects.filter(user=user).retire()
    ends_second_step = ends_second_step and by.is_superuser
    return OneTimeLink.make(OneTimeLink.Kind.RESET, user=user, issued_by=by, ends_second_step=ends_second_step)


def take(link: OneTimeLink) -> OneTimeLink:
    """Use the link up, or raise DeadLinkError: of two who come at once, the second."""
    taken = OneTimeLink.objects.usable().filter(pk=link.pk).update(used_at=timezone.now())
    if not taken:
        raise DeadLinkError
    return link


@transaction.atomic
def reset_password(link: OneTimeLink, *, password: str) -> User:
    """Set the password that the link's user chose, and end all their sessions."""
    user = take(link).user
    if user is None or not user.is_active:
        raise DeadLinkError
    user.set_password(password)
    user.save(update_fields=["password"])
    if link.ends_second_step:
        Authenticator.objects.filter(user=user).delete()
    end_sessions(user)
    return user


@transaction.atomic
def first_administrator_link() -> str | None:
    """A token for the page that makes the first administrator; none when there is one. Earlier ones no longer open."""
    if User.objects.administrators().exists():
        return None
    OneTimeLink.objects.filter(kind=OneTimeLink.Kind.FIRST_ADMINISTRATOR).retire()
    return OneTimeLink.make(OneTimeLink.Kind.FIRST_ADMINISTRATOR)


@transaction.atomic
def create_first_administrator(link: OneTimeLink, *, username: str, display_name: str, password: str) -> User:
    """Raises DeadLinkError when the link is spent or somebody is administrator already."""
    take(link)
    if User.objects.administrators().exists():
        raise DeadLinkError
    user: User = User.objects.create_superuser(username, password=password, display_name=display_name)
    return user


@transaction.atomic
def tell(user: User) -> None:
    """The user has read which links were issued in their name."""
    OneTimeLink.objects.filter(user=user).untold().update(told_at=timezone.now())


@transaction.atomic
def anonymise(user: User) -> None:
    """Take name, login, mail, password and rights away for good. What they said to a group stays, without their name.

    Raises LastAdministratorError. The groups are left by `groups.services.leave_all`, before this.
    """
    if list(User.objects.administrators().select_for_update().order_by("pk")) == [user]:
        raise LastAdministratorError
    end_sessions(user)
    EmailAddress.objects.filter(user=user).delete()
    Authenticator.objects.filter(user=user).delete()
    OneTimeLink.objects.filter(user=user).delete()
    user.groups.clear()
    user.user_permissions.clear()
    wipe(user)
    kind = ContentType.objects.get_for_model(User)
    LogEntry.objects.filter(content_type=kind, object_id=str(user.pk)).update(object_repr=LEFT)


def wipe(user: User) -> None:
    user.username = f"left-{secrets.token_hex(8)}"
    user.display_name = LEFT
    user.email = ""
    user.set_unusable_password()
    user.is_active = user.is_staff = user.is_superuser = False
    user.last_login = None
    user.time_zone = str(User._meta.get_field("time_zone").default)
    user.anonymised_at = timezone.now()
    user.save()
