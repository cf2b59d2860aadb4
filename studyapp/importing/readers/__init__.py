"""Readers, one a format: bytes in, blocks of text with the format's own hints out. They run in the child process."""

from dataclasses import replace
from importlib import import_module
from pathlib import PurePath
from typing import Protocol, cast

from studyapp.importing import limits
from studyapp.importing.material import Choices, Material
from studyapp.importing.readers import disguise
from studyapp.importing.remarks import RefusedError, gettext_noop

FORMATS = {
    ".txt": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".docx": "docx",
    ".epub": "epub",
    ".pdf": "pdf",
}


class Reader(Protocol):
    """What each module of this package offers."""

    def read(self, data: bytes, choices: Choices) -> Material: ...


def read(data: bytes, name: str, choices: Choices) -> Material:
    """The text of a file, by the ending of its name; raises RefusedError with a reason for its owner."""
    suffix = PurePath(name).suffix.lower()
    check_before(data, suffix)
    reader = cast(Reader, import_module(f"{__name__}.{FORMATS[suffix]}"))
    material = reader.read(data, choices)
    check_after(material)
    return replace(material, name=name)


def check_before(data: bytes, suffix: str) -> None:
    if suffix not in FORMATS:
        raise disguise.foreign(suffix)
    if not data.strip():
        raise RefusedError(gettext_noop("这份文件是空的。"))
    if len(data) > limits.UPLOAD_BYTES:
        raise RefusedError(
            gettext_noop("文件有 {size} MB，超过了 {limit} MB 的上限。可以只留文字，或拆成几份。"),
            size=-(-len(data) // limits.MIB),
            limit=limits.UPLOAD_BYTES // limits.MIB,
        )
    disguise.check(data, FORMATS[suffix])


def check_after(material: Material) -> None:
    characters = sum(len(block.text) for block in material.blocks)
    if characters > limits.CHARACTERS:
        raise RefusedError(
            gettext_noop("文章有 {count} 字，超过了 {limit} 字的上限。请拆成几篇导入。"),
            count=characters,
            limit=limits.CHARACTERS,
        )
    if len(material.blocks) > limits.BLOCKS:
        raise RefusedError(
            gettext_noop("文章有 {count} 行，超过了 {limit} 行的上限。请拆成几篇导入。"),
            count=len(material.blocks),
            limit=limits.BLOCKS,
        )
    if not any(block.text.strip() for block in material.blocks):
        raise RefusedError(gettext_noop("这份文件里没有文字。"))
