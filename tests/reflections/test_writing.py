"""The editor: what it saves, versions, two windows, further marks."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from studyapp.reflections.models import Reflection
from studyapp.reflections.wording import LONGEST
from tests.factories import make_note, make_user
from tests.reflections.conftest import now, words

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}


def save(client, reflection, *, headers=None, name="save", **fields):
    address = reverse(f"reflections:{name}", args=[reflection.pk])
    return client.post(address, words(reflection, **fields), headers=headers)


def ago(reflection, **time):
    Reflection.objects.filter(pk=reflection.pk).update(changed_at=timezone.now() - timedelta(**time))


def test_the_page_shows_the_words_the_count_and_the_marks(client, reflection):
    page = client.get(reverse("reflections:edit", args=[reflection.pk])).content.decode()
    assert "我总是急。" in page
    assert "自己的话 4 字" in page
    assert page.count("side-mark") >= 2


def test_it_saves_by_a_plain_form(client, reflection):
    answer = save(client, reflection, title="慢", body="第一行\r\n  第二行\r\n")
    assert answer.status_code == 303
    assert (now(reflection).title, now(reflection).body) == ("慢", "第一行\n  第二行\n")


def test_it_saves_by_itself_and_says_when_in_which_edition(client, reflection):
    answer = save(client, reflection, body="写着。", headers=HTMX)
    assert answer.status_code == 200
    assert 'data-edition="2"' in answer.content.decode()
    assert "已保存" in answer.content.decode()


def test_nothing_new_is_no_new_edition(client, reflection):
    save(client, reflection, headers=HTMX)
    assert now(reflection).edition == 1


@pytest.mark.parametrize("headers", [None, HTMX])
def test_of_two_windows_the_later_sees_both_and_nothing_is_lost(client, reflection, headers):
    save(client, reflection, body="第一个窗口。")
    answer = save(client, reflection, body="第二个窗口。", edition=1, headers=headers)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "第一个窗口。" in page
    assert 'data-edition="2"' in page
    assert headers or "第二个窗口。" in page
    assert now(reflection).body == "第一个窗口。"


def test_the_later_window_can_win_and_the_other_is_kept(client, reflection):
    save(client, reflection, body="第一个窗口。")
    save(client, reflection, body="第二个窗口。", keeps="1")
    assert now(reflection).body == "第二个窗口。"
    assert reflection.versions.first().body == "第一个窗口。"


def test_the_later_window_can_give_way_and_is_kept(client, reflection):
    save(client, reflection, body="第一个窗口。")
    assert save(client, reflection, body="第二个窗口。", edition=1, name="set_aside").status_code == 303
    assert now(reflection).body == "第一个窗口。"
    assert reflection.versions.first().body == "第二个窗口。"


def test_what_the_same_window_sends_again_overtakes_nobody(client, reflection):
    hand = uuid4().hex
    save(client, reflection, body="写着。", hand=hand, headers=HTMX)  # the answer of which was lost
    assert save(client, reflection, body="写着，再写。", edition=1, hand=hand, headers=HTMX).status_code == 200
    assert now(reflection).body == "写着，再写。"


def test_the_same_words_from_another_window_are_no_conflict(client, reflection):
    save(client, reflection, body="一样。")
    assert save(client, reflection, body="一样。", edition=1, headers=HTMX).status_code == 200


@pytest.mark.parametrize("headers", [None, HTMX])
def test_too_long_is_refused_with_what_was_typed(client, reflection, headers):
    answer = save(client, reflection, body="水" * (LONGEST + 3), headers=headers)
    assert answer.status_code == 422
    assert "多了 3 个字符" in answer.content.decode()
    assert headers or "水水水" in answer.content.decode()


def test_not_every_save_is_a_version(client, reflection):
    for count in range(5):
        save(client, reflection, body=reflection.body + "水" * count)
    assert not reflection.versions.exists()


def test_coming_back_to_it_keeps_what_was_there(client, reflection):
    ago(reflection, minutes=11)
    save(client, reflection, body=reflection.body + "再写。")
    assert reflection.versions.get().body == reflection.body


def test_a_version_is_read_and_put_back_and_what_was_there_is_kept(client, reflection):
    ago(reflection, hours=1)
    save(client, reflection, title="新的", body="全新的。")
    old = reflection.versions.get()
    history = client.get(reverse("reflections:history", args=[reflection.pk]))
    address = reverse("reflections:version", args=[reflection.pk, old.pk])
    assert address in history.content.decode()
    assert "我总是急。" in client.get(address).content.decode()
    client.post(reverse("reflections:restore_version", args=[reflection.pk, old.pk]))
    assert now(reflection).body == reflection.body
    assert [each.body for each in reflection.versions.all()] == ["全新的。", reflection.body]


def test_further_marks_come_behind_and_only_those_that_are_not_in_it(client, reflection, article, reader):
    fresh = make_note(article=article, author=reader, quote="𠮷祥的路没有尽头。")
    page = client.get(reverse("reflections:more", args=[reflection.pk])).content.decode()
    assert f'value="{fresh.pk}"' in page
    assert page.count('name="marks"') == 1
    chosen = {"marks": [fresh.pk, *reflection.notes.values_list("pk", flat=True)]}
    client.post(reverse("reflections:add", args=[reflection.pk]), chosen)
    assert now(reflection).body == f"{reflection.body}\n\n## 二、走路\n\n> 𠮷祥的路没有尽头。（第3段）"
    assert "都在文中了" in client.get(reverse("reflections:more", args=[reflection.pk])).content.decode()


def test_what_was_taken_out_can_be_put_in_again(client, reflection, notes):
    save(client, reflection, body="只剩这一句。")
    page = client.get(reverse("reflections:more", args=[reflection.pk])).content.decode()
    assert page.count('name="marks"') == 2


def test_what_is_put_in_while_writing_is_known(client, reflection, article, reader, other):
    fresh = make_note(article=article, author=reader, quote="石头")
    foreign = make_note(article=article, author=other, quote="石头")
    save(client, reflection, body="写。", put=[fresh.pk, foreign.pk])
    assert set(reflection.notes.values_list("pk", flat=True)) >= {fresh.pk}
    assert foreign.pk not in reflection.notes.values_list("pk", flat=True)


@pytest.mark.parametrize("name", ["edit", "more", "history", "share", "markdown", "word", "print"])
def test_nobody_else_opens_it(client, reflection, other, name):
    for stranger in (other, make_user(is_staff=True, is_superuser=True)):
        client.force_login(stranger)
        assert client.get(reverse(f"reflections:{name}", args=[reflection.pk])).status_code == 404
