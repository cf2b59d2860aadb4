"""赞同 and 我也有此问: given once, taken back by giving it again."""

from django.db import transaction

from studyapp.accounts.models import User
from studyapp.annotations.models import Annotation, Reaction, Reply
from studyapp.annotations.services.marks import one_held
from studyapp.annotations.services.telling import tell
from studyapp.annotations.services.threads import both_held


@transaction.atomic
def agree(annotation: Annotation, *, by: User) -> bool:
    """True when the user agrees now, False when they have taken it back."""
    return toggle(annotation, by=by, kind=Reaction.Kind.AGREE)


@transaction.atomic
def me_too(annotation: Annotation, *, by: User) -> bool:
    """True when the user asks the same now, False when they have taken it back."""
    return toggle(annotation, by=by, kind=Reaction.Kind.ME_TOO)


def toggle(annotation: Annotation, *, by: User, kind: Reaction.Kind) -> bool:
    annotation = one_held(annotation)
    given = annotation.reactions.filter(reply=None)
    is_on = turned(annotation, None, by=by, kind=kind)
    annotation.agree_count = given.filter(kind=Reaction.Kind.AGREE).count()
    annotation.me_too_count = given.filter(kind=Reaction.Kind.ME_TOO).count()
    annotation.save(update_fields=["agree_count", "me_too_count"])
    tell(annotation, moves=False)
    return is_on


@transaction.atomic
def agree_with(said: Reply, *, by: User) -> bool:
    """With a reply. True when the user agrees now, False when they have taken it back."""
    annotation, said = both_held(said)
    is_on = turned(annotation, said, by=by, kind=Reaction.Kind.AGREE)
    said.agree_count = said.reactions.count()
    said.save(update_fields=["agree_count"])
    tell(annotation, moves=False)
    return is_on


def turned(annotation: Annotation, said: Reply | None, *, by: User, kind: Reaction.Kind) -> bool:
    reaction, is_new = Reaction.objects.get_or_create(annotation=annotation, reply=said, author=by, kind=kind)
    if not is_new:
        reaction.delete()
    return is_new
