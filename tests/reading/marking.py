"""How tests make marks on the reading page, and what they look at there."""

import re
from html import unescape
from uuid import uuid4

from django.urls import reverse

HX = {"HX-Request": "true"}


def told(article, *, quote, kind="highlight", study=None, **more):
    """What the page sends to keep a mark on the first place where the quote stands."""
    text = "\n".join(article.revision.paragraphs.values_list("text", flat=True))
    start = text.index(quote)
    return {
        "revision": article.revision.pk,
        "key": uuid4(),
        "kind": kind,
        "start": start,
        "end": start + len(quote),
        "quote": quote,
        "audience": study.pk if study else "",
        **more,
    }


def send(client, article, *, headers=HX, **data):
    return client.post(reverse("reading:mark", args=[article.pk]), told(article, **data), headers=headers)


def looked_at(client, article, number=1):
    response = client.get(reverse("reading:paragraph", args=[article.pk, number]))
    assert response.status_code == 200
    return response.content.decode()


def words_of(html, place="p1"):
    """The text of a paragraph as a browser has it."""
    found = re.search(rf'id="{place}".*?<p class="paragraph-text"[^>]*>(.*?)</p>', html, re.DOTALL)
    return unescape(re.sub(r"<[^>]+>", "", found[1]))


def marks_in(html, place="p1"):
    """The marks of a paragraph: their tags, without brackets, and their words."""
    found = re.search(rf'id="{place}".*?<p class="paragraph-text"[^>]*>(.*?)</p>', html, re.DOTALL)
    return re.findall(r"<mark ([^>]*)>(.*?)</mark>", found[1])
