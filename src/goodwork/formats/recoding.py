"""Texts of other encodings than UTF-8, made UTF-8 for readers that know nothing else."""

from __future__ import annotations

import codecs
import io
import shutil
from typing import BinaryIO

from goodwork.errors import Unreadable
from goodwork.formats.dialects import encoding_of, is_latin
from goodwork.formats.lines import CHUNK, open_stream
from goodwork.formats.on_disk import OnDisk
from goodwork.formats.report import Report
from goodwork.formats.rows import Dialect

READ_AS_LATIN = (
    "the whole file, read as cp1252", "the file is not UTF-8; if this is wrong, name its encoding with --encoding",
)  # fmt: skip
"""What is changed, and why, where a file that is not UTF-8 reads as a text in cp1252."""
NOT_UTF8 = "; if the file has another encoding, name it with --encoding, like cp1252"
"""What is to be done about bytes that are not UTF-8."""
CONVERT_FIRST = (
    "; if the file has another encoding, make it UTF-8: goodwork convert FILE --encoding NAME --to csv --out NEW.csv"
)
"""The same where no encoding can be named."""


def as_utf8(file: BinaryIO, dialect: Dialect, report: Report) -> BinaryIO:
    """A file of text in UTF-8: itself, or what it is in the encoding that is told, marked, or plain to see.

    Like ``delimited`` it takes a file that is not UTF-8 and reads as a text in cp1252 for one, and says so.
    """
    codec = encoding_of(file, dialect)
    if codec == "utf-8":
        if dialect.encoding is not None or _is_utf8(file) or not is_latin(file):
            return file
        codec = "cp1252"
        report.change("", *READ_AS_LATIN)
    return _recoded(file, codec)


def from_utf16(file: BinaryIO) -> BinaryIO:
    """A file that begins with the mark of UTF-16 as UTF-8; any other as it is."""
    file.seek(0)
    marked = file.read(2) in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
    file.seek(0)
    return _recoded(file, "utf-16") if marked else file


def text_of(content: bytes, dialect: Dialect, report: Report) -> str:
    """The text of a small file, as ``as_utf8`` reads it; UnicodeDecodeError where it is none."""
    if dialect.encoding is None:
        try:
            return content.decode()
        except UnicodeDecodeError:
            pass
    file = as_utf8(io.BytesIO(content), dialect, report)
    file.seek(0)  # what it is was found out from its bytes
    return file.read().decode()


def _recoded(file: BinaryIO, codec: str) -> BinaryIO:
    # Readers begin more than once.
    made = OnDisk()
    shutil.copyfileobj(Recoded(open_stream(file), codec), made.file, CHUNK)
    return made.opened()


def _is_utf8(file: BinaryIO) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    stream = open_stream(file)
    try:
        while chunk := stream.read(CHUNK):
            if not chunk.isascii() or decoder.getstate()[0]:
                decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


class Recoded:
    """A stream of another encoding as UTF-8, read piece by piece."""

    def __init__(self, stream: BinaryIO, encoding: str) -> None:
        self._stream = stream
        self._decoder = codecs.getincrementaldecoder(encoding)("strict")
        self._encoding = encoding

    def read(self, size: int = CHUNK, /) -> bytes:
        raw = self._stream.read(size)
        try:
            text = self._decoder.decode(raw, final=not raw)
        except UnicodeError:  # UTF-32 without its mark is no decoding error
            raise Unreadable(
                f"The file is not {self._encoding.upper()} all through; nothing after the break was read.",
                next_step="Save it as UTF-8, or name its encoding with --encoding.",
            ) from None
        # At least one byte until the end, so that nobody takes a half character for the end.
        return text.encode() if text or not raw else self.read(size)
