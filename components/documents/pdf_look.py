"""A light look at a PDF before it is kept: is it whole, and does it only show something?

No reader of PDFs: whoever opens it has one. It finds the names that stand for scripts, programs, attachments
and encryption, also where they are spelled in numbers or packed in an object stream.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from typing import Final

from components.documents.unfit import Unfit
from components.rules.evidence import LARGEST_PDF
from components.texts import evidence as texts

_MOST_UNPACKED: Final = 32 * 1024 * 1024
_ACTIVE: Final = {
    *(b"JavaScript", b"Launch", b"EmbeddedFile", b"EmbeddedFiles"),
    *(b"RichMedia", b"Rendition", b"ImportData", b"SubmitForm"),
}
_NAME: Final = re.compile(rb"/([^\x00-\x20()<>\[\]{}/%]{4,127})")
_IN_NUMBERS: Final = re.compile(rb"#([0-9A-Fa-f]{2})")
_STREAM: Final = re.compile(rb"stream\r?\n")
_NEAR: Final = 4096  # a dictionary stands right before its stream
_TAIL: Final = 1024
_END_OF_ZIP: Final = b"PK\x05\x06"
_LONGEST_ZIP_COMMENT: Final = 65_557


def look(content: bytes) -> None:
    """Raises Unfit when it is too large, cut short, locked, or does more than show pages."""
    if len(content) > LARGEST_PDF:
        raise Unfit(texts.TOO_LARGE)
    _, end, after = content[-_TAIL:].rpartition(b"%%EOF")
    if not end or after.strip(b"\x00\t\r\n\f ") or b"startxref" not in content[-2 * _TAIL :]:
        raise Unfit(texts.PDF_BROKEN)
    if _END_OF_ZIP in content[-_LONGEST_ZIP_COMMENT:]:
        raise Unfit(texts.PDF_ACTIVE)
    names = {name for name, _ in _names(content)}
    if b"Encrypt" in names:
        raise Unfit(texts.PDF_LOCKED)
    for packed in _object_streams(content):
        names |= {name for name, _ in _names(packed)}
    if names & _ACTIVE:
        raise Unfit(texts.PDF_ACTIVE)


def _names(content: bytes) -> Iterator[tuple[bytes, int]]:
    """Every name (``/JavaScript``, ``/Java#53cript``) and where it ends."""
    for found in _NAME.finditer(content):
        yield _IN_NUMBERS.sub(lambda number: bytes([int(number[1], 16)]), found[1]), found.end()


def _object_streams(content: bytes) -> Iterator[bytes]:
    """What is packed in object streams: dictionaries may stand there instead of in the open."""
    left, seen_until = _MOST_UNPACKED, 0
    for name, at in _names(content):
        if name != b"ObjStm" or at < seen_until:
            continue
        begin = _STREAM.search(content, at, at + _NEAR)
        seen_until = content.find(b"endstream", begin.end()) if begin else -1
        if begin is None or seen_until < 0:
            raise Unfit(texts.PDF_BROKEN)
        unpacked = _unpacked(content[begin.end() : seen_until], left)
        left -= len(unpacked)
        yield unpacked


def _unpacked(packed: bytes, most: int) -> bytes:
    """Whole, or refused: what is packed otherwise, or behind something else, nobody can look into here."""
    reader = zlib.decompressobj()
    try:
        found = reader.decompress(packed, most)
    except (zlib.error, ValueError) as error:
        raise Unfit(texts.PDF_BROKEN) from error
    if not reader.eof or reader.unused_data.strip():
        raise Unfit(texts.PDF_BROKEN)
    return found
