"""Half and full width, rare characters, and what is forgotten of a glossary."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from studyapp.glossary import services
from studyapp.glossary.models import Entry, Explanation
from studyapp.glossary.spelling import spellings
from tests.factories import make_article, make_group, make_user

pytestmark = pytest.mark.django_db
TEXT = "村里通了 WiFi（试行），也有ＡＩ课。\n𠮷祥桥在河的尽头。"


@pytest.mark.parametrize(
    ("typed", "ways"),
    [
        ("借景", ["借景"]),
        ("AI", ["AI", "ＡＩ"]),
        ("ＡＩ（试行）", ["ＡＩ（试行）", "AI(试行)", "AI（试行）"]),
        ("河，边", ["河，边", "河,边"]),
        ("𠮷　祥", ["𠮷　祥", "𠮷 祥"]),
    ],
)
def test_the_same_words_in_other_widths(typed, ways):
    assert spellings(typed) == ways


@pytest.mark.parametrize(
    ("typed", "stands"),
    [
        ("ＷｉＦｉ", "WiFi"),
        ("WiFi(试行)", "WiFi（试行）"),
        ("AI", "ＡＩ"),
        ("WiFi", "WiFi"),
        ("wifi", "wifi"),
        ("𠮷祥桥", "𠮷祥桥"),
        ("ＧＤＰ", "ＧＤＰ"),
    ],
)
def test_words_stand_on_the_list_as_in_the_texts(client, reader, group, typed, stands):
    make_article(groups=(group,), text=TEXT)
    client.post(reverse("glossary:add", args=[group.pk]), {"words": typed})
    assert Entry.objects.get().words == stands


def test_what_is_listed_in_another_width_is_not_listed_twice(client, reader, group):
    for typed in ("GDP", "ＧＤＰ"):
        client.post(reverse("glossary:add", args=[group.pk]), {"words": typed})
    assert Entry.objects.get().words == "GDP"


def test_texts_that_the_group_does_not_read_say_nothing_of_it(client, reader, group):
    make_article(groups=(make_group(name="别的"),), text=TEXT)
    client.post(reverse("glossary:add", args=[group.pk]), {"words": "ＷｉＦｉ"})
    assert Entry.objects.get().words == "ＷｉＦｉ"


def test_a_rare_character_is_one(client, reader, group):
    client.post(reverse("glossary:add", args=[group.pk]), {"words": "𠮷" * 40})
    assert Entry.objects.get().words == "𠮷" * 40


def test_what_was_taken_off_is_forgotten_after_a_month(reader, group):
    for words, days in (("借景", 31), ("对景", 29)):
        entry = services.add(group, by=reader, words=words, text="景。")
        Entry.objects.filter(pk=entry.pk).update(removed_at=timezone.now() - timedelta(days=days))
    standing = services.add(group, by=reader, words="框景")
    call_command("purge_glossaries")
    assert set(Entry.objects.values_list("words", flat=True)) == {"对景", standing.words}
    assert Explanation.objects.count() == 1


def test_places_are_of_texts_that_the_reader_may_read_now(client, reader, group):
    """Of those withdrawn from the group there is nothing left, whoever had read them."""
    article = make_article(groups=(group,), text=TEXT, title="撤下的")
    entry = services.add(group, by=reader, words="𠮷祥桥")
    assert [place.number for place in client.get(entry.get_absolute_url()).context["places"]] == [2]
    article.publications.update(withdrawn_at=timezone.now())
    page = client.get(entry.get_absolute_url()).text
    assert "撤下的" not in page
    client.force_login(make_user())
    assert client.get(entry.get_absolute_url()).status_code == 404
