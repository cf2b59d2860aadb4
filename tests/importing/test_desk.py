"""The structure desk through the front door: correcting, undoing, two people at once, publishing."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from studyapp.groups.models import Role
from studyapp.importing import services
from studyapp.importing.models import Draft
from tests.factories import join, make_article, make_draft, make_group
from tests.importing.desk import DOWN, SECTIONS, SONG, TEXT, UP

pytestmark = pytest.mark.django_db


def titles(draft: Draft) -> list[str]:
    draft.refresh_from_db()
    return [section["title"] for section in draft.step.structure["sections"]]


def test_a_correction_returns_to_the_same_place(draft, act):
    response = act("rename", at=UP, title="到山上去", place=f"s{UP}")
    assert response.headers["Location"] == f"{reverse('importing:desk', args=[draft.pk])}?place=s{UP}"
    assert titles(draft) == ["到山上去", "下山"]


def test_htmx_gets_the_desk_alone(act):
    page = act("rename", at=UP, title="到山上去", headers={"HX-Request": "true"}).content.decode()
    assert "到山上去" in page
    assert "<html" not in page


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("split", {"at": SONG}, ["上山", "采茶人唱歌", "下山"]),
        ("make-heading", {"at": SONG}, ["上山", "采茶人唱歌。", "下山"]),
        ("unmake-heading", {"at": DOWN}, ["上山"]),
        ("merge", {"at": DOWN}, ["上山"]),
        ("lower", {"at": DOWN}, ["上山", "下山"]),
    ],
)
def test_each_act_does_what_it_says(draft, act, name, data, expected):
    assert act(name, **data).status_code == 302
    assert titles(draft) == expected


def test_an_empty_title_is_explained_beside_the_field(draft, act):
    response = act("rename", at=UP, title="  ", place=f"s{UP}")
    assert response.status_code == 422
    assert "标题不能空着" in response.content.decode()
    assert titles(draft) == ["上山", "下山"]


def test_what_cannot_be_done_is_said(act):
    response = act("raise", at=UP)
    assert response.status_code == 422
    assert "已经是最高一级" in response.content.decode()


def test_two_people_do_not_overwrite_each_other(draft, act):
    seen = draft.version
    act("rename", at=UP, title="甲改的")
    response = act("rename", at=UP, title="乙改的", version=seen, place=f"s{UP}")
    assert response.status_code == 409
    assert "被别人改过了" in response.content.decode()
    assert 'value="乙改的"' in response.content.decode()
    assert titles(draft)[0] == "甲改的"


def test_steps_are_undone_and_redone(client, draft, act):
    act("rename", at=UP, title="一改")
    act("rename", at=UP, title="二改")
    for name, expected in (("undo", "一改"), ("undo", "上山"), ("redo", "一改"), ("redo", "二改")):
        draft.refresh_from_db()
        client.post(reverse(f"importing:{name}", args=[draft.pk]), {"version": draft.version})
        assert titles(draft)[0] == expected


def test_a_new_step_forgets_what_was_undone(client, draft, act):
    act("rename", at=UP, title="一改")
    draft.refresh_from_db()
    client.post(reverse("importing:undo", args=[draft.pk]), {"version": draft.version})
    act("rename", at=UP, title="另改")
    draft.refresh_from_db()
    assert services.step_after(draft) is None
    client.post(reverse("importing:undo", args=[draft.pk]), {"version": draft.version})
    assert titles(draft)[0] == "上山"


def test_metadata_and_terms_are_corrected(client, draft, act):
    act("describe", title="茶的来路", author="林间", source="山居小札", published="2024-04-05")
    act("accept-term", text="石板路")
    page = client.get(reverse("importing:desk", args=[draft.pk])).content.decode()
    assert "茶的来路" in page
    assert 'value="2024-04-05"' in page
    assert "石板路" in page
    act("refuse-term", text="石板路")
    draft.refresh_from_db()
    assert not draft.step.structure["terms"][0]["accepted"]


def test_a_date_that_is_none_is_explained(act):
    response = act("describe", title="茶的来路", published="昨天")
    assert response.status_code == 422
    assert "昨天" in response.content.decode()


def test_an_article_without_a_draft_gets_one(client, owner, group):
    article = make_article(groups=(group,), text=TEXT, sections=SECTIONS)
    response = client.get(reverse("importing:desk_of", args=[article.pk]), follow=True)
    assert "上山" in response.content.decode()
    assert Draft.objects.get().article == article


URLS = [
    ("get", "desk", ()),
    ("get", "row", ()),
    ("get", "progress", ()),
    ("get", "preview", ()),
    ("post", "correct", ("rename",)),
    ("post", "undo", ()),
    ("post", "redo", ()),
    ("post", "read_again", ()),
    ("post", "discard", ()),
    ("post", "take_back", ()),
    ("post", "publish", ()),
]


@pytest.mark.parametrize(("method", "name", "more"), URLS)
def test_strangers_find_no_draft(client, draft, method, name, more):
    client.force_login(join(make_group(name="别的"), role=Role.OWNER))
    url = reverse(f"importing:{name}", args=[draft.pk, *more])
    assert getattr(client, method)(url, {"version": 0}).status_code == 404


@pytest.mark.parametrize(("method", "name", "more"), URLS)
def test_the_wrong_method_is_refused(client, draft, method, name, more):
    url = reverse(f"importing:{name}", args=[draft.pk, *more])
    assert getattr(client, "post" if method == "get" else "get")(url).status_code == 405


def test_an_unknown_act_is_not_found(act):
    assert act("explode", at=0).status_code == 404


def test_a_long_text_shows_its_chapter_and_costs_the_same(client, owner, group):
    def queries(chapters: int) -> tuple[int, int]:
        lines, sections = [], []
        for number in range(chapters):
            sections.append((f"第{number}章", 1, len(lines)))
            lines += [f"第{number}章", *["茶要等一等，才香。"] * 9]
        draft = make_draft(text="\n".join(lines), sections=tuple(sections), by=owner)
        with CaptureQueriesContext(connection) as captured:
            page = client.get(reverse("importing:desk", args=[draft.pk]), {"place": "p30"}).content.decode()
        return len(captured), page.count("desk-paragraph")

    few, lines_of_few = queries(3)
    many, lines_of_many = queries(200)
    assert few == many
    assert lines_of_few < lines_of_many <= 400


def test_half_width_punctuation_is_offered_and_converted_only_when_chosen(
    client, owner, django_capture_on_commit_callbacks
):
    halved = "茶从山上来,要等.水烧开了,再泡:先看色,再闻香."
    draft = make_draft(text=halved, by=owner)
    page = client.get(reverse("importing:desk", args=[draft.pk])).content.decode()
    assert "半角标点 → 全角" in page
    data = {"version": draft.version, "encoding": "", "lines": "auto", "punctuation": "full", "script": "keep"}
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("importing:read_again", args=[draft.pk]), data)
    draft.refresh_from_db()
    assert "，要等。水烧开了，" in draft.step.text.text
    client.post(reverse("importing:undo", args=[draft.pk]), {"version": draft.version})
    draft.refresh_from_db()
    assert draft.step.text.text == halved


def test_a_text_with_full_punctuation_is_offered_nothing(client, draft):
    assert (
        "半角标点 → 全角"
        not in client.get(reverse("importing:desk", args=[draft.pk])).content.decode().split("desk-reading")[0]
    )
