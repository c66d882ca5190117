"""What somebody sends as evidence, looked at before it is kept: told by its content, never by its name."""

from __future__ import annotations

from typing import Final

from components.documents import pdf_look, photos
from components.documents.photos import PhotoKind
from components.documents.unfit import Unfit
from components.texts import evidence as texts

_HEIC: Final = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"avif")


def fit(content: bytes) -> bytes:
    """The file as it may be kept. Raises Unfit."""
    if content.startswith(b"%PDF-"):
        pdf_look.look(content)
        return content
    kind = photo_kind(content)
    if kind is None:
        raise Unfit(_why_not(content))
    return photos.bare_photo(content, kind)[0]


def photo_kind(content: bytes) -> PhotoKind | None:
    if content.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return "image/webp"
    return None


def _why_not(content: bytes) -> str:
    if not content:
        return texts.EMPTY
    return texts.HEIC if content[4:8] == b"ftyp" and content[8:12] in _HEIC else texts.UNKNOWN
