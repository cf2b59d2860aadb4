"""Reflections on the page of a study."""

from dataclasses import dataclass

from django import template

from studyapp.accounts.models import User
from studyapp.annotations.models import Annotation
from studyapp.reflections.listing import Entry, mine, own_entries, shared_entries, shared_in
from studyapp.reflections.wording import plain
from studyapp.studies.models import Study

register = template.Library()
register.filter("plain", plain)

SHOWN = 3


@dataclass(frozen=True, slots=True)
class Here:
    """One's own, the newest that others share, and how many marks one has here to draft one from."""

    mine: list[Entry]
    others: list[Entry]
    marks: int


@register.simple_tag
def reflections_in(study: Study, user: User) -> Here:
    """Five queries at most."""
    marks = Annotation.objects.own(user).filter(article=study.article_id).exclude(kind=Annotation.Kind.TOPIC).count()
    own = own_entries(mine(user, study.article)[:SHOWN], user)
    return Here(own, shared_entries(shared_in(study, user)[:SHOWN]), marks)
