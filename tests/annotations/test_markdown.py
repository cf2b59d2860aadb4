"""What people write is shown as they meant it, runs nothing, calls nobody, keeps nobody waiting."""

import re
import time
from html.parser import HTMLParser
from uuid import uuid4

import pytest

from studyapp.annotations.mentions import standing
from studyapp.annotations.thread import QUOTED, quoting
from studyapp.markdown import ATTRIBUTES, LONGEST, TAGS, rendered
from tests.annotations.acting import HTMX, act, look, page
from tests.annotations.hostile import BOMBS, SCRIPTS
from tests.factories import make_note, make_reply

SECONDS = 1.0  # of CPU; the worst needs a fifth of it


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("**粗** *斜* ~~去~~", "<p><strong>粗</strong> <em>斜</em> <s>去</s></p>"),
        ("- 一\n- 二", "<ul>\n<li>一</li>\n<li>二</li>\n</ul>"),
        ("3. 三\n4. 四", '<ol start="3">\n<li>三</li>\n<li>四</li>\n</ol>'),
        ("> 引用\n\n我说", "<blockquote>\n<p>引用</p>\n</blockquote>\n<p>我说</p>"),
        ("一行\n两行", "<p>一行<br>\n两行</p>"),
        ("[书](https://example.com)", '<p><a href="https://example.com" rel="noopener noreferrer nofollow">书</a></p>'),
        ("# 不是标题", "<p># 不是标题</p>"),
        ("1 < 2 & 3", "<p>1 &lt; 2 &amp; 3</p>"),
    ],
)
def test_it_means_what_it_says(text, html):
    assert rendered(text).strip() == html


def test_names_are_set_off_where_they_stand():
    html = rendered("@林溪 和 @林 和 @周远，`@林溪`", names=["林", "林溪"])
    assert html.count('<span class="mention">@林溪</span>') == 1
    assert '<span class="mention">@林</span> 和 @周远' in html
    assert "<code>@林溪</code>" in html


def test_a_name_is_no_way_in():
    name = "<script>alert(1)</script>"
    assert "<script" not in rendered(f"@{name}", names=[name])


@pytest.mark.parametrize("depth", [1, 4, 20, 400])
def test_no_words_are_lost_however_deep_they_stand(depth):
    assert "深处" in rendered(">" * depth + " 深处")
    assert "深处" in rendered("- " * depth + "深处")


class Elements(HTMLParser):
    """What a browser would make of it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


@pytest.mark.parametrize("name", SCRIPTS)
def test_nothing_runs_and_nobody_is_called(name):
    for tag, attributes in Elements(rendered(SCRIPTS[name], names=["林溪"])).found:
        assert tag in TAGS - {"img"}
        allowed = ATTRIBUTES.get(tag, set()) | ({"rel"} if tag == "a" else set()) | {"class"}
        assert set(attributes) <= allowed
        assert attributes.get("class", "mention") == "mention"
        assert (attributes.get("href") or "https:").startswith(("https:", "http:", "mailto:"))


@pytest.mark.parametrize("name", BOMBS)
def test_nobody_is_kept_waiting(name):
    started = time.process_time()
    html = rendered(BOMBS[name], names=["林溪", "周远"])
    standing(BOMBS[name][:LONGEST], ["林溪", "周远"] * 100)
    quoting(BOMBS[name][:LONGEST])
    assert time.process_time() - started < SECONDS
    assert len(html) < 12 * LONGEST


@pytest.mark.django_db
def test_through_the_door_it_is_the_same(client, reader, study):
    """In the note, its reply, their history, the forms to change them, and a form that was refused."""
    text = "<script>alert(1)</script></textarea><img src=x onerror=alert(1)>"
    note = make_note(article=study.article, author=reader, study=study, kind="thought", body=text)
    reply = make_reply(note, author=reader, body=text)
    act(client, "rewrite", note, {"edition": 1, "body": text + "2"})
    act(client, "rewrite_reply", reply, {"edition": 1, "body": text + "2"})
    seen = [
        page(client, note, f"?quote={reply.pk}"),
        *(look(client, name, note).content.decode() for name in ("edit", "history")),
        *(look(client, name, reply).content.decode() for name in ("edit_reply", "history_reply")),
        act(client, "rewrite", note, {"edition": 1, "body": text}).content.decode(),
        act(client, "reply", note, {"key": "x", "body": text}, headers=HTMX).content.decode(),
    ]
    for html in seen:
        assert "alert(1)" in html
        assert "<script>alert" not in html
        assert "<img" not in html


@pytest.mark.django_db
@pytest.mark.parametrize("body", [b"a%00b", b"%ED%A0%80", b"%FF%FE"])
def test_what_no_database_keeps_is_refused_or_made_good(client, reader, thought, body):
    address = f"/annotations/{thought.pk}/reply/"
    form = b"key=" + str(uuid4()).encode() + b"&body=" + body
    answer = client.post(address, form, content_type="application/x-www-form-urlencoded")
    assert answer.status_code in {303, 422}
    page(client, thought)


def test_a_quote_is_short_and_quotes_no_quote():
    assert quoting("> 旧\n\n新\n第二行") == "> 新\n> 第二行\n\n"
    assert len(quoting("长" * LONGEST)) < QUOTED + 10


@pytest.mark.parametrize(("text", "spoken"), [
    ("＠林溪 看", ["＠林溪"]),
    ("@ANN 看", ["@ANN"]),  # as who is told of it
    ("@anna，写信到 tea@ann.example", []),
])  # fmt: skip
def test_who_is_set_off_is_who_is_spoken_to(text, spoken):
    assert re.findall(r'<span class="mention">(.*?)</span>', rendered(text, names=["林溪", "ann"])) == spoken
