"""Bringing files and pasted words: who may, what is said, what is kept."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from studyapp.groups.models import Role
from studyapp.importing import limits
from studyapp.importing.models import Draft
from tests.factories import join, make_article, make_group, make_note, make_user

pytestmark = pytest.mark.django_db

SPEECH = "沿河而行\n路要修得慢。\n一是看水色。清晨看一次。\n二是听水声。坐着听一次。"


@pytest.fixture
def staff(client):
    user = make_user(is_staff=True)
    client.force_login(user)
    return user


@pytest.fixture
def send(client, django_capture_on_commit_callbacks):
    """Post to an address of the desk and let what follows the commit happen."""

    def post(name, data, **extra):
        with django_capture_on_commit_callbacks(execute=True):
            return client.post(reverse(f"importing:{name}"), data, **extra)

    return post


def file_of(text: str, name: str = "沿河而行.txt", encoding: str = "utf-8") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode(encoding))


def test_one_file_leads_to_its_desk(client, staff, send):
    response = send("take_files", {"uploads": file_of(SPEECH)})
    draft = Draft.objects.get()
    assert response.headers["Location"] == reverse("importing:desk", args=[draft.pk])
    page = client.get(response.headers["Location"]).content.decode()
    assert "看水色" in page
    assert "听水声" in page


def test_several_files_lead_to_the_list(client, staff, send):
    response = send("take_files", {"uploads": [file_of(SPEECH), file_of("山路\n弯弯。", name="山路.txt")]})
    assert response.headers["Location"] == reverse("importing:upload") + "#drafts"
    page = client.get(reverse("importing:upload")).content.decode()
    assert "沿河而行.txt" in page
    assert "山路.txt" in page


def test_htmx_is_sent_on_by_a_header(staff, send):
    response = send("take_files", {"uploads": file_of(SPEECH)}, headers={"HX-Request": "true"})
    assert response.headers["HX-Redirect"] == reverse("importing:desk", args=[Draft.objects.get().pk])


def test_pasted_words_are_a_draft_like_any_other(client, staff, send):
    response = send("take_paste", {"text": SPEECH})
    assert "看水色" in client.get(response.headers["Location"]).content.decode()


@pytest.mark.parametrize(("text", "said"), [("", "请粘贴文章的文字"), (" \n\u3000", "请粘贴文章的文字")])
def test_pasting_nothing_is_explained(staff, send, text, said):
    response = send("take_paste", {"text": text})
    assert response.status_code == 422
    assert said in response.content.decode()
    assert not Draft.objects.exists()


def test_too_long_a_paste_keeps_what_was_typed(staff, send, monkeypatch):
    monkeypatch.setattr(limits, "CHARACTERS", 10)
    response = send("take_paste", {"text": SPEECH})
    assert response.status_code == 422
    assert "超过了 10 字的上限" in response.content.decode()
    assert "坐着听一次。" in response.content.decode()


@pytest.mark.parametrize(
    ("upload", "said"),
    [
        (None, "请选择文件"),
        (SimpleUploadedFile("空.txt", b""), "《空.txt》是空的"),
        (SimpleUploadedFile("图.png", b"x"), "《图.png》不是能读的格式"),
    ],
)
def test_bringing_nothing_is_explained(staff, send, upload, said):
    response = send("take_files", {"uploads": upload} if upload else {})
    assert response.status_code == 422
    assert said in response.content.decode()
    assert not Draft.objects.exists()


def test_too_large_a_file_is_refused_before_it_is_read(staff, send, monkeypatch):
    monkeypatch.setattr(limits, "UPLOAD_BYTES", 10)
    response = send("take_files", {"uploads": file_of(SPEECH)})
    assert "可以只留文字，或拆成几份" in response.content.decode()
    assert not Draft.objects.exists()


def test_a_file_that_cannot_be_read_says_why(client, staff, send):
    response = send("take_files", {"uploads": SimpleUploadedFile("图.docx", b"%PDF-1.7 something")})
    page = client.get(response.headers["Location"]).content.decode()
    assert Draft.objects.get().state == Draft.State.FAILED
    assert "这份文件没能读出来" in page


def test_the_encoding_is_shown_and_another_can_be_looked_at(client, staff, send):
    response = send("take_files", {"uploads": file_of(SPEECH * 5, encoding="gb18030")})
    assert "GB18030" in client.get(response.headers["Location"]).content.decode()
    preview = reverse("importing:preview", args=[Draft.objects.get().pk])
    assert "沿河而行" in client.get(preview).content.decode()
    assert "沿河而行" not in client.get(preview, {"encoding": "Big5"}).content.decode()


@pytest.mark.parametrize("name", ["upload", "take_files", "take_paste"])
def test_members_do_not_find_the_upload(client, name):
    client.force_login(join(make_group(), role=Role.RECORDER))
    url = reverse(f"importing:{name}")
    assert (client.get(url) if name == "upload" else client.post(url)).status_code == 404


def test_visitors_sign_in_first(client):
    assert reverse("account_login") in client.get(reverse("importing:upload")).headers["Location"]


def test_facilitators_may_upload(client):
    client.force_login(join(make_group(), role=Role.FACILITATOR))
    assert client.get(reverse("importing:upload")).status_code == 200


def test_the_wrong_method_is_refused(client, staff):
    assert client.get(reverse("importing:take_files")).status_code == 405
    assert client.post(reverse("importing:upload")).status_code == 405


def test_a_draft_is_thrown_away_and_taken_back(client, staff, send):
    send("take_files", {"uploads": file_of(SPEECH)})
    draft = Draft.objects.get()
    client.post(reverse("importing:discard", args=[draft.pk]))
    assert "沿河而行.txt" not in client.get(reverse("importing:upload")).content.decode()
    client.post(reverse("importing:take_back", args=[draft.pk]))
    assert "沿河而行.txt" in client.get(reverse("importing:upload")).content.decode()


def test_the_list_costs_the_same_for_one_draft_and_for_thirty(client, staff):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse("importing:upload"))
        return len(captured)

    Draft.objects.create(by=staff, name="一.txt")
    few = queries()
    Draft.objects.bulk_create(Draft(by=staff, name=f"{number}.txt") for number in range(30))
    assert queries() == few


def test_a_text_is_replaced_by_who_manages_it(client, staff, send):
    article = make_article(by=staff, everyone=True)
    page = client.get(reverse("importing:upload"), {"replaces": article.pk}).content.decode()
    assert "换一份原文" in page
    send("take_paste", {"text": SPEECH, "replaces": article.pk})
    draft = Draft.objects.get()
    client.post(
        reverse("importing:publish", args=[draft.pk]), {"version": draft.version, "everyone": "on", "as_it_is": "on"}
    )
    assert article.revision.paragraphs.filter(text__startswith="一是看水色").exists()
    assert Draft.objects.get().article == article


@pytest.fixture
def marked(staff):
    """An article on which somebody keeps a note of which nobody else knows."""
    article = make_article(by=staff, everyone=True)
    make_note(article=article, author=make_user(), kind="thought", body="只给自己看。")
    return article


def test_a_text_with_notes_is_not_replaced_and_that_is_said_first(client, marked):
    page = client.get(reverse("importing:upload"), {"replaces": marked.pk}).content.decode()
    assert "这篇文章发布以后有人用过了，不能整篇换掉；可以另发一篇。" in page
    assert 'name="replaces"' not in page


@pytest.mark.parametrize(
    ("name", "brought"), [("take_paste", {"text": SPEECH}), ("take_files", {"uploads": [file_of(SPEECH)]})]
)
def test_what_is_brought_for_a_text_with_notes_is_refused(send, marked, name, brought):
    response = send(name, brought | {"replaces": marked.pk})
    assert response.status_code == 422
    assert "不能整篇换掉" in response.content.decode()
    assert not Draft.objects.exists()


def test_a_note_that_came_in_between_keeps_its_text(client, staff, send):
    article = make_article(by=staff, everyone=True)
    send("take_paste", {"text": SPEECH, "replaces": article.pk})
    note = make_note(article=article, author=make_user())
    draft = Draft.objects.get()
    publish = reverse("importing:publish", args=[draft.pk])
    response = client.post(publish, {"version": draft.version, "everyone": "on", "as_it_is": "on"})
    assert response.status_code == 422
    assert "不能整篇换掉" in response.content.decode()
    assert article.revision.paragraphs.filter(text=note.quote).exists()
    assert Draft.objects.get().replaces == article


def test_nobody_else_replaces_a_text(client):
    article = make_article(everyone=True)
    client.force_login(join(make_group(), role=Role.FACILITATOR))
    assert client.get(reverse("importing:upload"), {"replaces": article.pk}).status_code == 404


def test_the_good_ones_of_a_batch_go_on_and_the_bad_one_is_named(client, staff, send):
    files = [file_of(SPEECH), SimpleUploadedFile("空.txt", b""), file_of("山路\n弯弯。", name="山路.txt")]
    response = send("take_files", {"uploads": files}, follow=True)
    assert "《空.txt》是空的" in response.content.decode()
    assert sorted(Draft.objects.values_list("name", flat=True)) == ["山路.txt", "沿河而行.txt"]


def test_too_many_at_once_are_refused(staff, send):
    response = send("take_files", {"uploads": [file_of(SPEECH, name=f"{number}.txt") for number in range(11)]})
    assert "一次最多放 10 份" in response.content.decode()
    assert not Draft.objects.exists()


@pytest.mark.parametrize(
    ("state", "count", "said"),
    [(Draft.State.WAITING, 20, "正在排队"), (Draft.State.FAILED, 200, "草稿太多了")],
)
def test_nobody_crowds_out_the_others(staff, send, state, count, said):
    Draft.objects.bulk_create(Draft(by=staff, name="茶.txt", state=state) for _ in range(count))
    response = send("take_paste", {"text": SPEECH})
    assert response.status_code == 422
    assert said in response.content.decode()
    assert "坐着听一次" in response.content.decode()


def test_one_article_is_not_replaced_by_several(client, staff, send):
    article = make_article(by=staff, everyone=True)
    files = [file_of(SPEECH), file_of("山路\n弯弯。", name="山路.txt")]
    response = send("take_files", {"uploads": files, "replaces": article.pk})
    assert "换原文一次只能放一份" in response.content.decode()


@pytest.mark.parametrize("pk", ["9" * 5000, "9" * 20, "-1", "x"])
def test_a_replaced_article_that_cannot_be_is_not_found(client, staff, pk):
    assert client.get(reverse("importing:upload"), {"replaces": pk}).status_code == 404
