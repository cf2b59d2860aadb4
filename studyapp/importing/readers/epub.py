"""Electronic books: the chapters of the spine in order, each read like a web page, without cover and contents."""

from collections.abc import Iterator
from posixpath import dirname, join, normpath
from urllib.parse import unquote

from lxml import etree

from studyapp.importing.material import Choices, Material
from studyapp.importing.readers.archive import DAMAGED, ENCRYPTED, Archive
from studyapp.importing.readers.encodings import decode
from studyapp.importing.readers.flow import Flow, said, squeeze
from studyapp.importing.readers.omissions import left_out
from studyapp.importing.readers.trees import chapter, local, xml
from studyapp.importing.remarks import RefusedError

CONTAINER = "META-INF/container.xml"
ENCRYPTION = "META-INF/encryption.xml"
# Obfuscated fonts are no secret: their algorithms by IDPF and Adobe.
FONT_ALGORITHMS = {"http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"}
PAGES = {"application/xhtml+xml", "text/html", "application/x-dtbook+xml"}
UNREAD = {"toc", "cover", "titlepage", "landmarks", "loi", "lot", "index"}


def read(data: bytes, choices: Choices) -> Material:
    archive = Archive(data)
    if is_encrypted(archive):
        raise RefusedError(ENCRYPTED)
    package_name = name_of_package(archive)
    package = tree(archive, package_name)
    flow = Flow()
    for name in dict.fromkeys(chapters(package, package_name)):  # a spine may not say a chapter twice
        if (body := page(archive, name)) is not None:
            flow.walk(body)
    return Material(
        (*flow.blocks, *flow.notes),
        format="epub",
        title=metadata(package, "title"),
        author=metadata(package, "creator"),
        warnings=left_out(pictures=flow.pictures, tables=flow.tables, notes=len(flow.notes)),
    )


def tree(archive: Archive, name: str) -> etree._Element:
    root = xml(archive.read(name) or b"")
    if root is None:
        raise RefusedError(DAMAGED)
    return root


def is_encrypted(archive: Archive) -> bool:
    if ENCRYPTION not in archive.names:
        return False
    methods = (each.get("Algorithm") for each in tree(archive, ENCRYPTION).iter("{*}EncryptionMethod"))
    return any(method not in FONT_ALGORITHMS for method in methods)


def name_of_package(archive: Archive) -> str:
    paths = (each.get("full-path") for each in tree(archive, CONTAINER).iter("{*}rootfile"))
    return next((path for path in paths if path), "")


def chapters(package: etree._Element, package_name: str) -> Iterator[str]:
    """The names of the parts to read, in the order of the spine."""
    items = {each.get("id"): each for each in package.iter("{*}item")}
    unread = guided(package)
    for reference in package.iter("{*}itemref"):
        item = items.get(reference.get("idref"))
        if item is None or reference.get("linear") == "no" or item.get("media-type") not in PAGES:
            continue
        href = without_fragment(item.get("href"))
        if "nav" not in (item.get("properties") or "").split() and href not in unread:
            yield normpath(join(dirname(package_name), href))


def guided(package: etree._Element) -> set[str]:
    """What an EPUB 2 guide calls cover or contents."""
    return {without_fragment(each.get("href")) for each in package.iter("{*}reference") if each.get("type") in UNREAD}


def without_fragment(href: str | None) -> str:
    return unquote((href or "").partition("#")[0])


def page(archive: Archive, name: str) -> etree._Element | None:
    """The body of a chapter; None for title pages and contents, and when the part is missing."""
    data = archive.read(name)
    if data is None:
        return None
    root = chapter(data, lambda: decode(data, None)[0])
    body = next((each for each in root.iter() if local(each) == "body"), None) if root is not None else None
    return None if body is None or is_unread(body) else body


def is_unread(body: etree._Element) -> bool:
    """Whether the body, or the one box in it, is said to be a cover, title page or contents."""
    inside = list(body) if len(body) == 1 else []
    return any(UNREAD & set(said(box).split()) for box in [body, *inside] if local(box))


def metadata(package: etree._Element, name: str) -> str | None:
    texts = (squeeze("".join(map(str, each.itertext()))) for each in package.iter(f"{{*}}{name}"))
    return next(filter(None, texts), None)
