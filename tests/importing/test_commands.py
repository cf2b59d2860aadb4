"""Importing without a browser."""

import pytest
from django.core.management import CommandError, call_command

from studyapp.importing.models import Draft
from studyapp.library.models import Article
from tests.factories import join, make_group

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "茶.txt"
    path.write_text("茶要慢慢喝。\n一是看。看汤色。\n二是闻。闻香气。", "utf-8")
    return path


def test_a_file_is_published_under_its_title(file, capsys):
    group = make_group(name="茶社")
    call_command("import_article", str(file), group="茶社", title="喝茶", publish=True)
    article = Article.objects.visible_to(join(group)).get()
    assert article.title == "喝茶"
    assert [point.title for point in article.revision.key_points.all()] == ["看", "闻"]


def test_without_publish_it_waits_at_the_desk(file):
    group = make_group()
    call_command("import_article", str(file), group=str(group.pk))
    assert Draft.objects.get().article is None


@pytest.mark.parametrize("group", ["没有这个组", "99"])
def test_an_unknown_group_is_named(file, group):
    with pytest.raises(CommandError, match=group):
        call_command("import_article", str(file), group=group)


def test_a_missing_or_broken_file_is_refused_in_words(file):
    make_group(name="茶社")
    with pytest.raises(CommandError):
        call_command("import_article", str(file.with_name("没有.txt")), group="茶社")
    file.write_bytes(b"")
    with pytest.raises(CommandError, match="空"):
        call_command("import_article", str(file), group="茶社")
    assert not Draft.objects.exists()
