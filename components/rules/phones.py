"""A telephone number as a list has it: put into its one form, or refused; never guessed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

_SPACES: Final = re.compile(r"[\s\u00a0\u200b\u200e\u202a\u202c]+")
_SCIENTIFIC: Final = re.compile(r"([1-9])(?:[.,]([0-9]+))?[eE]\+?([0-9]{1,3})")
_DECIMAL: Final = re.compile(r"([0-9]{8,})[.,]0+")
_DIALLED: Final = re.compile(r"[+(]?[0-9][0-9 .()/–-]*")
_SEVERAL: Final = re.compile(r"[/;,&]|\batau\b|\bdan\b")
_INDONESIAN: Final = re.compile(r"62[1-9][0-9]{7,11}")
_ROUNDED: Final = re.compile(r"[0-9]{4,}0{6,}")  # nobody's number; what is left of one shown as 8,1E+10
_LEAST: Final = 8  # digits of a whole number
_IDENTITY: Final = (16, 18)  # digits of a NIK or a KK, of a NIP


class PhoneFault(StrEnum):
    LOST_DIGITS = "phone_lost"
    NOT_DIGITS = "phone_letters"
    UNKNOWN = "phone_unknown"
    SEVERAL = "phone_several"
    IDENTITY = "phone_identity"


@dataclass(frozen=True, slots=True, kw_only=True)
class Phone:
    """``number`` as it is kept, ``62…``. ``is_repaired``: it was written otherwise than with digits alone."""

    number: str | None = None
    fault: PhoneFault | None = None
    is_repaired: bool = False


def read_phone(cell: str | int | float | bool) -> Phone:
    """What a spreadsheet left of a number: a lost nought, a decimal, spaces and dashes are put right."""
    if isinstance(cell, bool):
        return Phone(fault=PhoneFault.NOT_DIGITS)
    if isinstance(cell, int | float):
        if isinstance(cell, float) and not cell.is_integer():
            return Phone(fault=PhoneFault.UNKNOWN)
        text = str(int(cell))
        if _ROUNDED.fullmatch(text):
            return Phone(fault=PhoneFault.LOST_DIGITS)
        return _read(text, written=text)
    written = _SPACES.sub(" ", cell).strip().lstrip("'").strip()
    return _read(written, written=written)


def _read(text: str, *, written: str) -> Phone:
    scientific = _SCIENTIFIC.fullmatch(text)
    if scientific:
        whole = _whole(scientific)
        if whole is None:
            return Phone(fault=PhoneFault.LOST_DIGITS)
        text = whole
    decimal = _DECIMAL.fullmatch(text)
    text = decimal[1] if decimal else text
    parts = [part for part in _SEVERAL.split(text) if sum(one.isdigit() for one in part) >= _LEAST]
    if len(parts) > 1:
        return Phone(fault=PhoneFault.SEVERAL)
    if not (text.isascii() or "–" in text) or not _DIALLED.fullmatch(text):
        return Phone(fault=PhoneFault.NOT_DIGITS)
    return _numbered(re.sub(r"[^0-9]", "", text), written)


def _whole(scientific: re.Match[str]) -> str | None:
    """All digits of a number in scientific notation, None when some are not there any more."""
    digits, places = scientific[1] + (scientific[2] or ""), int(scientific[3]) + 1
    return digits if len(digits) == places else None


def _numbered(digits: str, written: str) -> Phone:
    if len(digits) in _IDENTITY:
        return Phone(fault=PhoneFault.IDENTITY)
    number = re.sub(r"^(?:00)?62\(?0?|^0(?!0)|^(?=8)", "62", digits)
    if not _INDONESIAN.fullmatch(number):
        return Phone(fault=PhoneFault.UNKNOWN)
    return Phone(number=number, is_repaired=written not in (number, f"0{number[2:]}"))
