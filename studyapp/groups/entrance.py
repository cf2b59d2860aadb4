"""The invitation that was opened in this browser: it waits while one signs in, and is what one signs up by."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _

from studyapp.accounts import signup
from studyapp.accounts.models import User
from studyapp.groups import services
from studyapp.groups.models import Invitation, Membership

OPENED = "opened_invitation"  # in the session: the row's number
HIDES = "hides_progress"  # in the session: that who comes in is not to be seen by the group in how far they are


def remember(request: HttpRequest, invitation: Invitation) -> None:
    request.session[OPENED] = invitation.pk


def hide_progress(request: HttpRequest, *, hides: bool) -> None:
    """What was answered at the door holds until somebody is in."""
    request.session[HIDES] = hides


def hides_progress(request: HttpRequest) -> bool:
    return bool(request.session.get(HIDES))


def opened(request: HttpRequest) -> QuerySet[Invitation]:
    """The one that was opened, if it still admits who asks."""
    if OPENED not in request.session:
        return Invitation.objects.none()
    admitting = Invitation.objects.admitting(request.user).filter(pk=request.session[OPENED])
    return admitting.select_related("group", "invited_by")


def accept(request: HttpRequest, invitation: Invitation, *, user: User) -> Membership:
    """Let `user` in, and say so. Raises ClosedInvitationError."""
    membership = services.accept(invitation, user=user, shares_progress=not hides_progress(request))
    request.session.pop(OPENED, None)
    request.session.pop(HIDES, None)
    messages.success(request, _("你进了「%(name)s」。") % {"name": invitation.group})
    return membership


class InvitationGate(signup.Gate):
    """Signing up is accepting: an account takes one of the invitation's places. See docs/decisions/0011."""

    def admits(self, request: HttpRequest) -> bool:
        return opened(request).exists()

    def spend(self, request: HttpRequest, user: User) -> None:
        invitation = opened(request).first()
        if not invitation:
            raise signup.ClosedError
        try:
            accept(request, invitation, user=user)
        except services.ClosedInvitationError:
            raise signup.ClosedError from None
