"""How numbers, money, dates and times are written in Indonesian, and how a typed number is read."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from decimal import Decimal, localcontext
from fractions import Fraction
from zoneinfo import ZoneInfo

Number = int | float | Decimal | Fraction

MONTHS = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)

ZONE_LABELS = {"Asia/Jakarta": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT"}

_GROUPED = re.compile(r"-?[0-9]{1,3}(\.[0-9]{3})+(,[0-9]+)?")
_WITH_COMMA = re.compile(r"-?[0-9]+(,[0-9]+)?")
_WITH_POINT = re.compile(r"-?[0-9]+\.[0-9]+")
_TYPED_DATE = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})")
_LONGEST_NUMBER = 40
_LONGEST_FLOAT = 400


class BySheet(dict[str, str]):
    """Words for problems and solutions, and under ``other`` those for every further sheet."""

    def __missing__(self, sheet: str) -> str:
        return self["other"]


def number(value: Number, decimals: int = 2) -> str:
    """``1.234,5``: at most ``decimals`` decimals, no trailing 0. Raises ValueError for NaN and infinity."""
    with localcontext(prec=_LONGEST_FLOAT):
        text = f"{round(_exact(value), decimals):,.{decimals}f}"
    whole, _, fraction = text.partition(".")
    fraction = fraction.rstrip("0")
    sign = "-" if whole.startswith("-") and (whole.strip("-0,") or fraction) else ""
    return sign + whole.lstrip("-").replace(",", ".") + (f",{fraction}" if fraction else "")


def ungrouped(value: Number) -> str:
    """``1234,5``: for years and for fields that a person goes on typing in."""
    return number(value, decimals=12).replace(".", "")


def whole(value: Number) -> str:
    """``1.235``: rounded half up, away from zero."""
    with localcontext(prec=_LONGEST_FLOAT):
        exact = _exact(value)
        rounded = int(abs(exact) + Decimal("0.5"))
    return number(-rounded if exact < 0 else rounded)


def rupiah(value: int) -> str:
    """``Rp 1.500.000``; the space does not break."""
    return f"Rp\u00a0{whole(value)}" if value >= 0 else f"-Rp\u00a0{whole(-value)}"


def read_number(text: str) -> int | float | None:
    """The number that a person typed in the Indonesian way, or None when it is none.

    ``1.234`` is a thousand and more; ``1234,5`` and, because keyboards offer it, ``1234.5`` have a decimal.
    ``Rp`` in front and spaces do not matter.
    """
    bare = re.sub(r"^Rp\.?", "", "".join(text.split()), flags=re.IGNORECASE)
    if len(bare) > _LONGEST_NUMBER:
        return None
    if _GROUPED.fullmatch(bare) or _WITH_COMMA.fullmatch(bare):
        bare = bare.replace(".", "").replace(",", ".")
    elif not _WITH_POINT.fullmatch(bare):
        return None
    value = Decimal(bare)
    return int(value) if value == value.to_integral_value() else float(value)


def date_(day: date) -> str:
    """``17 Agustus 2026``."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def typed_date(day: date) -> str:
    """``17/08/2026``, as people type a day."""
    return f"{day.day:02}/{day.month:02}/{day.year:04}"


def read_typed_date(text: str) -> date | None:
    """The day that ``17/8/2026`` or ``17-08-2026`` says, or None."""
    found = _TYPED_DATE.fullmatch(text.strip())
    if found is None:
        return None
    day, month, year = (int(part) for part in found.groups())
    try:
        return date(year, month, day)
    except ValueError:
        return None


def zone_label(zone: str) -> str:
    """``WIB``, ``WITA`` or ``WIT``. Raises ValueError for a zone outside Indonesia."""
    if zone not in ZONE_LABELS:
        raise ValueError(f"not a time zone of Indonesia: {zone}")
    return ZONE_LABELS[zone]


def clock(at: datetime, zone: str) -> str:
    """``10.32`` on a clock in ``zone``."""
    return f"{_local(at, zone):%H.%M}"


def moment(at: datetime, zone: str) -> str:
    """``17 Agustus 2026 10.32 WIB``."""
    local = _local(at, zone)
    return f"{date_(local)} {local:%H.%M} {zone_label(zone)}"


def period(start: datetime, end: datetime, zone: str) -> str:
    """``17 Agustus 2026 08.00 – 20 Agustus 2026 16.00 WIB``; the day is named once when it is the same."""
    first, last = _local(start, zone), _local(end, zone)
    until = f"{last:%H.%M}" if first.date() == last.date() else f"{date_(last)} {last:%H.%M}"
    return f"{date_(first)} {first:%H.%M} – {until} {zone_label(zone)}"


def last_day(end: datetime, zone: str) -> str:
    """The day that ends at this instant: ``17 Agustus 2026`` for its midnight."""
    return date_((_local(end, zone) - timedelta(microseconds=1)).date())


def until(at: datetime, zone: str) -> str:
    """``sampai 17 Agustus 2026 10.32 WIB``."""
    return f"sampai {moment(at, zone)}"


def remaining(closes_at: datetime, now: datetime) -> str:
    """How long until ``closes_at``, in its largest unit, rounded down: ``3 hari lagi``, ``12 menit lagi``."""
    seconds = int((closes_at - now).total_seconds())
    if seconds <= 0:
        return "sudah ditutup"
    for unit, length in (("hari", 86_400), ("jam", 3_600), ("menit", 60)):
        if seconds >= length:
            return f"{seconds // length} {unit} lagi"
    return "kurang dari satu menit lagi"


def listing(parts: list[str]) -> str:
    """``a``, ``a dan b``, ``a, b, dan c``."""
    if len(parts) <= 2:
        return " dan ".join(parts)
    return f"{', '.join(parts[:-1])}, dan {parts[-1]}"


def _exact(value: Number) -> Decimal:
    exact = (
        Decimal(value.numerator) / value.denominator if isinstance(value, Fraction) else Decimal(str(value))
    )
    if not exact.is_finite():
        raise ValueError("only finite numbers can be written")
    return exact


def _local(at: datetime, zone: str) -> datetime:
    if at.tzinfo is None:
        raise ValueError("a moment needs its time zone")
    return at.astimezone(ZoneInfo(zone))
