"""XML and HTML trees from strangers: no entities, no DTD, no network, no more nodes or depth than a text needs."""

import re
from collections.abc import Callable
from html.entities import html5
from typing import Any

from lxml import etree

from studyapp.importing import limits
from studyapp.importing.remarks import RefusedError, gettext_noop

TOO_COMPLEX = gettext_noop("这份文件的标记太多，像是故意做坏的。可以只复制文字粘贴进来。")
CLOSED: dict[str, Any] = {
    "resolve_entities": False,
    "load_dtd": False,
    "no_network": True,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
}
NAMED_ENTITY = re.compile(rb"&([A-Za-z][A-Za-z0-9]{1,30});")
SELF_CLOSED = re.compile(r"<(title|script|style|textarea|iframe|noscript)\b([^<>]*)/>", re.IGNORECASE)
XML_ENTITIES = {b"amp", b"lt", b"gt", b"quot", b"apos"}


def xml(data: bytes, *, recover: bool = True) -> etree._Element | None:
    """The root of a part (styles, relations, a package), as far as it can be read; None when it cannot."""
    check(data)
    root = tree(numeric(data), etree.XMLParser(**CLOSED, recover=recover))
    if root is not None:
        etree.strip_tags(root, etree.Entity)
    return root


def chapter(data: bytes, text: Callable[[], str]) -> etree._Element | None:
    """The root of an XHTML page; what is not well-formed is read like a web page, of which nothing is lost."""
    root = xml(data, recover=False)
    return hypertext(SELF_CLOSED.sub(r"<\1\2></\1>", text())) if root is None else root


def hypertext(text: str) -> etree._Element | None:
    """The root of an HTML page. Old pages never close <font>, so they may nest to 2048."""
    data = text.encode(errors="replace")
    check(data)
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=True, remove_comments=True, remove_pis=True)
    return tree(data, parser)


def tree(data: bytes, parser: etree.XMLParser | etree.HTMLParser) -> etree._Element | None:
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        root = None
    if any("depth" in entry.message for entry in parser.error_log):
        raise RefusedError(TOO_COMPLEX)
    return root


def check(data: bytes) -> None:
    if data.count(b"<") > limits.MARKUP_TAGS:
        raise RefusedError(TOO_COMPLEX)


def numeric(data: bytes) -> bytes:
    """&nbsp; and the like without the DTD that XHTML keeps them in. What a document itself defines stays closed."""
    return NAMED_ENTITY.sub(as_number, data)


def as_number(match: re.Match[bytes]) -> bytes:
    meaning = html5.get(f"{match[1].decode()};")
    if meaning is None or match[1] in XML_ENTITIES:
        return match[0]
    return "".join(f"&#{ord(char)};" for char in meaning).encode()


def local(element: etree._Element) -> str:
    """The tag without its namespace; empty for comments, instructions and closed entities."""
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""
