"""Photos that anybody may have made: decoded whole within bounds, and nothing kept but what can be seen.

A photo that is small and holds its pixels only stays as it came, but for the colour profile that browsers
write into whatever they draw. Others are drawn anew, and what else was in the file is gone: place, time,
camera, thumbnails, what was hung on at its end.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Final, Literal

from PIL import Image, ImageOps
from PIL.ImageFile import ImageFile
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile
from PIL.WebPImagePlugin import WebPImageFile

from components.documents.unfit import Unfit
from components.rules.evidence import LARGEST_PHOTO, LONGEST_SIDE
from components.texts import evidence as texts

PhotoKind = Literal["image/jpeg", "image/png", "image/webp"]

MOST_PIXELS: Final = 25_000_000  # 100 MB while it is looked at; what our own page sends has 2.6 million
THUMBNAIL_SIDE: Final = 192
_QUALITIES: Final = (82, 70, 55, 40)

# Opened by kind and not by Image.open, which tries every format there is and looks at the size afterwards.
_OPEN: Final[dict[PhotoKind, type[ImageFile]]] = {
    "image/jpeg": JpegImageFile,
    "image/png": PngImageFile,
    "image/webp": WebPImageFile,
}
# What Pillow says of a file that is cut short, made up, or full of impossible numbers.
_BREAKS: Final = (
    Image.DecompressionBombError,
    AttributeError,
    EOFError,
    LookupError,
    MemoryError,
    OSError,
    OverflowError,
    SyntaxError,
    TypeError,
    ValueError,
    ZeroDivisionError,
    struct.error,
    zlib.error,
)
_JPEG_SEGMENTS: Final = frozenset({0xC4, 0xDB, 0xDD, 0xE0, 0xEE, *range(0xC0, 0xC4), *range(0xC5, 0xC8)})
_WEBP_CHUNKS: Final = {b"VP8 ", b"VP8L", b"VP8X", b"ALPH"}
_PNG_CHUNKS: Final = {
    *(b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"),
    *(b"gAMA", b"cHRM", b"sRGB", b"sBIT", b"bKGD", b"pHYs"),
}


def bare_photo(content: bytes, kind: PhotoKind) -> tuple[bytes, PhotoKind]:
    """The photo as it may be kept, at most ``LARGEST_PHOTO`` bytes. Raises Unfit."""
    try:
        with _opened(content, kind) as image:
            content = _without_profile(content) if kind == "image/jpeg" else content
            if len(content) <= LARGEST_PHOTO and is_bare(content, kind):
                return content, kind
            return _drawn_anew(image), "image/jpeg"
    except _BREAKS as error:
        raise Unfit(texts.BROKEN) from error


def thumbnail(content: bytes, kind: PhotoKind) -> bytes:
    """A small JPEG of the photo, a few kilobytes. Raises Unfit."""
    try:
        with _opened(content, kind, side=THUMBNAIL_SIDE) as image:
            return _as_jpeg(_reduced(_flat(image), THUMBNAIL_SIDE), _QUALITIES[1])
    except _BREAKS as error:
        raise Unfit(texts.BROKEN) from error


def is_bare(content: bytes, kind: PhotoKind) -> bool:
    """Whether there is nothing in the file but what its picture needs."""
    if kind == "image/jpeg":
        return all(marker in _JPEG_SEGMENTS for marker, _, _ in _jpeg_segments(content))
    if kind == "image/webp":
        return all(name in _WEBP_CHUNKS for name in _webp_chunks(content))
    return all(name in _PNG_CHUNKS for name in _png_chunks(content))


def _opened(content: bytes, kind: PhotoKind, *, side: int = LONGEST_SIDE) -> Image.Image:
    """Decoded to its last pixel, so that one cut short is found out; a JPEG no larger than it is needed."""
    image = _OPEN[kind](BytesIO(content))
    if image.width * image.height > MOST_PIXELS:
        raise Unfit(texts.TOO_MANY_PIXELS)
    image.draft("RGB", (side, side))
    image.load()
    return image


# ── drawing ─────────────────────────────────────────────────────────────────────────────────────────────────
def _drawn_anew(image: Image.Image) -> bytes:
    picture = _reduced(_flat(_upright(image)), LONGEST_SIDE)
    while True:
        for quality in _QUALITIES:
            drawn = _as_jpeg(picture, quality)
            if len(drawn) <= LARGEST_PHOTO:
                return drawn
        picture = _reduced(picture, max(picture.size) * 3 // 4)


def _upright(image: Image.Image) -> Image.Image:
    """Turned as the camera was held; what it says about that may be broken while the picture is not."""
    try:
        return ImageOps.exif_transpose(image)
    except _BREAKS:
        return image


def _flat(image: Image.Image) -> Image.Image:
    if not image.has_transparency_data:
        return image.convert("RGB")
    paper = Image.new("RGB", image.size, "white")
    shape = image.convert("RGBA")
    paper.paste(shape, mask=shape)
    return paper


def _reduced(image: Image.Image, side: int) -> Image.Image:
    smaller = image.copy()
    smaller.thumbnail((side, side))
    return smaller


def _as_jpeg(image: Image.Image, quality: int) -> bytes:
    out = BytesIO()
    image.info.clear()  # what came along (profiles, comments) would be written again
    image.save(out, "JPEG", quality=quality, optimize=True)
    return out.getvalue()


# ── what is in a file ───────────────────────────────────────────────────────────────────────────────────────
_ODD: Final = -1  # no marker: something stands where nothing should
_SCAN: Final = 0xDA
_PROFILE: Final = 0xE2


def _without_profile(content: bytes) -> bytes:
    kept, done = [], 0
    for marker, start, end in _jpeg_segments(content):
        if marker == _PROFILE and content.startswith(b"ICC_PROFILE\0", start + 4):
            kept.append(content[done:start])
            done = end
    return b"".join([*kept, content[done:]])


def _jpeg_segments(content: bytes) -> Iterator[tuple[int, int, int]]:
    """Marker, start and end of all between start and end of image; ``_ODD`` for what is no segment."""
    at = 2
    while content[at : at + 2] != b"\xff\xd9":
        if at + 4 > len(content) or content[at] != 0xFF:
            yield _ODD, at, at
            return
        marker, (length,) = content[at + 1], struct.unpack_from(">H", content, at + 2)
        start, at = at, at + 2 + length
        if marker == _SCAN:
            at = _after_scan(content, at)
        else:
            yield marker, start, at
    if at + 2 != len(content):
        yield _ODD, at, at


def _after_scan(content: bytes, at: int) -> int:
    """Where the next marker stands: in a scan, 0xFF is followed by 0x00 or by the number of a restart."""
    while True:
        at = content.find(b"\xff", at)
        if at < 0:
            return len(content)
        following = content[at + 1 : at + 2]
        if following != b"\x00" and not b"\xd0" <= following <= b"\xd7":
            return at
        at += 2


def _webp_chunks(content: bytes) -> Iterator[bytes]:
    yield from _chunks(content, start=12, length_first=False)
    if 8 + int.from_bytes(content[4:8], "little") != len(content):
        yield b""


def _png_chunks(content: bytes) -> Iterator[bytes]:
    yield from _chunks(content, start=8, length_first=True)


def _chunks(content: bytes, *, start: int, length_first: bool) -> Iterator[bytes]:
    """The names of all chunks; an empty one where the file goes on after the last or ends in the midst."""
    at, name = start, b""
    while at < len(content) and name != b"IEND":
        head = content[at : at + 8]
        name, length = (head[4:], head[:4]) if length_first else (head[:4], head[4:])
        yield name
        size = int.from_bytes(length, "big" if length_first else "little")
        at += 12 + size if length_first else 8 + size + size % 2
    if at != len(content):
        yield b""
