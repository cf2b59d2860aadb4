"""A group's glossary: suggested by its texts, explained by members, accepted by those who lead."""

import pytest
from django.urls import reverse

from studyapp.glossary import services
from studyapp.glossary.models import Entry, Explanation, words_for, words_of
from studyapp.groups.models import Role
from studyapp.library.models import Term
from tests.factories import join, make_article, make_group, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def leader(group):
    return join(group, role=Role.FACILITATOR)


@pytest.fixture
def entry(group, leader):
    return services.add(group, by=leader, words="借景")


def list_of(client, group, **asked):
    return client.get(reverse("glossary:glossary", args=[group.pk]), asked)


def test_members_add_words_with_what_they_mean(client, reader, group):
    answer = client.post(reverse("glossary:add", args=[group.pk]), {"words": " 借景 ", "text": "把园外的景借进来。"})
    entry = Entry.objects.get(group=group, words="借景")
    assert answer.url == entry.get_absolute_url()
    assert entry.explanations.get().text == "把园外的景借进来。"


def test_observers_read_along(client, group, entry):
    client.force_login(join(group, role=Role.OBSERVER))
    assert list_of(client, group).status_code == 200
    assert client.post(reverse("glossary:add", args=[group.pk]), {"words": "对景"}).status_code == 404


def test_the_same_words_are_one_entry(client, reader, group, entry):
    client.post(reverse("glossary:add", args=[group.pk]), {"words": "借景"})
    assert Entry.objects.filter(group=group).count() == 1


def test_what_is_too_long_is_refused_and_kept(client, reader, group):
    answer = client.post(reverse("glossary:add", args=[group.pk]), {"words": "借" * 41, "text": "远"})
    assert answer.status_code == 422
    assert "借" * 41 in answer.content.decode()


def test_terms_of_the_groups_texts_are_suggested(client, reader, group, entry):
    article = make_article(groups=(group,), text="借景与对景。")
    elsewhere = make_article(groups=(make_group(name="别的"),), text="框景。")
    for text, where in (("借景", article), ("对景", article), ("框景", elsewhere)):
        Term.objects.create(article=where, text=text)
    shown = list_of(client, group).context["suggested"]
    assert shown == ["对景"]  # 借景 is on the list, 框景 stands in nothing that the group reads


def test_one_accepts_what_one_has_read(client, leader, group, entry):
    explanation = services.explain(entry, by=join(group), text="把园外的景借进来。")
    client.force_login(leader)
    client.post(reverse("glossary:accept", args=[explanation.pk]), {"text": "从前的话。"})
    entry.refresh_from_db()
    assert not entry.accepted_at
    client.post(reverse("glossary:accept", args=[explanation.pk]), {"text": explanation.text})
    entry.refresh_from_db()
    assert entry.meaning == "把园外的景借进来。"


def test_what_was_accepted_does_not_change_behind_the_groups_back(leader, group, entry):
    member = join(group)
    explanation = services.explain(entry, by=member, text="把园外的景借进来。")
    services.accept(entry, by=leader, meaning=explanation.text)
    services.explain(entry, by=member, text="随便写写。")
    entry.refresh_from_db()
    assert entry.meaning == "把园外的景借进来。"


def test_accepted_words_are_words_where_the_group_reads(leader, group, entry):
    article = make_article(groups=(group,))
    assert words_of(leader) == words_for(article) == []
    services.accept(entry, by=leader, meaning="把园外的景借进来。")
    assert words_of(leader) == words_for(article) == ["借景"]
    assert words_of(make_user()) == []
    services.remove(entry)
    assert words_of(leader) == words_for(article) == []


def test_what_is_removed_comes_back(client, leader, group, entry):
    client.force_login(leader)
    answer = client.post(reverse("glossary:remove", args=[entry.pk]), follow=True)
    assert "放回来" in answer.content.decode()
    assert client.get(entry.get_absolute_url()).status_code == 404
    client.post(reverse("glossary:restore", args=[entry.pk]))
    assert client.get(entry.get_absolute_url()).status_code == 200


def test_it_says_where_the_words_stand(client, reader, group, entry):
    make_article(groups=(group,), text="园中有景。\n园外的山，是借景得来的。", title="园里")
    make_article(groups=(make_group(name="别的"),), text="又见借景。")
    places = client.get(entry.get_absolute_url()).context["places"]
    assert [(place.number, place.before, place.behind) for place in places] == [(2, "园外的山，是", "得来的。")]


def test_strangers_find_nothing(client, entry):
    client.force_login(make_user())
    assert client.get(entry.get_absolute_url()).status_code == 404
    assert list_of(client, entry.group).status_code == 404


def test_one_withdraws_only_ones_own(client, reader, group, entry):
    mine = services.explain(entry, by=reader, text="远处的景。")
    other = services.explain(entry, by=join(group), text="近处的景。")
    assert client.post(reverse("glossary:withdraw", args=[other.pk])).status_code == 404
    client.post(reverse("glossary:withdraw", args=[mine.pk]))
    assert list(Explanation.objects.all()) == [other]


def test_accepted_words_are_explained_in_the_groups_texts_and_nowhere_else(client, reader, leader, group, entry):
    here = make_article(groups=(group,), text="园外的山，是借景得来的。")
    elsewhere = make_article(everyone=True, text="又见借景。")
    services.accept(entry, by=leader, meaning="把园外的景借进来。")
    shown = client.get(reverse("reading:read", args=[here.pk])).content.decode()
    assert f'<a class="term" href="#term-g{entry.pk}">借景</a>' in shown
    assert "把园外的景借进来。" in shown
    assert "把园外的景借进来。" not in client.get(reverse("reading:read", args=[elsewhere.pk])).content.decode()


def test_places_are_those_where_exactly_these_words_stand(client, reader, group):
    make_article(groups=(group,), text="这里有 WiFi。\n写作 wifi 的也有。")
    entry = services.add(group, by=reader, words="wifi")
    assert [place.number for place in client.get(entry.get_absolute_url()).context["places"]] == [2]


def test_what_was_removed_is_not_accepted_when_a_member_adds_it_again(client, leader, reader, group, entry):
    services.accept(entry, by=leader, meaning="不该说的话。")
    services.remove(entry)
    client.post(reverse("glossary:add", args=[group.pk]), {"words": entry.words})
    entry.refresh_from_db()
    assert entry.removed_at is None
    assert entry.accepted_at is None


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_of_two_groups_the_one_that_is_read_with_explains(client, reader, order):
    """Whichever accepted its explanation first."""
    groups = [make_group(name=name) for name in ("一社", "二社")]
    for group in groups:
        join(group, user=reader)
    article = make_article(groups=groups, text="园外的山，是借景得来的。")
    for index in order:
        entry = services.add(groups[index], by=reader, words="借景")
        services.accept(entry, by=reader, meaning=f"{groups[index].name}的解释。")
    page = client.get(reverse("reading:read", args=[article.pk])).text
    assert "一社的解释。" in page
    assert "二社的解释。" not in page
