"""Small files of each format, made of strings: zips with any directory, Word parts, books and PDF objects."""

import io
import zipfile
import zlib
from collections.abc import Mapping, Sequence

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
CONTENT_TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
CONTAINER = '<container><rootfiles><rootfile full-path="OPS/book.opf"/></rootfiles></container>'


def zipped(parts: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def with_part(data: bytes, name: str, content: str) -> bytes:
    """The same zip with one part more."""
    file = io.BytesIO(data)
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr(name, content)
    return file.getvalue()


def paragraph(text: str = "", *, style: str = "", properties: str = "", run: str = "") -> str:
    """A w:p; `properties` and `run` are the insides of w:pPr and w:rPr."""
    chosen = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{chosen}{properties}</w:pPr><w:r><w:rPr>{run}</w:rPr><w:t>{text}</w:t></w:r></w:p>"


def docx(body: str, *, prologue: str = "", **parts: str) -> bytes:
    """A Word file; further parts by name: styles=, numbering=, footnotes= (the insides of their root)."""
    roots = {"styles": "styles", "numbering": "numbering", "footnotes": "footnotes", "endnotes": "endnotes"}
    return zipped(
        {
            "[Content_Types].xml": CONTENT_TYPES,
            "word/document.xml": f"{prologue}<w:document {W}><w:body>{body}</w:body></w:document>",
            **{
                f"word/{name}.xml": f"<w:{roots[name]} {W}>{inside}</w:{roots[name]}>" for name, inside in parts.items()
            },
        }
    )


def chapter(body: str) -> str:
    return f'<html xmlns="http://www.w3.org/1999/xhtml"><head><title/></head><body>{body}</body></html>'


def epub(chapters: Sequence[str], *, metadata: str = "", spine: str = "", **parts: str) -> bytes:
    """A book with the chapters (whole XHTML pages) in order, or in the order of `spine` (itemrefs to c0, c1, …)."""
    names = [f"c{index}" for index in range(len(chapters))]
    items = "".join(f'<item id="{n}" href="{n}.xhtml" media-type="application/xhtml+xml"/>' for n in names)
    refs = spine or "".join(f'<itemref idref="{name}"/>' for name in names)
    package = f"<package><metadata>{metadata}</metadata><manifest>{items}</manifest><spine>{refs}</spine></package>"
    return zipped(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": CONTAINER,
            "OPS/book.opf": package,
            **{f"OPS/{name}.xhtml": content for name, content in zip(names, chapters, strict=True)},
            **{f"META-INF/{name}.xml": content for name, content in parts.items()},
        }
    )


def stream(data: bytes, entries: str = "") -> bytes:
    return f"<< /Length {len(data)} {entries} >>\nstream\n".encode() + data + b"\nendstream"


def deflated(data: bytes, times: int = 1, entries: str = "") -> bytes:
    """A stream packed `times` over, as its filters say."""
    for _ in range(times):
        data = zlib.compress(data, 9)
    return stream(data, f"/Filter [{'/FlateDecode ' * times}] {entries}")


def pdf(objects: Sequence[bytes], trailer: str = "") -> bytes:
    """Objects numbered from 1; the first is the catalogue."""
    content = b"%PDF-1.7\n"
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(content))
        content += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    count = len(objects) + 1
    end = f"xref\n0 {count}\n0000000000 65535 f \n{table}trailer << /Size {count} /Root 1 0 R {trailer} >>\n"
    return content + end.encode() + f"startxref\n{len(content)}\n%%EOF\n".encode()


def shown(lines: Sequence[tuple[str, float]], left: float = 72, top: float = 760) -> bytes:
    """Instructions that show lines of (text, size); two full blanks before a text are an indent."""
    parts = ["BT"]
    for index, (text, size) in enumerate(lines):
        x = left + (2 * size if text.startswith("　　") else 0)
        code = text.strip("　").encode("utf-16-be").hex()
        parts.append(f"/F1 {size} Tf 1 0 0 1 {x} {top - 20 * index} Tm <{code}> Tj")
    return "\n".join([*parts, "ET"]).encode()


FONT = (
    b"<< /Type /Font /Subtype /Type0 /BaseFont /Song /Encoding /UniGB-UTF16-H /DescendantFonts [<< /Type /Font "
    b"/Subtype /CIDFontType0 /BaseFont /Song /DW 1000 /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) "
    b"/Supplement 2 >> >>] >>"
)


def pages(contents: Sequence[bytes], *, font: bytes = FONT, catalogue: str = "", more: Sequence[bytes] = ()) -> bytes:
    """A PDF of these content streams, a page each; 1 catalogue, 2 page tree, 3 font, then page and content in turn."""
    numbers = [4 + 2 * index for index in range(len(contents))]
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R {catalogue} >>".encode(),
        f"<< /Type /Pages /Count {len(numbers)} /Kids [{' '.join(f'{n} 0 R' for n in numbers)}] >>".encode(),
        font,
    ]
    for number, content in zip(numbers, contents, strict=True):
        resources = "/Resources << /Font << /F1 3 0 R >> >> /MediaBox [0 0 595 842]"
        objects.append(f"<< /Type /Page /Parent 2 0 R {resources} /Contents {number + 1} 0 R >>".encode())
        objects.append(content if b"stream\n" in content else deflated(content))
    return pdf([*objects, *more])
