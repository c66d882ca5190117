"""Which unit is meant: by its code, by its name however it is written, or by a name it also goes by."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from typing import Final

from db.gateway.people import KnownUnit

_SHORT: Final = {
    "kel": "kelurahan",
    "kec": "kecamatan",
    "din": "dinas",
    "dns": "dinas",
    "bag": "bagian",
    "ds": "desa",
    "sekr": "sekretariat",
    "sek": "sekretariat",
    "pem": "pemerintah",
}
_KINDS: Final = ("kelurahan", "kecamatan", "desa", "dinas", "badan", "kantor", "bagian")
_BRACKETED: Final = re.compile(r"\[([^\[\]]+)\]\s*$")
_REGION: Final = re.compile(r" (?:pemerintah )?(?:kota|kabupaten|kab)(?: .*)?$")


class UnitNames:
    """The units of a city by every name they go by."""

    def __init__(self, units: Sequence[KnownUnit]) -> None:
        self._codes = {unit.code.casefold(): unit.code for unit in units}
        self._units = {unit.code: unit for unit in units}
        self._full: dict[str, set[str]] = {}
        self._bare: dict[str, set[str]] = {}
        for unit in units:
            for name in _full_names(unit):
                self._full.setdefault(name, set()).add(unit.code)
            self._bare.setdefault(_bare(_folded(unit.name)), set()).add(unit.code)

    def unit(self, code: str) -> KnownUnit:
        return self._units[code]

    def by_code(self, text: str) -> str | None:
        return self._codes.get(text.strip().casefold())

    def found(self, text: str) -> list[str]:
        """Codes of the units that may be meant; one when it is clear, none when it is unknown."""
        bracketed = _BRACKETED.search(text)
        code = self.by_code(bracketed[1] if bracketed else text)
        if code:
            return [code]
        name = _folded(_BRACKETED.sub("", text))
        for wanted in (name, _REGION.sub("", name)):
            for names in (self._full, self._bare):
                if wanted in names:
                    return sorted(names[wanted])
        return []

    def nearest(self, text: str) -> str | None:
        """The name of the unit that is written most alike."""
        near = get_close_matches(_folded(text), [*self._full], n=1, cutoff=0.75)
        return self.unit(min(self._full[near[0]])).name if near else None


def _full_names(unit: KnownUnit) -> Iterator[str]:
    kind = _folded(unit.kind)
    for given in (unit.name, unit.short_name, *unit.aliases):
        name = _folded(given)
        with_kind = name if name.startswith(f"{kind} ") else f"{kind} {name}"
        yield from (name, with_kind)
        if unit.parent:
            parent = _folded(unit.parent)
            for above in {parent, _bare(parent), f"kecamatan {_bare(parent)}"}:
                yield from (f"{name} {above}", f"{with_kind} {above}")


def _folded(text: str) -> str:
    """Small letters, one space, no dots, short words written out."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("&", " dan "))
    letters = "".join(one for one in plain if not unicodedata.combining(one))
    words = re.sub(r"[^a-z0-9]+", " ", letters).split()
    return " ".join(_SHORT.get(word, word) for word in words)


def _bare(folded: str) -> str:
    kind, _, rest = folded.partition(" ")
    return rest if kind in _KINDS and rest else folded
