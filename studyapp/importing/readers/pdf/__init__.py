"""PDF: one block a visual line, without running heads and page numbers; joining lines is the layout's work."""

import io
import statistics
import time
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any

import pypdf
from pypdf import PdfReader, apply_configuration

from studyapp.importing import limits
from studyapp.importing.material import Block, Choices, Material
from studyapp.importing.readers.archive import ENCRYPTED
from studyapp.importing.readers.omissions import left_out
from studyapp.importing.readers.pdf.bookmarks import Bookmark, bookmarks, find
from studyapp.importing.readers.pdf.furniture import Page, take_notes, take_off
from studyapp.importing.readers.pdf.lines import Line, body_size, close_up, lines_of, spell_out
from studyapp.importing.readers.trees import TOO_COMPLEX
from studyapp.importing.remarks import RefusedError, gettext_noop

BROKEN = gettext_noop("这份 PDF 已损坏，读不出文字。请用原来的软件重新导出，或复制文字粘贴进来。")
SCANNED = gettext_noop("这份 PDF 里没有文字，像是扫描件。请先做文字识别（OCR），或上传文字版。")
GARBLED = gettext_noop("这份 PDF 的字体没有文字对照表，读出来是乱码。请上传 Word 或文字版，或复制文字粘贴进来。")
TOO_MANY_PAGES = gettext_noop("这份 PDF 有 {count} 页，超过了 {limit} 页的上限。请拆成几份。")

LARGER = 1.15  # times the body's size
NAMED_SHARE = 0.5  # of the bookmarks; when so many are found in the text, they are taken to be all headings
INDENT = 1.5  # body sizes from the left edge of the text
FIRST_LINE = "　　"
GARBAGE = {"Cc", "Cn", "Co", "Cs"}
GARBAGE_SHARE = 0.3
UNPACKED = ("zlib", "lzw", "run_length", "brotli", "array_based_stream")
BOUNDS: dict[str, Any] = {
    **{f"{filter_}_maximum_output_length": limits.PDF_STREAM_BYTES for filter_ in UNPACKED},
    "maximum_declared_stream_length": limits.UPLOAD_BYTES,
    "stream_decoding_work_maximum_length": limits.PDF_DECODING_BYTES,
    "stream_parsing_work_maximum_count": limits.PDF_PAGE_OPERATIONS,
    "xform_maximum_invocations_per_extraction": limits.PDF_PAGE_FORMS,
    "outline_maximum_entries": limits.PDF_BOOKMARKS,
    "jbig2dec_binary": None,  # pictures are not read, and no other program is started
}


def read(data: bytes, choices: Choices) -> Material:
    with apply_configuration(**BOUNDS):
        return material_of(open_(data))


def material_of(reader: PdfReader) -> Material:
    marks = bookmarks(reader)
    pages, broken = pages_of(reader)
    lines = [line for page in pages for line in page]
    check(lines, broken)
    radicals = spell_out(lines)
    close_up(lines)
    body = body_size(lines)
    furniture = take_off(pages, body)
    notes = take_notes(pages, body)
    blank = sum(not page for page in pages) - broken
    return Material(
        (*blocks(pages, marks, body), *(Block(line.text.strip()) for line in notes)),
        format="pdf",
        wrapped=True,
        title=title_of(reader),
        warnings=left_out(
            furniture=furniture, notes_lines=len(notes), blank_pages=blank, broken_pages=broken, radicals=radicals
        ),
    )


def open_(data: bytes) -> PdfReader:
    try:
        reader = PdfReader(io.BytesIO(data))
        locked = reader.is_encrypted and not reader.decrypt("")
        count = 0 if locked else len(reader.pages)
    except MemoryError:
        raise
    except pypdf.errors.DependencyError as error:
        raise RefusedError(ENCRYPTED) from error
    except Exception as error:  # pypdf stumbles over broken files in its own ways
        raise RefusedError(BROKEN) from error
    if locked:
        raise RefusedError(ENCRYPTED)
    if count > limits.PDF_PAGES:
        raise RefusedError(TOO_MANY_PAGES, count=count, limit=limits.PDF_PAGES)
    return reader


def pages_of(reader: PdfReader) -> tuple[list[Page], int]:
    """The lines of each page, and how many pages could not be read."""
    pages: list[Page] = []
    broken = 0
    began = time.process_time()
    for index in range(len(reader.pages)):
        if time.process_time() - began > limits.PDF_SECONDS + index * limits.PDF_SECONDS_A_PAGE:
            raise RefusedError(TOO_COMPLEX)
        try:
            pages.append(lines_of(reader.pages[index]))
        except MemoryError:
            raise
        except Exception:  # one bad page does not spoil the others
            pages.append([])
            broken += 1
    return pages, broken


def check(lines: Sequence[Line], broken: int) -> None:
    text = "".join("".join(line.text.split()) for line in lines)
    if not text:
        raise RefusedError(BROKEN if broken else SCANNED)
    garbage = sum(char == "\ufffd" or unicodedata.category(char) in GARBAGE for char in text)
    if garbage > GARBAGE_SHARE * len(text):
        raise RefusedError(GARBLED)


def blocks(pages: Sequence[Page], marks: dict[int, list[Bookmark]], body: float) -> Iterator[Block]:
    """Where the bookmarks name the headings, larger and bold lines are no hint any more."""
    headings = [find([line.text for line in page], marks.get(index, [])) for index, page in enumerate(pages)]
    named = sum(map(len, headings)) >= NAMED_SHARE * max(1, sum(map(len, marks.values())))
    heavy = is_mostly_bold(pages)

    def stands_out(line: Line) -> bool:
        return not named and (line.size > LARGER * body or (line.is_bold and not heavy))

    for page, found in zip(pages, headings, strict=True):
        yield from blocks_of_page(page, found, [stands_out(line) for line in page], INDENT * body)


def blocks_of_page(
    page: Page, headings: dict[int, tuple[int, Bookmark]], emphasis: Sequence[bool], indent: float
) -> Iterator[Block]:
    left = statistics.multimode(round(line.x) for line in page)[0] if page else 0
    skip = 0
    for at, line in enumerate(page):
        if skip:
            skip -= 1
        elif at in headings:
            count, mark = headings[at]
            skip = count - 1
            yield Block(mark.words(" ".join(each.text.strip() for each in page[at : at + count])), mark.level)
        else:
            blank = FIRST_LINE if line.x - left > indent and not emphasis[at] else ""
            yield Block(blank + line.text.strip(), emphasis=emphasis[at])


def is_mostly_bold(pages: Sequence[Page]) -> bool:
    bold = sum(line.bold for page in pages for line in page)
    return 2 * bold > sum(line.sizes.total() for page in pages for line in page)


def title_of(reader: PdfReader) -> str | None:
    """The title in the properties, which may be the name of an old file."""
    try:
        return str(reader.metadata.title or "").strip() or None if reader.metadata else None
    except MemoryError:
        raise
    except Exception:  # the properties may be broken too
        return None
