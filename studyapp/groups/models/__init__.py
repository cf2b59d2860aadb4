"""Study groups and who is in them (groups), and the invitations that lead in (invitations)."""

from studyapp.groups.models.groups import GRACE, USUAL_LABELS, Membership, Removal, Role, StudyGroup
from studyapp.groups.models.invitations import Invitation
from studyapp.groups.models.taking_part import TakesPart

__all__ = ["GRACE", "USUAL_LABELS", "Invitation", "Membership", "Removal", "Role", "StudyGroup", "TakesPart"]
