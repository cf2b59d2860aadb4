"""Acts on a group's glossary. Of two who act at once the second sees what the first has done."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from studyapp.accounts.models import User
from studyapp.glossary.models import Entry, Explanation
from studyapp.glossary.spelling import as_written
from studyapp.groups.models import StudyGroup


@transaction.atomic
def add(group: StudyGroup, *, by: User, words: str, text: str = "") -> Entry:
    """Put words on the list, with what they mean if that is known; the same entry when they stand there already.

    What had been removed comes back, and waits: whoever leads has to accept it again. In half or full width they stand
    there as the group's texts write them.
    """
    words = as_written(group, words, user=by)
    entry, _is_new = Entry.objects.get_or_create(group=group, words=words, defaults={"added_by": by})
    if entry.removed_at:
        restore(entry)
        reopen(entry)
        entry.refresh_from_db()
    if text:
        explain(entry, by=by, text=text)
    return entry


@transaction.atomic
def explain(entry: Entry, *, by: User, text: str) -> Explanation:
    """Say what the words mean, or say it anew."""
    told = {"text": text, "said_at": timezone.now()}
    return Explanation.objects.update_or_create(entry=entry, author=by, defaults=told)[0]


@transaction.atomic
def withdraw(explanation: Explanation) -> None:
    """Take back what one said; what was accepted of it stays the group's."""
    explanation.delete()


@transaction.atomic
def accept(entry: Entry, *, by: User, meaning: str) -> None:
    """From now on the words are explained by this wherever they stand in the group's texts."""
    Entry.objects.filter(pk=entry.pk).update(meaning=meaning, accepted_at=timezone.now(), accepted_by=by)


@transaction.atomic
def reopen(entry: Entry) -> None:
    """The group looks for a better explanation: the texts show none until then. The meaning is kept to begin with."""
    Entry.objects.filter(pk=entry.pk).update(accepted_at=None, accepted_by=None)


@transaction.atomic
def remove(entry: Entry) -> None:
    Entry.objects.filter(pk=entry.pk, removed_at=None).update(removed_at=timezone.now())


@transaction.atomic
def restore(entry: Entry) -> None:
    Entry.objects.filter(pk=entry.pk).update(removed_at=None)


@transaction.atomic
def purge(before: datetime) -> int:
    """Forget what was removed before then, with its explanations. Returns how many entries."""
    return Entry.objects.filter(removed_at__lte=before).delete()[1].get("glossary.Entry", 0)
