"""What a file may cost: every limit of reading, with its unit and the reason for its size."""

MIB = 1024 * 1024

# The file itself. A novel of two million characters is 6 MiB of UTF-8; a scanned book is larger but has no text.
UPLOAD_BYTES = 30 * MIB
CHARACTERS = 3_000_000
BLOCKS = 300_000

# Zip archives (.docx, .epub), counted from the directory and again while reading, for directories lie.
ZIP_ENTRIES = 5_000
ZIP_PART_BYTES = 64 * MIB
ZIP_UNPACKED_BYTES = 200 * MIB
ZIP_RATIO = 200  # unpacked : packed, for parts above ZIP_RATIO_FLOOR_BYTES; prose packs 3 to 20 times
ZIP_RATIO_FLOOR_BYTES = 1 * MIB

# Markup, counted as "<" before it is parsed: a tree takes 140 bytes for each. Word's main part is read as a stream.
MARKUP_TAGS = 2_000_000
DOCX_TAGS = 4_000_000

# Markdown: the inline parser is quadratic on brackets and the like; a paragraph with more stays as it is.
MARKDOWN_MARKS = 400
MARKDOWN_DEPTH = 12  # brackets open at once

# PDF: what one page or stream may take of pypdf, which is slow; a page past them is left out and counted.
PDF_PAGES = 1_500
PDF_PAGE_CHARACTERS = 50_000
PDF_PAGE_OPERATIONS = 150_000  # operators and operands
PDF_PAGE_FORMS = 500  # drawings used again
PDF_STREAM_BYTES = 10 * MIB  # one stream, unpacked
PDF_DECODING_BYTES = 40 * MIB  # one stream through all its filters
PDF_BOOKMARKS = 10_000
PDF_SECONDS = 2.0  # of CPU, for all pages; and beside it
PDF_SECONDS_A_PAGE = 0.1  # honest pages take 0.01 to 0.05

# The outline: the desk shows a row for each. A novel has some hundreds, a code of law some thousands.
SECTIONS = 5_000
KEY_POINTS = 10_000

# The child process. An outline of two million characters takes 6 s and 200 MiB.
CHILD_CPU_SECONDS = 60
CHILD_WALL_SECONDS = 120
CHILD_MEMORY_BYTES = 768 * MIB  # address space, which is more than what is resident
CHILD_NICENESS = 10  # pages come before imports
CHILD_OPEN_FILES = 64
