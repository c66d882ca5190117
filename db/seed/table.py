"""A CSV file as a spreadsheet program saves it, read into rows; faults are named, not raised."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from db.seed import texts

_LARGEST_BYTES: Final = 5_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """``row`` counts as a spreadsheet does: the header is row 1. 0 and "" where a whole file is meant."""

    file: str
    row: int
    column: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of a file: its number and its cells by column, outer spaces removed."""

    number: int
    cells: Mapping[str, str]


def table(path: Path, columns: tuple[str, ...], faults: list[Fault]) -> list[Row]:
    """The rows of a file in UTF-8, cells parted by commas or semicolons; what is wrong goes to ``faults``."""
    lines = _lines(path, faults)
    if lines is None:
        return []
    header = [name.lower() for name in lines[0]] if lines else []
    for column in columns:
        if header.count(column) != 1:
            faults.append(Fault(file=path.name, row=1, column=column, reason=texts.COLUMN_MISSING))
    rows = []
    for number, line in enumerate(lines[1:], start=2):
        if any(line[len(header) :]):
            faults.append(Fault(file=path.name, row=number, column="", reason=texts.TOO_MANY_CELLS))
        if any(line):
            padded = [*line, *[""] * len(header)]
            rows.append(Row(number=number, cells=dict(zip(header, padded, strict=False))))
    if not rows:
        faults.append(Fault(file=path.name, row=0, column="", reason=texts.NO_ROWS))
    return rows


def _lines(path: Path, faults: list[Fault]) -> list[list[str]] | None:
    text = _text(path, faults)
    if text is None:
        return None
    header = text.partition("\n")[0]
    delimiter = ";" if header.count(";") > header.count(",") else ","
    try:
        return [
            [cell.strip() for cell in line]
            for line in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        ]
    except csv.Error:
        faults.append(Fault(file=path.name, row=0, column="", reason=texts.NOT_A_TABLE))
        return None


def _text(path: Path, faults: list[Fault]) -> str | None:
    reason = ""
    try:
        if path.stat().st_size > _LARGEST_BYTES:
            reason = texts.FILE_TOO_LARGE
        else:
            return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        reason = texts.NOT_UTF_8
    except OSError:
        reason = texts.FILE_MISSING
    faults.append(Fault(file=path.name, row=0, column="", reason=reason))
    return None
