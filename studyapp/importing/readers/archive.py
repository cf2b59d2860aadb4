"""A zip archive that may lie: parts are read by name, never unpacked to disk, and counted twice."""

import io
import zipfile
import zlib

from studyapp.importing import limits
from studyapp.importing.remarks import RefusedError, gettext_noop

TOO_LARGE = gettext_noop("这份文件解开后太大，像是压缩炸弹。若不是，请只留文字、另存一份再试。")
ENCRYPTED = gettext_noop("这份文件加了密码或版权保护，读不了。请去掉密码，另存一份再上传。")
DAMAGED = gettext_noop("这份文件已损坏，解不开。请用原来的软件打开、另存一份再试。")

CHUNK_BYTES = 256 * 1024
METHODS = {
    zipfile.ZIP_STORED,
    zipfile.ZIP_DEFLATED,
}  # the others unpack without a bound, and no office program uses them
ENCRYPTED_FLAG = 0x1
UNREADABLE = (zipfile.BadZipFile, zlib.error, ValueError, NotImplementedError, OSError, EOFError)


class Archive:
    """The parts of a .docx or .epub. Raises RefusedError for what is too large, encrypted or damaged."""

    def __init__(self, data: bytes) -> None:
        try:
            self.zip = zipfile.ZipFile(io.BytesIO(data))
        except UNREADABLE as error:
            raise RefusedError(DAMAGED) from error
        entries = self.zip.infolist()
        if len(entries) > limits.ZIP_ENTRIES or sum(entry.file_size for entry in entries) > limits.ZIP_UNPACKED_BYTES:
            raise RefusedError(TOO_LARGE)
        self.names = frozenset(entry.filename for entry in entries)
        self.left = limits.ZIP_UNPACKED_BYTES

    def read(self, name: str) -> bytes | None:
        """A part's bytes; None when there is none of this name."""
        if name not in self.names:
            return None
        entry = self.zip.getinfo(name)
        self.check(entry)
        try:
            return self.unpack(entry)
        except UNREADABLE as error:
            raise RefusedError(DAMAGED) from error

    def check(self, entry: zipfile.ZipInfo) -> None:
        if entry.flag_bits & ENCRYPTED_FLAG:
            raise RefusedError(ENCRYPTED)
        if entry.compress_type not in METHODS:
            raise RefusedError(DAMAGED)
        steep = entry.file_size > limits.ZIP_RATIO * max(1, entry.compress_size)
        if entry.file_size > limits.ZIP_PART_BYTES or (steep and entry.file_size > limits.ZIP_RATIO_FLOOR_BYTES):
            raise RefusedError(TOO_LARGE)

    def unpack(self, entry: zipfile.ZipInfo) -> bytes:
        content = bytearray()
        with self.zip.open(entry) as part:
            while chunk := part.read(CHUNK_BYTES):
                content += chunk
                self.left -= len(chunk)
                if len(content) > limits.ZIP_PART_BYTES or self.left < 0:
                    raise RefusedError(TOO_LARGE)
        return bytes(content)
