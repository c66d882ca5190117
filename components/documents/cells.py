"""The cells of a workbook that anybody may have made: read within bounds, or refused in one sentence.

Nothing is parsed before its size is known, nothing is read that is not asked for, and no part of the file is
ever held as a tree: a workbook of 3 MB costs a few times its content, whatever it claims to be.
"""

from __future__ import annotations

import io
import math
import posixpath
import re
import zipfile
import zlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final
from xml.parsers import expat

from components.texts import lanes as texts

LARGEST_FILE: Final = 3 * 1024 * 1024
_LARGEST_UNPACKED: Final = 12 * 1024 * 1024
_MOST_PARTS: Final = 300
_HIGHEST_RATIO: Final = 150
_LARGEST_INDEX: Final = 512 * 1024  # content types, relations, the list of sheets
LAST_ROW: Final = 2000
_LAST_COLUMN: Final = 300
_MOST_CELLS: Final = 60_000
_MOST_STRINGS: Final = 80_000
_CHUNK: Final = 64 * 1024
_OLD_OR_LOCKED: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_PLACE: Final = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_BLOCK: Final = re.compile(r"([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})")
_ESCAPED: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")

# What zipfile and expat say of a file that is cut short, made up, or full of impossible numbers.
_BREAKS: Final = (
    zipfile.BadZipFile,
    zlib.error,
    expat.ExpatError,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)

Value = str | int | float | bool
#: A block of cells that were made one: first row and column, last row and column.
Merged = tuple[int, int, int, int]
#: (row, column), both from 1 -> what stands there; empty cells are absent.
Cells = dict[tuple[int, int], Value]


