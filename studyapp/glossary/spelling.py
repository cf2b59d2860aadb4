"""The same words in full and in half width: on the list they stand as the group's texts write them."""

from django.db.models import QuerySet

from studyapp.accounts.models import User
from studyapp.glossary.models import Entry
from studyapp.glossary.pages import articles_of
from studyapp.groups.models import StudyGroup
from studyapp.library.models import Paragraph
from studyapp.library.shelf import newest_revisions

WIDE = {narrow: narrow + 0xFEE0 for narrow in range(0x21, 0x7F)}  # Ａ for A, （ for (
NARROW = {wide: narrow for narrow, wide in WIDE.items()} | {0x3000: 0x20}
SIGNS = {narrow: wide for narrow, wide in WIDE.items() if not chr(narrow).isalnum()}


def spellings(words: str) -> list[str]:
    """As typed; then all narrow, letters narrow and signs wide as Chinese is set, all wide."""
    narrow = words.translate(NARROW)
    return list(dict.fromkeys([words, narrow, narrow.translate(SIGNS), narrow.translate(WIDE)]))


def as_written(group: StudyGroup, words: str, *, user: User) -> str:
    """How the group's list or else its texts spell the words; as typed where neither has them."""
    ways = spellings(words)
    if len(ways) == 1:
        return words
    listed = list(Entry.objects.filter(group=group, words__in=ways).values_list("words", flat=True))
    newest = newest_revisions(articles_of(group, user).values_list("pk", flat=True)).values()
    lines = Paragraph.objects.filter(revision__in=newest, number__isnull=False)
    found = (way for way in ways if way in listed or stands_in(lines, way))
    return next(found, words)


def stands_in(lines: QuerySet[Paragraph], words: str) -> bool:
    """SQLite takes wifi for WiFi: what it finds is looked at."""
    return any(words in text for text in lines.filter(text__contains=words).values_list("text", flat=True).iterator())
