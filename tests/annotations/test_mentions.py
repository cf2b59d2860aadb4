"""Who is meant by a name behind @, and which names are offered."""

import pytest
from django.urls import reverse

from studyapp.annotations.mentions import mentioned, names_of, standing
from studyapp.groups.models import Role
from tests.factories import join, make_study, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def study(group):
    return make_study(group=group)


def member(study, name, role=Role.MEMBER, **fields):
    return join(study.group, user=make_user(display_name=name, **fields), role=role)


@pytest.mark.parametrize(("words", "found"), [
    ("@李梅 你看", ["李梅"]),
    ("请@李梅花看", ["李梅花"]),  # the longest name wins
    ("@ann，@Anna", ["ann"]),  # no name goes on in Latin letters
    ("写信到 tea@ann.example", []),  # part of an address
    ("请＠李梅花看", ["李梅花"]),  # as Chinese keyboards write it
    ("信在 tea＠ann.example", []),
    ("李梅", []),
    ("@ 李梅", []),
    ("@李梅@李梅花", ["李梅", "李梅花"]),
])  # fmt: skip
def test_a_name_stands_behind_the_sign(words, found):
    assert standing(words, ["李梅", "李梅花", "ann"]) == found


def test_members_are_meant_by_what_they_are_called_and_by_their_username(study):
    by = member(study, "林溪")
    first, second = member(study, "周远"), member(study, "何清", username="heqing")
    assert mentioned("@周远 @HeQing 你们怎么看？", study, by=by) == [first, second]


def test_the_full_width_sign_means_them_too(study):
    by, other = member(study, "林溪"), member(study, "周远")
    assert mentioned("＠周远 看", study, by=by) == [other]


def test_observers_are_meant_too_but_nobody_means_themselves(study):
    by, observer = member(study, "林溪"), member(study, "欧阳若水", Role.OBSERVER)
    assert mentioned("@林溪 @欧阳若水", study, by=by) == [observer]


def test_of_people_who_share_a_name_all_are_meant(study):
    by, twins = member(study, "林溪"), [member(study, "李明"), member(study, "李明")]
    assert mentioned("@李明", study, by=by) == twins


def test_others_are_not_meant(study):
    by = member(study, "林溪")
    make_user(display_name="周远")
    gone = member(study, "何清")
    gone.is_active = False
    gone.save()
    assert mentioned("@周远 @何清", study, by=by) == []


def test_nobody_is_meant_in_a_private_note_or_in_what_is_quoted(study):
    by, _ = member(study, "林溪"), member(study, "周远")
    assert mentioned("@周远", None, by=by) == []
    assert mentioned("> @周远 说过\n\n是的", study, by=by) == []


def test_names_hold_no_patterns(study):
    by, odd = member(study, "林溪"), member(study, ".*(")
    assert mentioned("@.*(", study, by=by) == [odd]
    assert mentioned("@abc", study, by=by) == []
    assert names_of([odd])[0] == ".*("


def offered(client, study, typed=""):
    return client.get(reverse("annotations:people", args=[study.pk]), {"q": typed}).content.decode()


def test_names_are_offered_those_that_begin_so_first(client, study):
    client.force_login(member(study, "林溪"))
    member(study, "小梅"), member(study, "梅子")
    html = offered(client, study, "梅")
    assert html.index('data-name="梅子"') < html.index('data-name="小梅"')
    assert "林溪" not in offered(client, study)


def test_names_are_offered_by_the_first_letters_of_their_pinyin(client, study):
    client.force_login(member(study, "林溪"))
    member(study, "周远", username="reader-far")
    assert 'data-name="周远"' in offered(client, study, "ZY")


def test_at_most_eight_are_offered(client, study):
    client.force_login(member(study, "林溪"))
    for number in range(10):
        member(study, f"茶友{number}")
    assert offered(client, study, "茶友").count('role="option"') == 8


def test_who_shares_a_name_is_offered_by_username(client, study):
    client.force_login(member(study, "林溪"))
    member(study, "李明", username="limingyi"), member(study, "李明", username="liminger")
    html = offered(client, study, "李明")
    assert 'data-name="limingyi"' in html
    assert 'data-name="liminger"' in html


@pytest.mark.parametrize("typed", ["<b>", "%", "_", "' OR 1", "𠮷", "x" * 5_000])
def test_odd_words_find_nobody(client, study, typed):
    client.force_login(member(study, "林溪"))
    member(study, "周远", username="zhouyuan")
    assert 'role="option"' not in offered(client, study, typed)


def test_only_who_may_write_there_is_offered_names(client, study):
    address = reverse("annotations:people", args=[study.pk])
    client.force_login(member(study, "欧阳若水", Role.OBSERVER))
    assert client.get(address).status_code == 404
    client.force_login(make_user())
    assert client.get(address).status_code == 404
