"""What the page of a study includes: its plan, and how far people are along the text."""

from django import template

from studyapp.accounts.models import User
from studyapp.studies.bands import Strip, strip_of
from studyapp.studies.models import Study
from studyapp.studies.plan import plan_of
from studyapp.studies.steps import Laid

register = template.Library()


@register.simple_tag
def plan(study: Study, user: User) -> list[Laid]:
    """The steps of its plan, as far as the user is."""
    return plan_of(study, user=user)


@register.simple_tag
def strip(study: Study, user: User) -> Strip:
    """The sections of its text: how far the user is, and of others only counts."""
    return strip_of(study, user=user)
