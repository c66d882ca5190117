"""Slips with one-time passwords: eight to a sheet of A4, to be cut apart and handed over by hand."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from components.texts import slips as texts

_COLUMNS: Final = 2
_ROWS: Final = 4
A_PAGE: Final = _COLUMNS * _ROWS
_WIDTH: Final = A4[0] / _COLUMNS
_HEIGHT: Final = A4[1] / _ROWS
_EDGE: Final = 9 * mm  # printers leave the rim of the sheet white
_INNER: Final = _WIDTH - 2 * _EDGE
_PLAIN, _BOLD = "Vera", "VeraBd"  # come with the library; they have the letters of all of Europe
_CODE: Final = "Courier-Bold"  # what is copied by hand: every letter as wide as the next
_LEAST: Final = 6.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    name: str
    unit_name: str | None
    user_name: str
    password: str


def slips_pdf(slips: Sequence[Slip], *, city: str, address: str) -> bytes:
    """The sheets, in the order given. Nothing of them is kept anywhere."""
    _fonts()
    target = io.BytesIO()
    sheet = Canvas(target, pagesize=A4, pageCompression=1)
    sheet.setTitle(texts.TITLE)
    sheet.setAuthor(texts.AUTHOR)
    for first in range(0, len(slips), A_PAGE):
        _cut_lines(sheet)
        for at, slip in enumerate(slips[first : first + A_PAGE]):
            row, column = divmod(at, _COLUMNS)
            _draw(sheet, slip, column * _WIDTH + _EDGE, A4[1] - row * _HEIGHT - _EDGE, city, address)
        sheet.showPage()
    sheet.save()
    return target.getvalue()


@cache
def _fonts() -> None:
    for name in (_PLAIN, _BOLD):
        pdfmetrics.registerFont(TTFont(name, f"{name}.ttf"))


def _cut_lines(sheet: Canvas) -> None:
    sheet.setDash(2, 3)
    sheet.setLineWidth(0.4)
    for column in range(1, _COLUMNS):
        sheet.line(column * _WIDTH, 0, column * _WIDTH, A4[1])
    for row in range(1, _ROWS):
        sheet.line(0, row * _HEIGHT, A4[0], row * _HEIGHT)
    sheet.setDash()


def _draw(sheet: Canvas, slip: Slip, left: float, top: float, city: str, address: str) -> None:
    def lines(text: str, font: str, size: float, most: int, gap: float = 0) -> None:
        nonlocal top
        top -= gap
        size, parts = _fitted(_shown(text) if font != _CODE else text, font, size, most)
        for part in parts:
            top -= size * 1.2
            sheet.setFont(font, size)
            sheet.drawString(left, top, part)

    lines(texts.heading(city), _PLAIN, 7, 1)
    lines(slip.name, _BOLD, 11, 2, gap=3)
    if slip.unit_name:
        lines(slip.unit_name, _PLAIN, 8.5, 2, gap=1)
    lines(texts.ADDRESS, _PLAIN, 6.5, 1, gap=6)
    lines(address, _CODE, 9.5, 2)
    lines(texts.USER_NAME, _PLAIN, 6.5, 1, gap=4)
    lines(slip.user_name, _CODE, 11, 2)
    lines(texts.PASSWORD, _PLAIN, 6.5, 1, gap=4)
    lines(slip.password, _CODE, 14, 1)
    lines(texts.INSTRUCTION, _PLAIN, 7, 3, gap=5)


def _fitted(text: str, font: str, size: float, most: int) -> tuple[float, list[str]]:
    """The largest size at which it stands on so many lines; what is longer still is cut."""
    while True:
        parts = simpleSplit(text, font, size, _INNER)
        if font == _CODE:  # it has no spaces to be broken at
            wide = max(1, int(_INNER / pdfmetrics.stringWidth("m", font, size)))
            parts = [text[at : at + wide] for at in range(0, len(text), wide)]
        if (len(parts) <= most and all(_is_narrow(part, font, size) for part in parts)) or size <= _LEAST:
            return size, parts[:most]
        size -= 0.5


def _is_narrow(part: str, font: str, size: float) -> bool:
    return bool(pdfmetrics.stringWidth(part, font, size) <= _INNER)


def _shown(text: str) -> str:
    """Letters that the font has not lose their marks; what is left stands as a question mark."""
    known = pdfmetrics.getFont(_PLAIN).face.charToGlyph
    parts = []
    for letter in " ".join(text.split()):
        bare = letter if ord(letter) in known else unicodedata.normalize("NFKD", letter)
        parts += [one if ord(one) in known else "" if unicodedata.combining(one) else "?" for one in bare]
    return "".join(parts)
