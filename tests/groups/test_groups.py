"""Groups: mine, one, a new one, what it says of itself."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.html import escape

from studyapp.groups.models import Membership, Role, StudyGroup
from tests.factories import join, make_group, make_user

pytestmark = pytest.mark.django_db
GOOD = {"name": "茶社", "label": "读书会", "own_label": "", "description": "每周四晚上。"}


@pytest.fixture
def owner(client):
    owner = make_user(display_name="李梅")
    client.force_login(owner)
    return owner


def page(response) -> str:
    return response.content.decode()


def test_who_makes_a_group_owns_it(client, owner):
    response = client.post(reverse("groups:create"), GOOD)
    group = StudyGroup.objects.get()
    assert response.headers["Location"] == reverse("groups:detail", args=[group.pk])
    assert (group.name, group.label, group.description) == ("茶社", "读书会", "每周四晚上。")
    assert Membership.objects.get().rank == Role.OWNER


def test_a_group_may_call_itself_by_a_word_of_its_own(client, owner):
    client.post(reverse("groups:create"), GOOD | {"label": "own", "own_label": "诗社"})
    assert StudyGroup.objects.get().called == "诗社"


def test_what_a_group_says_of_itself_is_one_line_without_tricks(client, owner):
    odd = {
        "name": "茶\u202e社\n 一组",
        "label": "own",
        "own_label": "诗\u200b社",
        "description": "读\u2066旧书。\r\n再说。",
    }
    client.post(reverse("groups:create"), odd)
    group = StudyGroup.objects.get()
    assert (group.name, group.label, group.description) == ("茶社 一组", "诗社", "读旧书。 再说。")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"name": "  "}, "写一个看得见的名称"),
        ({"name": "\u200b\u3164"}, "写一个看得见的名称"),
        ({"label": "own", "own_label": "\u200b"}, "请写下你们的叫法"),
        ({"name": "茶" * 61}, "60"),
        ({"label": "帮会"}, "帮会"),
        ({"label": "own"}, "请写下你们的叫法"),
        ({"label": "own", "own_label": "诗" * 13}, "12"),
        ({"description": "话" * 301}, "300"),
    ],
)
def test_a_refused_group_says_why_and_keeps_what_was_typed(client, owner, wrong, said):
    response = client.post(reverse("groups:create"), GOOD | {"description": "写了很久"} | wrong)
    assert response.status_code == 422
    assert said in page(response)
    assert (wrong.get("description") or "写了很久") in page(response)
    assert not StudyGroup.objects.exists()


def test_the_form_for_a_group_is_shown(client, owner):
    assert 'name="own_label"' in page(client.get(reverse("groups:new")))


def test_editing_starts_from_what_stands(client, owner):
    group = make_group(owner=owner, label="诗社", description="读旧书。")
    text = page(client.get(reverse("groups:settings", args=[group.pk])))
    assert 'value="诗社"' in text
    assert "读旧书。" in text


def test_a_group_is_renamed(client, owner):
    group = make_group(owner=owner)
    response = client.post(reverse("groups:edit", args=[group.pk]), GOOD | {"name": "河畔", "description": "一\n二"})
    group.refresh_from_db()
    assert response.status_code == 302
    assert (group.name, group.label, group.description) == ("河畔", "读书会", "一 二")


def test_a_refused_change_keeps_what_was_typed(client, owner):
    group = make_group(owner=owner)
    response = client.post(reverse("groups:edit", args=[group.pk]), GOOD | {"name": "", "description": "写了很久"})
    assert response.status_code == 422
    assert "写了很久" in page(response)


def test_only_an_owner_is_asked_about_deleting(client):
    group = make_group()
    client.force_login(join(group, role=Role.FACILITATOR))
    assert "删除小组" not in page(client.get(reverse("groups:settings", args=[group.pk])))


def test_without_a_group_the_list_says_what_to_do(client, owner):
    text = page(client.get(reverse("groups:list")))
    assert "你还不在任何小组" in text
    assert reverse("groups:code") in text


def test_the_list_shows_my_groups_and_no_others(client, owner):
    make_group(name="茶社", owner=owner)
    make_group(name="别人的")
    text = page(client.get(reverse("groups:list")))
    assert "茶社" in text
    assert "别人的" not in text


def test_visitors_of_the_list_sign_in_first(client):
    assert client.get(reverse("groups:list")).headers["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize("name", ["create", "check_code"])
def test_these_are_posted(client, owner, name):
    assert client.get(reverse(f"groups:{name}")).status_code == 405


@pytest.mark.parametrize("name", ["list", "new", "code"])
def test_these_are_only_read(client, owner, name):
    assert client.post(reverse(f"groups:{name}")).status_code == 405


def test_the_page_names_members_and_their_roles(client):
    group = make_group()
    observer = join(group, user=make_user(display_name="欧阳若水"), role=Role.OBSERVER)
    client.force_login(observer)
    text = page(client.get(reverse("groups:detail", args=[group.pk])))
    assert all(word in text for word in ("李梅", "组长", "欧阳若水", "旁听 1 人"))


def test_an_observer_sees_no_powers(client):
    group = make_group()
    client.force_login(join(group, role=Role.OBSERVER))
    text = page(client.get(reverse("groups:detail", args=[group.pk])))
    assert "<select" not in text
    assert "invitation" not in text
    assert reverse("groups:settings", args=[group.pk]) not in text


def test_a_facilitator_has_charge_of_those_below_only(client):
    group = make_group()
    below, beside = join(group, role=Role.RECORDER), join(group, role=Role.FACILITATOR)
    client.force_login(join(group, role=Role.FACILITATOR))
    text = page(client.get(reverse("groups:detail", args=[group.pk])))
    assert text.count('<select class="input role"') == 1
    assert reverse("groups:member", args=[group.memberships.get(user=below).pk]) in text
    assert reverse("groups:member", args=[group.memberships.get(user=beside).pk]) not in text


def test_names_are_only_text(client, owner):
    group = make_group(name="<b>茶</b>", owner=owner, description="<script>1</script>")
    join(group, user=make_user(display_name="<i>何</i>"))
    text = page(client.get(reverse("groups:detail", args=[group.pk])))
    assert escape("<b>茶</b>") in text
    assert escape("<i>何</i>") in text
    assert "<script>1" not in text


def queries_of(client, path) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    return len(queries)


@pytest.mark.parametrize("role", [Role.OBSERVER, Role.OWNER])
def test_two_hundred_members_cost_no_more_queries_than_ten(client, role):
    group = make_group()
    client.force_login(join(group, role=role))
    path = reverse("groups:detail", args=[group.pk])
    for _ in range(8):
        join(group)
    ten = queries_of(client, path)
    for _ in range(190):
        join(group)
    assert queries_of(client, path) == ten <= 14


def test_fifty_groups_cost_no_more_queries_than_five(client, owner):
    for _ in range(5):
        make_group(owner=owner)
    five = queries_of(client, reverse("groups:list"))
    for _ in range(45):
        make_group(owner=owner)
    assert queries_of(client, reverse("groups:list")) == five <= 10
