"""The structure desk through the front door: correcting, undoing, two people at once, publishing."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from studyapp.groups.models import Role
from studyapp.importing import services
from studyapp.importing.models import Draft
from studyapp.library.models import Article
from studyapp.studies.models import Study
from tests.factories import join, make_article, make_draft, make_group, make_user

pytestmark = pytest.mark.django_db

TEXT = "茶路\n上山\n清明前采茶。\n采茶人唱歌。\n下山\n挑担的人走石板路。"
SECTIONS = (("上山", 1, 1), ("下山", 1, 4))
UP, SONG, DOWN = TEXT.index("上山"), TEXT.index("采茶人"), TEXT.index("下山")


@pytest.fixture
def owner(client):
    user = make_user()
    client.force_login(user)
    return user


@pytest.fixture
def group(owner):
    return make_group(owner=owner)


@pytest.fixture
def draft(owner, group):
    return make_draft(text=TEXT, title="一碗茶的来路", sections=SECTIONS, by=owner)


@pytest.fixture
def act(client, draft):
    """Do one correction as the page's forms do."""

    def post(name, *, version=None, headers=None, **data):
        draft.refresh_from_db()
        data = {"version": draft.version if version is None else version, "place": "", **data}
        return client.post(reverse("importing:correct", args=[draft.pk, name]), data, headers=headers)

    return post


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


def publish(client, draft, **data):
    draft.refresh_from_db()
    return client.post(reverse("importing:publish", args=[draft.pk]), {"version": draft.version, **data})


def test_publishing_to_a_group_opens_its_study(client, draft, group):
    response = publish(client, draft, groups=[group.pk])
    article = Article.objects.get()
    assert response.headers["Location"] == reverse("library:article", args=[article.pk])
    assert Study.objects.get().group == group
    assert Article.objects.visible_to(join(group)).get() == article
    assert not Article.objects.visible_to(make_user()).exists()


def test_the_published_text_is_the_draft_s(client, draft, group):
    publish(client, draft, groups=[group.pk])
    revision = Article.objects.get().revision
    assert "\n".join(paragraph.text for paragraph in revision.paragraphs.all()) == TEXT
    assert [section.title for section in revision.sections.all()] == ["上山", "下山"]
    assert revision.paragraph_count == 4


def test_to_nobody_is_explained(client, draft):
    response = publish(client, draft)
    assert response.status_code == 422
    assert "请选择发布给谁" in response.content.decode()


def test_a_facilitator_publishes_neither_to_everyone_nor_to_strangers(client, draft, group):
    stranger = make_group(name="晨读会")
    assert publish(client, draft, groups=[group.pk, stranger.pk]).status_code == 422
    publish(client, draft, groups=[group.pk], everyone="on")
    assert Article.objects.get().publications.filter(group=None).count() == 0


def test_staff_publish_to_everyone(client, draft):
    client.force_login(make_user(is_staff=True))
    publish(client, draft, everyone="on")
    assert Article.objects.visible_to(make_user()).exists()


def test_after_publishing_the_structure_is_still_corrected_but_not_the_text(client, draft, group, act):
    publish(client, draft, groups=[group.pk])
    act("rename", at=UP, title="到山上去")
    assert act("put-back", index=0).status_code == 404
    publish(client, draft, groups=[group.pk])
    revision = Article.objects.get().revision
    assert [section.title for section in revision.sections.all()] == ["到山上去", "下山"]


def test_correcting_renumbers_the_paragraphs(client, draft, group, act):
    publish(client, draft, groups=[group.pk])
    act("make-heading", at=SONG)
    publish(client, draft, groups=[group.pk])
    rows = Article.objects.get().revision.paragraphs.values_list("number", "kind")
    assert list(rows) == [
        (1, "body"),
        (None, "heading"),
        (2, "body"),
        (None, "heading"),
        (None, "heading"),
        (3, "body"),
    ]


def test_withdrawn_is_gone_for_members_and_returns(client, draft, group):
    publish(client, draft, groups=[group.pk])
    member, article = join(group), Article.objects.get()
    client.post(reverse("importing:withdraw", args=[article.pk]))
    assert not Article.objects.visible_to(member).exists()
    publish(client, draft, groups=[group.pk])
    assert Article.objects.visible_to(member).exists()
    client.post(reverse("importing:archive", args=[article.pk]))
    assert not Article.objects.visible_to(member).exists()


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


def test_the_managed_articles_are_listed_with_their_readers(client, owner, group):
    make_article(title="廊桥记", groups=(group,))
    gone = make_article(title="慢读", groups=(group,))
    client.post(reverse("importing:withdraw", args=[gone.pk]))
    make_article(title="别人的", groups=(make_group(name="晨读会"),))
    page = client.get(reverse("importing:articles")).content.decode()
    assert "廊桥记" in page
    assert "「茶社」" in page
    assert "已撤下" in page
    assert "别人的" not in page


def test_the_list_of_articles_costs_the_same_for_one_and_for_thirty(client, owner, group):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse("importing:articles"))
        return len(captured)

    make_article(groups=(group,))
    few = queries()
    for _ in range(10):
        make_article(groups=(group,))
    assert queries() == few


def test_who_publishes_to_a_group_from_outside_is_led_to_the_list(client, draft, group):
    client.force_login(make_user(is_staff=True))
    assert publish(client, draft, groups=[group.pk]).headers["Location"] == reverse("importing:articles")


def test_a_term_is_explained_and_keeps_its_explanation(client, draft, group, act):
    act("accept-term", text="石板路")
    act("explain-term", text="石板路", explanation="用石板铺的山路。")
    publish(client, draft, groups=[group.pk])
    act("accept-term", text="采茶人")
    publish(client, draft, groups=[group.pk])
    terms = Article.objects.get().terms.values_list("text", "explanation")
    assert dict(terms) == {"石板路": "用石板铺的山路。", "采茶人": ""}


def test_an_explanation_given_elsewhere_survives_a_correction(client, draft, group, act):
    act("accept-term", text="石板路")
    publish(client, draft, groups=[group.pk])
    Article.objects.get().terms.update(explanation="组里说的。")
    act("rename", at=UP, title="到山上去")
    publish(client, draft, groups=[group.pk])
    assert Article.objects.get().terms.get().explanation == "组里说的。"
