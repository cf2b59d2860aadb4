"""Plain text: one block a line, blank lines too, for blank lines say where paragraphs end."""

import unicodedata

from studyapp.importing.material import Block, Choices, Material
from studyapp.importing.readers.encodings import decode
from studyapp.importing.remarks import RefusedError, gettext_noop

CONTROLS_ALLOWED = 0.01  # share of control characters above which this is no text


def read(data: bytes, choices: Choices) -> Material:
    text, encoding = decode(data, choices.encoding)
    refuse_garbage(text)
    return Material(tuple(Block(line) for line in text.splitlines()), format="txt", encoding=encoding)


def refuse_garbage(text: str) -> None:
    controls = sum(unicodedata.category(char) in {"Cc", "Cs", "Co", "Cn"} for char in text if char not in "\r\n\t\f\v")
    if controls > 1 and controls > len(text) * CONTROLS_ALLOWED:
        raise RefusedError(gettext_noop("这份文件看起来不是文字文件。若是文字，请换一种编码，或另存为 UTF-8。"))
