"""Who will see a note, said in words before it is kept."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count
from django.utils.translation import gettext as _

from studyapp.accounts.models import User
from studyapp.annotations.models import Annotation
from studyapp.groups.models import Role, TakesPart
from studyapp.studies.models import Study


@dataclass(frozen=True, slots=True)
class Audience:
    """`value` stands in forms: empty for oneself alone, else the study's id. `asked` says who sees a question."""

    value: str
    words: str
    asked: str
    study: Study | None = None
    leads: bool = False


def audiences(article: int, *, reader: User) -> list[Audience]:
    """Oneself alone, and each group in whose study of the article the reader may write. One query."""
    alone = _("仅自己可见")
    return [Audience("", alone, alone), *groups_by_article([article], reader=reader).get(article, [])]


def groups_by_article(articles: Iterable[int], *, reader: User) -> dict[int, list[Audience]]:
    """Of each article the groups in whose study of it the reader may write. One query for all."""
    studies = Study.objects.writable_by(reader).filter(article__in=set(articles)).select_related("group")
    leads = TakesPart("group", reader.pk, least=Role.FACILITATOR)
    found: dict[int, list[Audience]] = {}
    for study in studies.annotate(people=Count("group__memberships"), leads=leads).order_by("group__name", "pk"):
        found.setdefault(study.article_id, []).append(of_group(study, leads=study.leads))  # type: ignore[attr-defined]
    return found


def fitting(audiences: Sequence[Audience], note: Annotation) -> list[Audience]:
    """Those of these groups that the note may be shared with, as `shareable_with`."""
    return [each for each in audiences if each.leads or note.kind != Annotation.Kind.KEY_POINT]


def of_group(study: Study, *, leads: bool) -> Audience:
    named = {"group": study.group.name, "people": study.people}  # type: ignore[attr-defined]
    words = _("「%(group)s」%(people)s 人可见") % named
    if not study.is_sealed:
        return Audience(str(study.pk), words, words, study, leads)
    later = _("揭晓后「%(group)s」%(people)s 人可见") % named
    asked = _("「%(group)s」的主持人现在可见，揭晓后 %(people)s 人可见") % named
    return Audience(str(study.pk), later, asked, study, leads)
