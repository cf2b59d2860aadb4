"""The reading page: what stands on it, who may open it, what it costs."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from studyapp.groups.models import Membership
from studyapp.importing.publishing import archive, withdraw
from studyapp.library.models import KeyPoint, Place, Term
from studyapp.library.services import keep_place
from studyapp.reading.leaves import WHOLE
from tests.factories import join, make_article, make_user

pytestmark = pytest.mark.django_db
SHORT = "一、看水\n水从山里来。\n一是看清水。水清了，就知道深浅。\n二、走路\n路在水边，这叫“借景”。"
PARTS = (("一、看水", 1, 0), ("二、走路", 1, 3))


@pytest.fixture
def article(group):
    return make_article(text=SHORT, sections=PARTS, groups=(group,))


def novel(group, *, chapters=4, paragraphs=20, line="水从山里来，一路走，一路记。" * 30):
    lines, parts = [], []
    for chapter in range(1, chapters + 1):
        parts.append((f"第{chapter}回", 1, len(lines)))
        lines += [f"第{chapter}回", *[line] * paragraphs]
    return make_article(text="\n".join(lines), title="长河", sections=tuple(parts), groups=(group,))


def page(client, article, name="read", *args):
    return client.get(reverse(f"reading:{name}", args=[article.pk, *args]))


def body(client, article, name="read", *args):
    response = page(client, article, name, *args)
    assert response.status_code == 200
    return response.content.decode()


def test_a_short_article_is_one_page_with_numbered_paragraphs_and_its_heads(client, reader, article):
    html = body(client, article)
    assert [f'id="p{number}"' in html for number in (1, 2, 3, 4)] == [True, True, True, False]
    assert '<header class="section-head inner" id="s2"><h2 data-line' in html


def test_a_paragraphs_number_is_a_link_to_it_that_can_be_sent(client, reader, article):
    address = reverse("reading:paragraph", args=[article.pk, 2])
    assert f'href="{address}#p2"' in body(client, article)
    assert 'id="p2"' in body(client, article, "paragraph", 2)


def test_the_bar_and_the_contents_say_where_the_reader_comes_in(client, reader, article):
    html = body(client, article, "paragraph", 3)
    assert '<span class="faded one-line" id="here-section">二、走路</span>' in html
    assert '<span id="here-paragraph">3</span> / 3' in html
    assert 'data-section="2" aria-current="location"' in html


def test_a_suggested_title_is_a_head_before_its_paragraph(client, reader, group):
    article = make_article(text="水从山里来。\n路在水边。", sections=(("走路", 1, 1),), groups=(group,))
    html = body(client, article)
    assert html.index('id="p1"') < html.index("<h2>走路</h2>") < html.index('id="p2"')


def test_key_points_are_marked_in_place(client, reader, article):
    start = article.revision.paragraphs.get(number=2).start
    KeyPoint.objects.create(revision=article.revision, marker="一是", title="看清水", start=start, end=start + 18)
    html = body(client, article)
    assert '<mark class="mark key-point">一是看清水</mark>。水清了' in html
    assert '<a href="#p2" data-point="2">' in html


def test_an_explained_term_leads_to_its_explanation(client, reader, article):
    term = Term.objects.create(article=article, text="借景", explanation="把远处收进来看。")
    Term.objects.create(article=article, text="山里")
    html = body(client, article)
    assert f'“<a class="term" href="#term-{term.pk}">借景</a>”' in html
    assert f'<div id="term-{term.pk}"><dt>借景</dt><dd>把远处收进来看。</dd></div>' in html
    assert html.count('class="term"') == 1


def test_what_the_text_says_is_text(client, reader, group):
    article = make_article(text="<script>水</script>", title="<b>水</b>", groups=(group,))
    html = body(client, article)
    assert "&lt;script&gt;水" in html
    assert "<b>水</b>" not in html


def test_a_long_text_is_read_chapter_by_chapter(client, reader, group):
    article = novel(group)
    assert article.revision.length > WHOLE
    html = body(client, article, "section", 3)
    assert "<h1>第3回</h1>" in html
    assert [f'id="p{number}"' in html for number in (40, 41, 60, 61)] == [False, True, True, False]
    assert f'href="{reverse("reading:leaf", args=[article.pk, 2])}" rel="prev"' in html
    assert f'href="{reverse("reading:leaf", args=[article.pk, 4])}" rel="next"' in html


def test_a_long_text_without_sections_can_be_turned_leaf_by_leaf(client, reader, group):
    article = make_article(text="\n".join(["水从山里来，一路走，一路记。" * 30] * 80), groups=(group,))
    html = body(client, article, "leaf", 2)
    assert 'rel="prev"' in html
    assert 'rel="next"' in html
    assert page(client, article, "leaf", 99).status_code == 404
    assert page(client, article, "leaf", 0).status_code == 404


def test_one_endless_paragraph_is_shown_wherever_it_is_opened(client, reader, group):
    article = make_article(text="开头。\n" + "水" * 60_000 + "\n结尾。", groups=(group,))
    assert page(client, article, "leaf", 3).url.endswith("/p/2/#p2")
    assert 'id="p3"' in body(client, article, "paragraph", 3)


def test_no_such_paragraph_or_section(client, reader, article):
    assert page(client, article, "paragraph", 4).status_code == 404
    assert page(client, article, "section", 3).status_code == 404


def test_the_page_wears_what_the_reader_chose(client, group, article):
    reader = join(group, user=make_user(typeface="kai", text_size="huge", leading="loose", theme="night"))
    client.force_login(reader)
    html = body(client, article)
    assert 'data-typeface="kai" data-size="huge" data-leading="loose"' in html
    assert 'value="day" aria-pressed="true"' in html


@pytest.mark.parametrize(("name", "args"), [("read", ()), ("leaf", (1,)), ("section", (1,)), ("paragraph", (1,))])
class TestEveryAddressOfTheText:
    def test_a_reader_opens_it(self, client, reader, article, name, args):
        assert page(client, article, name, *args).status_code == 200

    def test_a_stranger_gets_404(self, client, article, name, args):
        client.force_login(make_user())
        assert page(client, article, name, *args).status_code == 404

    def test_nobody_opens_what_is_withdrawn(self, client, reader, article, name, args):
        withdraw(article)
        assert page(client, article, name, *args).status_code == 404

    def test_nobody_opens_what_is_archived(self, client, reader, article, name, args):
        archive(article)
        assert page(client, article, name, *args).status_code == 404

    def test_a_removed_member_gets_404_at_the_next_request(self, client, reader, article, name, args):
        page(client, article, name, *args)
        Membership.objects.filter(user=reader).delete()
        assert page(client, article, name, *args).status_code == 404

    def test_a_visitor_signs_in_first(self, client, article, name, args):
        assert page(client, article, name, *args).url.startswith(reverse("account_login"))

    def test_it_is_only_looked_at(self, client, reader, article, name, args):
        assert client.post(reverse(f"reading:{name}", args=[article.pk, *args])).status_code == 405


def queries_for(client, url):
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


def furnished(group, size):
    """An article with so many paragraphs, sections, key points and explained terms on its one leaf."""
    lines, parts = [], []
    for number in range(size):
        parts.append((f"{number}、水", 1 + number % 3, len(lines)))
        lines += [f"{number}、水", f"一是水{number}。"]
    article = make_article(text="\n".join(lines), sections=tuple(parts), groups=(group,))
    for paragraph in article.revision.paragraphs.filter(number__isnull=False):
        KeyPoint.objects.create(
            revision=article.revision, marker="一是", title="水", start=paragraph.start, end=paragraph.end
        )
        Term.objects.create(article=article, text=f"水{paragraph.number}", explanation="水。")
    return article


@pytest.mark.parametrize("name", ["reading:paragraph", "library:article"])
def test_the_number_of_queries_does_not_grow_with_the_text(client, reader, group, name):
    def address(article):
        return reverse(name, args=[article.pk, 1] if name == "reading:paragraph" else [article.pk])

    few, many = furnished(group, 10), furnished(group, 200)
    for article in (few, many):
        client.get(address(article))  # the visit begins
    assert queries_for(client, address(few)) == queries_for(client, address(many))


def test_nor_with_the_place_in_a_novel(client, reader, group):
    article = novel(group, chapters=30)
    first, middle, last = (reverse("reading:leaf", args=[article.pk, number]) for number in (1, 15, 30))
    client.get(first)  # the visit begins
    assert queries_for(client, first) == queries_for(client, middle) == queries_for(client, last)


class TestThePlace:
    def keep(self, client, article, **told):
        data = {"revision": article.revision.pk, "paragraph": 3, **told}
        return client.post(reverse("reading:place", args=[article.pk]), data)

    def test_it_is_kept_as_a_paragraph_and_restored(self, client, reader, article):
        assert self.keep(client, article).status_code == 204
        assert page(client, article).url == reverse("reading:paragraph", args=[article.pk, 3]) + "#p3"

    def test_it_is_the_readers_own(self, client, reader, group, article):
        self.keep(client, article)
        client.force_login(join(group))
        assert page(client, article).status_code == 200

    def test_the_later_place_counts(self, client, reader, article):
        self.keep(client, article, paragraph=3)
        self.keep(client, article, paragraph=2)
        assert page(client, article).url.endswith("#p2")
        assert Place.objects.count() == 1

    def test_without_script_a_button_keeps_it_and_turns_the_leaf(self, client, reader, group):
        article = novel(group)
        answer = self.keep(client, article, paragraph=20, onward=2)
        assert answer.url == reverse("reading:leaf", args=[article.pk, 2])
        assert self.keep(client, article, onward=0).url == reverse("library:article", args=[article.pk])

    @pytest.mark.parametrize("told", [{"paragraph": 99}, {"revision": 99}, {"paragraph": "水"}, {"revision": ""}])
    def test_a_place_that_is_not_in_the_text_is_refused(self, client, reader, article, told):
        assert self.keep(client, article, **told).status_code == 422
        assert not Place.objects.exists()

    def test_a_revision_of_another_article_is_refused(self, client, reader, group, article):
        other = make_article(groups=(group,))
        assert self.keep(client, article, revision=other.revision.pk).status_code == 422

    def test_a_stranger_gets_404(self, client, article):
        client.force_login(make_user())
        assert self.keep(client, article).status_code == 404

    def test_a_visitor_signs_in_first(self, client, article):
        assert self.keep(client, article).url.startswith(reverse("account_login"))

    def test_it_is_never_kept_by_looking(self, client, reader, article):
        assert client.get(reverse("reading:place", args=[article.pk])).status_code == 405
        page(client, article, "paragraph", 3)
        assert not Place.objects.exists()

    def test_it_waits_for_a_text_that_returns(self, client, reader, group, article):
        keep_place(article.revision, reader=reader, start=article.revision.paragraphs.get(number=3).start)
        withdraw(article)
        assert page(client, article).status_code == 404
        article.publications.update(withdrawn_at=None)
        assert page(client, article).url.endswith("#p3")


@pytest.mark.parametrize("field", ["revision", "paragraph", "onward"])
def test_a_number_larger_than_any_is_refused(client, field):
    reader = make_user()
    client.force_login(reader)
    article = make_article(everyone=True)
    told = {"revision": article.revision.pk, "paragraph": 1, "onward": 0, field: 10**30}
    assert client.post(reverse("reading:place", args=[article.pk]), told).status_code == 422
