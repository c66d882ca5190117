"""A list of people as CSV: ``;`` or ``,`` between cells, in UTF-8 or in Windows' own letters."""

from __future__ import annotations

import codecs
import csv
import io
from typing import Final

from components.documents.cells import LARGEST_FILE, LAST_ROW, Cells, Unreadable
from components.texts import people as texts

_SEPARATORS: Final = ";,\t"
_LONGEST_CELL: Final = 5_000
_MOST_COLUMNS: Final = 100


def csv_cells(content: bytes) -> Cells:
    """(row, column) -> what stands there, as in a sheet. Raises Unreadable."""
    if len(content) > LARGEST_FILE:
        raise Unreadable(texts.too_heavy(LARGEST_FILE // 1024 // 1024))
    text = _decoded(content)
    if "\0" in text:
        raise Unreadable(texts.NO_LIST)
    separator, text = _separator(text)
    cells: Cells = {}
    try:
        for line, row in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=separator), start=1):
            if line > LAST_ROW:
                raise Unreadable(texts.too_many_rows(LAST_ROW))
            for column, cell in enumerate(row[:_MOST_COLUMNS], start=1):
                if cell.strip():
                    cells[line, column] = cell[:_LONGEST_CELL]
    except csv.Error as error:
        raise Unreadable(texts.NO_LIST) from error
    return cells


def _decoded(content: bytes) -> str:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def _separator(text: str) -> tuple[str, str]:
    """What stands between cells: as the file itself says, else the sign that its first lines have most of."""
    first, _, rest = text.partition("\n")
    if first.strip().strip('"').lower().startswith("sep=") and len(first.strip().strip('"')) == 5:
        return first.strip().strip('"')[4], rest
    head = "\n".join(text.splitlines()[:10])
    return max(_SEPARATORS, key=lambda one: (_columns(head, one), -_SEPARATORS.index(one))), text


def _columns(head: str, separator: str) -> int:
    """How many cells the row of headings has, read this way: a comma in a name is none between cells."""
    rows = csv.reader(io.StringIO(head, newline=""), delimiter=separator)
    try:
        return max((sum(texts.column_of(cell) is not None for cell in row) for row in rows), default=0)
    except csv.Error:
        return 0
