"""What is kept of a file that somebody sends as evidence, and what is refused in which words."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from components.documents.evidence import fit, photo_kind
from components.documents.photos import MOST_PIXELS, is_bare, thumbnail
from components.documents.unfit import Unfit
from components.rules.evidence import LARGEST_PDF, LARGEST_PHOTO, LONGEST_SIDE, MOST_FILES
from components.texts import evidence as texts
from tests.unit import pictures

JPEG = pictures.encoded(pictures.scene())
PNG = pictures.encoded(pictures.scene(), "PNG")
WEBP = pictures.encoded(pictures.scene(), "WEBP")
PDF = pictures.pdf()
SCRIPT = b"<script>alert(document.cookie)</script>"


def opened(content: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(content))
    picture.load()
    return picture


def colour(picture: Image.Image, across: int, down: int) -> bytes:
    return picture.convert("RGB").crop((across, down, across + 1, down + 1)).tobytes()


def an_archive() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("muatan.exe", b"MZ" + bytes(64))
    return out.getvalue()


# ── what is kept as it came ─────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    "content",
    [
        JPEG,
        PNG,
        WEBP,
        pictures.encoded(pictures.scene(), progressive=True),
        pictures.encoded(pictures.scene(mode="L")),
        pictures.encoded(pictures.scene(), restart_marker_rows=1),
        pictures.encoded(pictures.scene(), "WEBP", lossless=True),
        pictures.encoded(pictures.scene(mode="P"), "PNG"),
        pictures.encoded(pictures.scene(1, 1)),
    ],
    ids=["jpeg", "png", "webp", "progressive", "grey", "restarts", "lossless", "palette", "one pixel"],
)
def test_a_small_photo_of_nothing_but_pixels_stays_as_it_came(content):
    assert fit(content) == content


def test_a_colour_profile_is_cut_out_and_the_pixels_stay_as_they_came():
    profile = pictures.segment(0xE2, b"ICC_PROFILE\0\x01\x01" + bytes(500))

    assert fit(pictures.behind_the_start(JPEG, profile, profile)) == JPEG


@pytest.mark.parametrize(
    "content",
    [
        PDF,
        pictures.pdf(pictures.stream(b"BT (JavaScript) Tj ET")),
        pictures.pdf(pictures.packed(b"4 0 << /Type /Annot >>")),
        pictures.pdf(b"<< /Type /Sig /Filter /Adobe.PPKLite /ByteRange [0 1 2 3] >>"),  # a signed letter
        pictures.pdf(b"<< /OpenAction [3 0 R /Fit] /JavaScripted (no name of an act) >>"),
        PDF + b"\r\n\0\0",
        PDF + PDF[9:],  # saved once more at its end, as signing does
    ],
    ids=["plain", "words", "packed", "signed", "open at", "padding", "saved again"],
)
def test_a_pdf_that_only_shows_something_stays_as_it_came(content):
    assert fit(content) == content


def test_a_pdf_of_exactly_5_mb_is_kept():
    remark = b"%" + b"x" * (LARGEST_PDF - len(PDF) - 2) + b"\n"
    whole = PDF[:9] + remark + PDF[9:]

    assert len(whole) == LARGEST_PDF
    assert fit(whole) == whole


# ── what is taken out ───────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    "content",
    [
        pictures.from_a_camera(),
        pictures.encoded(pictures.scene(), comment=b"Jalan Melati 7"),
        pictures.behind_the_start(JPEG, pictures.segment(0xED, b"Photoshop 3.0\x008BIM Jalan Melati 7")),
        pictures.behind_the_start(
            JPEG, pictures.segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta/>")
        ),
        pictures.behind_the_start(JPEG, pictures.segment(0xE1, b"Exif\0\0kaputt")),
        pictures.behind_the_start(JPEG, pictures.segment(0xEF, SCRIPT)),
        JPEG + an_archive(),
        JPEG + SCRIPT,
        pictures.encoded(pictures.scene(), "PNG", exif=pictures.exif()),
        PNG[:33] + pictures.chunk(b"tEXt", b"Comment\0Jalan Melati 7") + PNG[33:],
        PNG + an_archive(),
        PNG + SCRIPT,
        pictures.encoded(pictures.scene(), "WEBP", exif=pictures.exif()),
        pictures.encoded(pictures.scene(), "WEBP", xmp=b"<x:xmpmeta/>"),
        WEBP + an_archive(),
    ],
    ids=[
        *(
            "camera",
            "comment",
            "iptc",
            "xmp",
            "broken exif",
            "unknown segment",
            "jpeg and zip",
            "jpeg and script",
        ),
        *("png exif", "png text", "png and zip", "png and script", "webp exif", "webp xmp", "webp and zip"),
    ],
)
@pytest.mark.filterwarnings("ignore:Corrupt EXIF")
def test_whatever_is_no_picture_is_gone(content):
    kept = fit(content)

    kind = photo_kind(kept)
    assert kind is not None
    assert is_bare(kept, kind)
    assert opened(kept).size == (640, 480)
    for trace in (
        b"Exif",
        b"Melati",
        b"Adobe",
        b"adobe",
        b"xmpmeta",
        b"script",
        b"muatan",
        b"PK\x05\x06",
        b"Kamera",
    ):
        assert trace not in kept


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photo_stands_as_the_camera_was_held(orientation):
    upright = opened(fit(pictures.from_a_camera(orientation=1)))
    turned = opened(fit(pictures.from_a_camera(orientation=orientation)))

    assert turned.size == (upright.size if orientation < 5 else upright.size[::-1])
    corner = [(0, 0), (-1, 0), (-1, -1), (0, -1), (0, 0), (-1, 0), (-1, -1), (0, -1)][orientation - 1]
    across, down = (side - 9 if at else 8 for side, at in zip(turned.size, corner, strict=True))
    red, green, blue = colour(turned, across, down)
    assert red > 200
    assert max(green, blue) < 60


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_heavy_photo_is_made_small(kind):
    heavy = pictures.encoded(pictures.noise(1800, 1200), kind, **({} if kind == "PNG" else {"quality": 95}))
    assert len(heavy) > LARGEST_PHOTO

    kept = fit(heavy)

    assert len(kept) <= LARGEST_PHOTO
    assert max(opened(kept).size) <= LONGEST_SIDE
    assert photo_kind(kept) == "image/jpeg"


def test_what_shines_through_becomes_white():
    glass = Image.new("RGBA", (50, 50), (0, 0, 0, 0))

    kept = opened(fit(pictures.encoded(glass, "PNG") + b"x"))

    assert min(colour(kept, 25, 25)) > 250


def test_of_a_moving_picture_the_first_is_kept():
    moving = pictures.encoded(
        pictures.scene(), "WEBP", save_all=True, append_images=[pictures.scene().rotate(180)]
    )

    assert opened(fit(moving)).size == (640, 480)


@pytest.mark.parametrize("content", [JPEG, PNG, WEBP], ids=["jpeg", "png", "webp"])
def test_a_thumbnail_weighs_almost_nothing(content):
    kind = photo_kind(content)
    assert kind is not None

    small = thumbnail(content, kind)

    assert len(small) < 10_000
    assert max(opened(small).size) <= 192


# ── what is refused ─────────────────────────────────────────────────────────────────────────────────────────
def a_bomb() -> bytes:
    """40,000 × 40,000 black pixels in 200 kB."""
    rows = zlib.compress(bytes(50_000_000), 9)
    return pictures.png_of(40_000, 40_000, pictures.chunk(b"IDAT", rows))


def a_webp_bomb() -> bytes:
    sides = (16_383).to_bytes(3, "little") * 2
    body = b"WEBP" + b"VP8X" + struct.pack("<I", 10) + bytes(4) + sides + WEBP[12:]
    return b"RIFF" + struct.pack("<I", len(body)) + body


def claiming(width: int, height: int) -> bytes:
    """A JPEG that says it is this large."""
    at = JPEG.index(b"\xff\xc0") + 5
    return JPEG[:at] + struct.pack(">HH", height, width) + JPEG[at + 4 :]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", texts.EMPTY),
        (b"\0", texts.UNKNOWN),
        (b"MZ\x90\0" + bytes(500), texts.UNKNOWN),
        (b"\x7fELF\x02\x01\x01" + bytes(500), texts.UNKNOWN),
        (b"#!/bin/sh\nrm -rf ~\n", texts.UNKNOWN),
        (b"GIF89a" + bytes(100), texts.UNKNOWN),
        (pictures.encoded(pictures.scene(), "BMP"), texts.UNKNOWN),
        (pictures.encoded(pictures.scene(), "TIFF"), texts.UNKNOWN),
        (b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', texts.UNKNOWN),
        (b"<!doctype html>" + SCRIPT, texts.UNKNOWN),
        (an_archive(), texts.UNKNOWN),
        (an_archive() + JPEG, texts.UNKNOWN),
        (b"RIFF\x24\0\0\0WAVEfmt " + bytes(50), texts.UNKNOWN),
        (b"\0\0\0\x18ftypisom" + bytes(50), texts.UNKNOWN),
        (b"\0\0\0\x18ftypheic" + bytes(50), texts.HEIC),
        (b" " + PDF, texts.UNKNOWN),
        (b"\xff\xd8\xff", texts.BROKEN),
        (b"\xff\xd8\xff\xe0" + bytes(1000), texts.BROKEN),
        (b"\xff\xd8\xffMZ" + bytes(1000), texts.BROKEN),
        (JPEG[: len(JPEG) // 2], texts.BROKEN),
        (JPEG[:-400], texts.BROKEN),
        (b"\x89PNG\r\n\x1a\n", texts.BROKEN),
        (b"\x89PNG\r\n\x1a\n" + SCRIPT, texts.BROKEN),
        (PNG[: len(PNG) // 2], texts.BROKEN),
        (pictures.png_of(10, 10), texts.BROKEN),
        (pictures.png_of(10, 10, pictures.chunk(b"IDAT", b"not packed")), texts.BROKEN),
        (pictures.png_of(0, 10, pictures.chunk(b"IDAT", zlib.compress(b""))), texts.BROKEN),
        (WEBP[: len(WEBP) // 2], texts.BROKEN),
        (b"RIFF\xff\xff\xff\xffWEBPVP8 ", texts.BROKEN),
        (b"RIFF\x04\0\0\0WEBP", texts.BROKEN),
        (a_bomb(), texts.TOO_MANY_PIXELS),
        (claiming(65_000, 65_000), texts.TOO_MANY_PIXELS),
        (claiming(5_001, 5_000), texts.TOO_MANY_PIXELS),
        (b"%PDF-", texts.PDF_BROKEN),
        (b"%PDF-1.7\n" + bytes(2000), texts.PDF_BROKEN),
        (PDF[:-8], texts.PDF_BROKEN),
        (PDF + SCRIPT, texts.PDF_BROKEN),
        (PDF + bytes(LARGEST_PDF), texts.TOO_LARGE),
        (PDF[:-6] + an_archive() + b"%%EOF\n", texts.PDF_ACTIVE),
        (pictures.pdf(b"<< /S /JavaScript /JS (app.alert\\(1\\)) >>"), texts.PDF_ACTIVE),
        (pictures.pdf(b"<< /S /J#61vaScript /JS (x) >>"), texts.PDF_ACTIVE),
        (pictures.pdf(b"<</S/Launch/F(calc.exe)>>"), texts.PDF_ACTIVE),
        (pictures.pdf(b"<< /Type /EmbeddedFile >>"), texts.PDF_ACTIVE),
        (pictures.pdf(b"<< /Names << /EmbeddedFiles 9 0 R >> >>"), texts.PDF_ACTIVE),
        (pictures.pdf(b"<< /Subtype /RichMedia >>"), texts.PDF_ACTIVE),
        (pictures.pdf(b"<< /S /SubmitForm /F (http://x) >>"), texts.PDF_ACTIVE),
        (pictures.pdf(pictures.packed(b"4 0 << /S /JavaScript /JS (x) >>")), texts.PDF_ACTIVE),
        (pictures.pdf(pictures.packed(b"4 0 << /S /#4caunch >>")), texts.PDF_ACTIVE),
        (pictures.pdf(pictures.stream(b"not packed", b"/Type /ObjStm")), texts.PDF_BROKEN),
        (pictures.pdf(b"% /ObjStm with no stream"), texts.PDF_BROKEN),
        (pictures.pdf(pictures.packed(bytes(64 * 1024 * 1024))), texts.PDF_BROKEN),
        (
            pictures.pdf(pictures.stream(zlib.compress(b"1 0 <<>>") + b"/S /X", b"/Type /ObjStm")),
            texts.PDF_BROKEN,
        ),
        (pictures.pdf(trailer=b"/Encrypt 9 0 R"), texts.PDF_LOCKED),
    ],
)
def test_what_does_not_fit_is_refused_in_a_sentence(content, sentence):
    with pytest.raises(Unfit) as refused:
        fit(content)

    assert str(refused.value) == sentence


def test_an_animation_that_claims_a_canvas_of_268_million_pixels_is_refused():
    with pytest.raises(Unfit):
        fit(a_webp_bomb())


def test_a_script_before_its_covering_stream_is_found_behind_it():
    """A made-up stream in a comment must not hide the true one after it."""
    hidden = pictures.packed(b"4 0 << /S /JavaScript /JS (x) >>")
    cover = b"% /ObjStm stream\n" + zlib.compress(b"harmless") + b"\n"

    with pytest.raises(Unfit):
        fit(pictures.pdf(cover + hidden))


@given(seed=st.integers(0, 2**32), content=st.sampled_from([JPEG, PNG, WEBP, pictures.from_a_camera(), PDF]))
@pytest.mark.filterwarnings("ignore")
def test_a_damaged_file_is_kept_bare_or_refused_and_never_breaks_anything(seed, content):
    dice, damaged = Random(seed), bytearray(content)  # noqa: S311 (no secret)
    for _ in range(dice.randint(1, 12)):
        damaged[dice.randrange(len(damaged))] = dice.randrange(256)
    del damaged[len(damaged) - dice.choice([0, 0, 1, 40, 3000]) or len(damaged) :]

    try:
        kept = fit(bytes(damaged))
    except Unfit:
        return

    kind = photo_kind(kept)
    assert len(kept) <= (LARGEST_PHOTO if kind else LARGEST_PDF)
    assert kind is None or is_bare(kept, kind)


@given(
    content=st.binary(max_size=300),
    start=st.sampled_from([b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF", b"%PDF-"]),
)
@pytest.mark.filterwarnings("ignore")
def test_a_made_up_file_is_refused(content, start):
    with pytest.raises(Unfit):
        fit(start + content)


def test_the_sentences_name_the_limits_that_hold():
    assert str(MOST_FILES) in texts.HELP
    assert texts.weight(LARGEST_PDF) == "5 MB"
    assert texts.TOO_MANY_PIXELS.count(str(MOST_PIXELS // 1_000_000)) == 1


@pytest.mark.parametrize(
    ("size", "written"),
    [(1, "1 kB"), (1536, "2 kB"), (215 * 1024, "215 kB"), (1_468_006, "1,4 MB"), (5 * 1024 * 1024, "5 MB")],
)
def test_a_weight_is_written_shortly(size, written):
    assert texts.weight(size) == written
