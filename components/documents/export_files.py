"""Tables as files: a workbook, or CSV files in one package. What people typed is never a formula in them."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Sequence
from typing import Final

import xlsxwriter

from components.documents.export_tables import Cell, Table

_LONGEST: Final = 32_000  # a cell holds 32,767 characters, and Excel says nothing of the rest
_WIDTH: Final = 24
#: What a spreadsheet takes for the beginning of a formula when it opens a CSV file.
_FORMULA: Final = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n", "|", "%")


def workbook(tables: Sequence[Table]) -> bytes:
    """One sheet a table; every text is a text, whatever it begins with."""
    target = io.BytesIO()
    as_it_is = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(target, {"in_memory": True, **as_it_is})
    head = book.add_format({"bold": True, "bg_color": "#d5e6ea", "border": 1, "valign": "top"})
    text = book.add_format({"num_format": "@", "valign": "top"})
    for table in tables:
        sheet = book.add_worksheet(table.name)
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, max(0, len(table.columns) - 1), _WIDTH)
        for at, name in enumerate(table.columns):
            sheet.write_string(0, at, name, head)
        for line, row in enumerate(table.rows, start=1):
            for at, cell in enumerate(row):
                if isinstance(cell, str):
                    sheet.write_string(line, at, cell[:_LONGEST], text)
                elif cell is not None:
                    sheet.write_number(line, at, cell)
    book.close()
    return target.getvalue()


def package(tables: Sequence[Table]) -> bytes:
    """One CSV file a table (RFC 4180, UTF-8 with its mark, so that Excel reads the letters), in a zip."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as files:
        for table in tables:
            files.writestr(f"{table.name}.csv", csv_file(table))
    return target.getvalue()


def csv_file(table: Table) -> bytes:
    """One table as CSV."""
    text = io.StringIO()
    lines = csv.writer(text)
    lines.writerow(table.columns)
    lines.writerows([_harmless(cell) for cell in row] for row in table.rows)
    return text.getvalue().encode("utf-8-sig")


def _harmless(cell: Cell) -> Cell:
    """A typed text that would begin a formula begins with an apostrophe instead; numbers stay numbers."""
    is_formula = isinstance(cell, str) and (cell.startswith(_FORMULA) or cell.lstrip().startswith(_FORMULA))
    return f"'{cell}" if is_formula else cell