class Spoilt(str):
    """What stands in place of a cell that says nothing to be used: ``formula`` or ``error``."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Loose:
    """A sheet as anybody may have made it, with what is wrong in it left in its place."""

    name: str
    cells: Cells
    merged: tuple[Merged, ...]


class Unreadable(Exception):
    """The file is refused; the message is the sentence for its owner."""

    @property
    def sentence(self) -> str:
        return str(self)


@dataclass(frozen=True, slots=True)
class Book:
    """``sheets``: the ones asked for that are there, by name."""

    sheets: Mapping[str, Cells]


def read(content: bytes, wanted: Collection[str]) -> Book:
    """The sheets with these names. Raises Unreadable."""
    try:
        with _opened(content) as package:
            return Book(_sheets(package, wanted))
    except _BREAKS as error:
        raise Unreadable(texts.BROKEN) from error


def read_loosely(content: bytes, preferred: str, never: Collection[str]) -> Loose:
    """The sheet with this name, else the first of those there are. Raises Unreadable."""
    try:
        with _opened(content) as package:
            places = _places(package)
            names = [name for name in places if name not in never] or list(places)
            name = next((one for one in names if one.strip().casefold() == preferred.casefold()), names[0])
            sheet = _Sheet(name, _strings(package), is_strict=False)
            _parse(sheet, _chunks(package, places[name]))
    except _BREAKS as error:
        raise Unreadable(texts.BROKEN) from error
    return Loose(name, sheet.cells, tuple(sheet.merged))


def column_name(column: int) -> str:
    """``1`` -> ``A``, ``28`` -> ``AB``."""
    name = ""
    while column:
        column, letter = divmod(column - 1, 26)
        name = chr(65 + letter) + name
    return name


def column_number(name: str) -> int:
    """``A`` -> ``1``, ``AB`` -> ``28``."""
    number = 0
    for letter in name:
        number = number * 26 + ord(letter) - 64
    return number


# ── the package ─────────────────────────────────────────────────────────────────────────────────────────────
def _opened(content: bytes) -> zipfile.ZipFile:
    if len(content) > LARGEST_FILE:
        raise Unreadable(texts.too_heavy(LARGEST_FILE // 1024 // 1024))
    if content.startswith(_OLD_OR_LOCKED):
        raise Unreadable(texts.ENCRYPTED if _ENCRYPTED in content else texts.OLD_FORMAT)
    if not content.startswith(b"PK\x03\x04"):
        raise Unreadable(texts.NOT_A_WORKBOOK)
    if content.count(b"PK\x01\x02") > _MOST_PARTS:
        raise Unreadable(texts.BOMB)
    package = zipfile.ZipFile(io.BytesIO(content))
    _inspect(package, len(content))
    if b"macroenabled" in _small(package, "[Content_Types].xml").lower():
        raise Unreadable(texts.MACROS)
    return package


def _inspect(package: zipfile.ZipFile, weight: int) -> None:
    """Look at the list of parts, before any of them is unpacked."""
    parts = package.infolist()
    unpacked = sum(part.file_size for part in parts)
    if unpacked > _LARGEST_UNPACKED or (unpacked > 2**20 and unpacked > _HIGHEST_RATIO * weight):
        raise Unreadable(texts.BOMB)
    if any(part.flag_bits & 0x1 for part in parts):
        raise Unreadable(texts.ENCRYPTED)
    if any("vbaproject" in part.filename.casefold() for part in parts):
        raise Unreadable(texts.MACROS)
    if any(part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for part in parts):
        raise Unreadable(texts.BROKEN)
    if not {"[Content_Types].xml", "xl/workbook.xml"} <= {part.filename for part in parts}:
        raise Unreadable(texts.NOT_A_WORKBOOK)


def _small(package: zipfile.ZipFile, name: str) -> bytes:
    if package.getinfo(name).file_size > _LARGEST_INDEX:
        raise Unreadable(texts.BOMB)
    return package.read(name)


def _sheets(package: zipfile.ZipFile, wanted: Collection[str]) -> dict[str, Cells]:
    paths = {name: path for name, path in _places(package).items() if name in wanted}
    strings = _strings(package) if paths else []
    sheets = {}
    for name, path in paths.items():
        sheet = _Sheet(name, strings, is_strict=True)
        _parse(sheet, _chunks(package, path))
        sheets[name] = sheet.cells
    return sheets


def _places(package: zipfile.ZipFile) -> dict[str, str]:
    """Name of each sheet, in order -> its part of the package."""
    index = _Index()
    _parse(index, [_small(package, "xl/workbook.xml")])
    relations = _Index()
    _parse(relations, [_small(package, "xl/_rels/workbook.xml.rels")])
    parts = {relation["Id"]: _path(relation["Target"]) for relation in relations.found("Relationship")}
    return {sheet["name"]: parts[sheet["id"]] for sheet in index.found("sheet")}


def _strings(package: zipfile.ZipFile) -> list[str]:
    strings = _Strings()
    if "xl/sharedStrings.xml" in package.namelist():
        _parse(strings, _chunks(package, "xl/sharedStrings.xml"))
    return strings.all


def _path(target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")


def _chunks(package: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    with package.open(name) as part:
        while chunk := part.read(_CHUNK):
            yield chunk


# ── the parts, as they stream by ────────────────────────────────────────────────────────────────────────────
class _Reader:
    """What happens at the beginning and the end of an element, by its name without namespace."""

    def start(self, name: str, attributes: Mapping[str, str]) -> None: ...
    def end(self, name: str) -> None: ...
    def text(self, data: str) -> None: ...


def _parse(reader: _Reader, chunks: Iterator[bytes] | list[bytes]) -> None:
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.StartElementHandler = lambda name, attributes: reader.start(
        _local(name), {_local(key): value for key, value in attributes.items()}
    )
    parser.EndElementHandler = lambda name: reader.end(_local(name))
    parser.CharacterDataHandler = reader.text
    for chunk in chunks:
        parser.Parse(chunk, False)
    parser.Parse(b"", True)


def _refuse_doctype(*_declared: object) -> None:
    raise Unreadable(texts.BOMB)


def _local(name: str) -> str:
    return name.rpartition(" ")[2]


@dataclass
class _Index(_Reader):
    """The attributes of each element, in order."""

    elements: list[tuple[str, Mapping[str, str]]] = field(default_factory=list)

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        self.elements.append((name, attributes))

    def found(self, name: str) -> list[Mapping[str, str]]:
        return [attributes for element, attributes in self.elements if element == name]


class _Strings(_Reader):
    """The table of texts that cells point into; readings of Asian characters (``rPh``) are left out."""

    def __init__(self) -> None:
        self.all: list[str] = []
        self._parts: list[str] = []
        self._is_text = False
        self._is_reading = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        self._is_reading = self._is_reading or name == "rPh"
        self._is_text = name == "t" and not self._is_reading

    def text(self, data: str) -> None:
        if self._is_text:
            self._parts.append(data)

    def end(self, name: str) -> None:
        self._is_text = False
        if name == "rPh":
            self._is_reading = False
        elif name == "si":
            if len(self.all) >= _MOST_STRINGS:
                raise Unreadable(texts.BOMB)
            self.all.append(_unescaped("".join(self._parts)))
            self._parts = []


class _Sheet(_Reader):
    def __init__(self, name: str, strings: list[str], *, is_strict: bool) -> None:
        self.cells: Cells = {}
        self.merged: list[Merged] = []
        self._is_strict = is_strict
        self._name = name
        self._strings = strings
        self._row = self._column = 0
        self._kind = ""
        self._parts: list[str] | None = None
        self._value: str | None = None
        self._has_formula = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "row":
            self._row = int(attributes.get("r", self._row + 1))
            self._column = 0
        elif name == "c":
            self._begin_cell(attributes)
        elif name in ("v", "t") and self._parts is None:
            self._parts = []
        elif name == "f":
            self._has_formula = True
        elif name == "mergeCell":
            self._merge(attributes.get("ref", "")[:20])

    def text(self, data: str) -> None:
        if self._parts is not None:
            self._parts.append(data)

    def end(self, name: str) -> None:
        if name in ("v", "t") and self._parts is not None:
            self._value = (self._value or "") + "".join(self._parts)
            self._parts = None
        elif name == "c":
            self._end_cell()

    def _merge(self, block: str) -> None:
        if self._is_strict:
            raise Unreadable(texts.merged(self._name, block))
        corners = _BLOCK.fullmatch(block)
        if corners and len(self.merged) < LAST_ROW:
            first, last = int(corners[2]), min(int(corners[4]), LAST_ROW)
            self.merged.append((first, column_number(corners[1]), last, column_number(corners[3])))

    def _begin_cell(self, attributes: Mapping[str, str]) -> None:
        place = _PLACE.fullmatch(attributes.get("r", ""))
        if place:
            self._column = column_number(place[1])
            self._row = int(place[2])
        else:
            self._column += 1
        self._kind = attributes.get("t", "n")
        self._value = None
        self._has_formula = False

    def _end_cell(self) -> None:
        value = self._usable()
        if value is None or (isinstance(value, str) and not value.strip()):
            return
        if self._row > LAST_ROW:
            raise Unreadable(texts.too_many_rows(self._name, LAST_ROW))
        if self._column <= _LAST_COLUMN:  # what somebody noted far to the right is not ours
            self.cells[self._row, self._column] = value
        if len(self.cells) > _MOST_CELLS:
            raise Unreadable(texts.too_many_rows(self._name, LAST_ROW))

    def _usable(self) -> Value | None:
        """What stands in the cell; a formula or an error is refused, or stays to be named in its row."""
        if self._has_formula:
            if self._is_strict:
                raise Unreadable(texts.formula(self._name, self._row, column_name(self._column)))
            return Spoilt("formula")
        value = self._read()
        if self._kind == "e" and value is not None:
            if self._is_strict:
                raise Unreadable(texts.cell_error(self._name, self._row, column_name(self._column)))
            return Spoilt("error")
        return value

    def _read(self) -> Value | None:
        if self._value is None:
            return None
        if self._kind == "s":
            at = int(self._value)
            if not 0 <= at < len(self._strings):
                raise Unreadable(texts.BROKEN)
            return self._strings[at]
        if self._kind == "b":
            return self._value.strip() == "1"
        if self._kind == "n":
            return _number(self._value)
        return _unescaped(self._value)


def _number(text: str) -> Value | None:
    if not text.strip():
        return None
    value = float(text)
    if not math.isfinite(value):
        return text
    return int(value) if value == math.trunc(value) and abs(value) < 2**53 else value


def _unescaped(text: str) -> str:
    """Workbooks write characters that XML cannot hold as ``_x000D_``."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
