"""Photos and PDFs made for a test: as cameras make them, and as nobody should."""

from __future__ import annotations

import random
import struct
import zlib
from functools import cache
from io import BytesIO

from PIL import Image
from PIL.TiffImagePlugin import IFDRational

PLACE = (b"Exif\0", b"Kamera Uji", b"http://ns.adobe.com")


def scene(width: int = 640, height: int = 480, mode: str = "RGB") -> Image.Image:
    """A picture of slopes and a red corner on its upper left."""
    slopes = Image.linear_gradient("L").resize((width, height))
    picture = Image.merge("RGB", (slopes, slopes.rotate(180), slopes))
    picture.paste("red", (0, 0, width // 4, height // 4))
    return picture.convert(mode)


@cache
def noise(width: int, height: int) -> Image.Image:
    """What no format makes small."""
    content = random.Random(7).randbytes(width * height * 3)  # noqa: S311 (no secret)
    return Image.frombytes("RGB", (width, height), content)


def encoded(picture: Image.Image, kind: str = "JPEG", **options: object) -> bytes:
    out = BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def exif(orientation: int = 1) -> Image.Exif:
    """Camera, time, and a place on the equator."""
    about = Image.Exif()
    about[0x0112] = orientation
    about[0x010F] = "Kamera Uji"
    about[0x0132] = "2026:08:17 10:32:00"
    zero = IFDRational(0)
    about.get_ifd(0x8825).update({1: "S", 2: (zero, zero, zero), 3: "E", 4: (IFDRational(110), zero, zero)})
    return about


def from_a_camera(width: int = 640, height: int = 480, *, orientation: int = 1, quality: int = 90) -> bytes:
    return encoded(scene(width, height), exif=exif(orientation), quality=quality)


def six_megabytes() -> bytes:
    """4000 × 3000 with EXIF and GPS, as phones make them."""
    picture = Image.blend(scene(4000, 3000), noise(2000, 1500).resize((4000, 3000)), 0.35)
    content = encoded(picture, exif=exif(6), quality=93)
    assert len(content) >= 6_000_000
    return content


def segment(marker: int, content: bytes) -> bytes:
    return bytes([0xFF, marker]) + struct.pack(">H", len(content) + 2) + content


def behind_the_start(jpeg: bytes, *segments: bytes) -> bytes:
    return jpeg[:2] + b"".join(segments) + jpeg[2:]


def chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def png_of(width: int, height: int, *chunks: bytes) -> bytes:
    """A PNG that claims this size, of whatever chunks."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(chunks) + chunk(b"IEND", b"")


def pdf(*objects: bytes, trailer: bytes = b"") -> bytes:
    """One empty page, and more objects."""
    body = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>",
        *objects,
    ]
    content, places = b"%PDF-1.7\n", []
    for number, one in enumerate(body, start=1):
        places.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(content)
    content += b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(body) + 1, table)
    size = len(body) + 1
    return content + b"trailer << /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (
        size,
        trailer,
        start,
    )


def stream(content: bytes, about: bytes = b"") -> bytes:
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (about, len(content), content)


def packed(content: bytes) -> bytes:
    """An object stream, as most programs write one."""
    return stream(zlib.compress(content), b"/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode")
