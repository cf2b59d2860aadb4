"""What a file really is behind its ending: by its first bytes, so that a wrong name is explained and not parsed."""

from studyapp.importing.remarks import RefusedError, gettext_noop

SIGNATURES = (
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"%PDF-", "pdf"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "office"),
    (b"{\\rtf", "rtf"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"BM\x00", "picture"),
    (b"\x1f\x8b", "archive"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"Rar!", "archive"),
    (b"\x7fELF", "program"),
    (b"MZ\x90", "program"),
)

LOOKS = {
    "zip": gettext_noop("这份文件看起来是压缩包（或 .docx、.epub），与扩展名不符。请改正扩展名再上传。"),
    "pdf": gettext_noop("这份文件看起来是 PDF，与扩展名不符。请把扩展名改为 .pdf 再上传。"),
    "office": gettext_noop(
        "这份文件看起来是旧版 Office 文件（.doc、.wps）或加了密码的文件。请打开后另存为不带密码的 .docx。"
    ),
    "rtf": gettext_noop("这份文件看起来是 RTF。请打开后另存为 .docx。"),
    "picture": gettext_noop("这份文件看起来是图片，里面没有文字。"),
    "archive": gettext_noop("这份文件看起来是压缩包。请解压后上传里面的文章。"),
    "program": gettext_noop("这份文件看起来是程序，不是文章。"),
}

NOT_THE_FORMAT = {
    "docx": gettext_noop("这份文件不是 Word 文档（.docx），可能已损坏或改过扩展名。"),
    "epub": gettext_noop("这份文件不是电子书（.epub），可能已损坏或改过扩展名。"),
    "pdf": gettext_noop("这份文件不是 PDF，可能已损坏或改过扩展名。"),
}

EXPECTED = {"docx": "zip", "epub": "zip", "pdf": "pdf"}
OLD_OFFICE = {".doc", ".wps", ".rtf", ".odt", ".dot", ".wpt", ".pages"}
PDF_HEADER_WITHIN = 1024  # bytes; what may stand before %PDF-, by Adobe's implementation note


def kind(data: bytes) -> str | None:
    found = next((name for signature, name in SIGNATURES if data.startswith(signature)), None)
    if found is None and b"%PDF-" in data[:PDF_HEADER_WITHIN]:
        return "pdf"
    return found


def check(data: bytes, format_: str) -> None:
    """Raise RefusedError when the bytes are of another kind than `format_` needs."""
    found, expected = kind(data), EXPECTED.get(format_)
    if found == expected or (expected is None and found == "pdf" and not data.startswith(b"%PDF-")):
        return
    raise RefusedError(LOOKS[found] if found else NOT_THE_FORMAT[format_])


def foreign(suffix: str) -> RefusedError:
    if suffix in OLD_OFFICE:
        pattern = gettext_noop("不能读 {suffix} 文件。请用 Word 或 WPS 打开，另存为 .docx 后再上传。")
    else:
        pattern = gettext_noop("不能读 {suffix} 文件。可以上传 .txt、.md、.html、.docx、.epub、.pdf，或直接粘贴文字。")
    return RefusedError(pattern, suffix=suffix or "?")
