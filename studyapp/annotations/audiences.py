"""Who will see a note, said in words before it is kept."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count
from django.utils.translation import gettext as _

from studyapp.accounts.models import User
from studyapp.annotations.models import Annotation
from studyapp.groups.models import Role, TakesPart
from studyapp.ready import Ready
from studyapp.studies.models import Study
from studyapp.studies.models.studies import StudyQuerySet


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
    return [Audience("", alone, alone), *map(of_group, AUDIENCES(article=article, reader=reader.pk))]


def groups_by_article(articles: Iterable[int], *, reader: User) -> dict[int, list[Audience]]:
    """Of each article the groups in whose study of it the reader may write. One query for all."""
    found: dict[int, list[Audience]] = {}
    for study in written_in(reader).filter(article__in=set(articles)):
        found.setdefault(study.article_id, []).append(of_group(study))
    return found


def written_in(reader: User) -> StudyQuerySet:
    """Studies in which the reader may write, with their group; adds its number of `people`, and `leads`."""
    leads = TakesPart("group", reader.pk, least=Role.FACILITATOR)
    studies = Study.objects.writable_by(reader).select_related("group").order_by("group__name", "pk")
    return studies.annotate(people=Count("group__memberships"), leads=leads)


AUDIENCES = Ready(lambda article, reader: written_in(User(pk=reader)).filter(article=article))


def fitting(audiences: Sequence[Audience], note: Annotation) -> list[Audience]:
    """Those of these groups that the note may be shared with, as `shareable_with`."""
    return [each for each in audiences if each.leads or note.kind != Annotation.Kind.KEY_POINT]


def of_group(study: Study) -> Audience:
    """Of a study that has what `written_in` adds."""
    leads: bool = study.leads  # type: ignore[attr-defined]
    named = {"group": study.group.name, "people": study.people}  # type: ignore[attr-defined]
    words = _("「%(group)s」%(people)s 人可见") % named
    if not study.is_sealed:
        return Audience(str(study.pk), words, words, study, leads)
    later = _("揭晓后「%(group)s」%(people)s 人可见") % named
    asked = _("「%(group)s」的主持人现在可见，揭晓后 %(people)s 人可见") % named
    return Audience(str(study.pk), later, asked, study, leads)
