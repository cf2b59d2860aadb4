"""HTML pages: the main part, without menus, scripts and pictures."""

import re

from lxml import etree

from studyapp.importing.material import Choices, Material
from studyapp.importing.readers.encodings import CODECS, decode, fits
from studyapp.importing.readers.flow import Flow, squeeze
from studyapp.importing.readers.mainpart import main_part
from studyapp.importing.readers.omissions import left_out
from studyapp.importing.readers.trees import hypertext, local
from studyapp.importing.remarks import RefusedError, gettext_noop

CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_-]+)""", re.IGNORECASE)
CHARSET_WITHIN = 4096  # bytes
DECLARED = {"utf-8": "UTF-8", "utf8": "UTF-8", "big5": "Big5", "big5-hkscs": "Big5"} | dict.fromkeys(
    ("gb2312", "gbk", "gb18030", "x-gbk", "gb_2312-80"), "GB18030"
)
SITE_NAME = re.compile(r"\s*[|_–—]\s*|\s+-\s+")


def read(data: bytes, choices: Choices) -> Material:
    text, encoding = decode(data, choices.encoding or declared(data))
    page = hypertext(text)
    if page is None:
        raise RefusedError(gettext_noop("这份网页里没有文字。"))
    title, author = title_of(page), author_of(page)
    flow = Flow()
    flow.walk(main_part(page))
    return Material(
        (*flow.blocks, *flow.notes),
        format="html",
        encoding=encoding,
        title=title,
        author=author,
        warnings=left_out(pictures=flow.pictures, tables=flow.tables, notes=len(flow.notes)),
    )


def declared(data: bytes) -> str | None:
    """The encoding that the page names, if its bytes agree."""
    found = CHARSET.search(data[:CHARSET_WITHIN])
    name = DECLARED.get(found[1].decode().lower()) if found else None
    return name if name and any(fits(data, codec) for codec in CODECS[name]) else None


def title_of(page: etree._Element) -> str | None:
    """The first heading that <title> repeats, or the only one, or else <title> without the name of the site."""
    headings = [text for each in page.iter() if local(each) == "h1" and (text := words(each))]
    titles = [text for each in page.iter() if local(each) == "title" and (text := words(each))]
    repeated = [heading for heading in headings if titles and titles[0].startswith(heading)]
    if repeated or len(headings) == 1:
        return (repeated or headings)[0]
    return SITE_NAME.split(titles[0])[0] or None if titles else None


def author_of(page: etree._Element) -> str | None:
    names = (each.get("content") for each in page.iter() if local(each) == "meta" and each.get("name") == "author")
    return next((name.strip() for name in names if name and name.strip()), None)


def words(element: etree._Element) -> str:
    return squeeze("".join(map(str, element.itertext())))
