"""The list of people to fill in: a sheet with drop-downs, a guide, and the codes they offer."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Final

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from components.documents.cells import column_name
from components.rules.units import labels
from components.texts import accounts as account_texts
from components.texts import people as texts
from db.gateway.city import Reference
from db.identity import ROLES

_ROWS: Final = 500
_COLUMNS: Final = ("name", "title", "user_name", "phone", "role", "unit")
_WIDTHS: Final = {"name": 36, "title": 28, "user_name": 22, "phone": 20, "role": 24, "unit": 48}


def people_template(reference: Reference) -> bytes:
    target = io.BytesIO()
    as_it_is = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(target, {"in_memory": True, **as_it_is})
    book.set_properties({"title": texts.TEMPLATE_TITLE, "author": texts.AUTHOR})
    head = book.add_format({"bold": True, "bg_color": "#d5e6ea", "border": 1, "valign": "top"})
    text = book.add_format({"num_format": "@"})  # or a telephone number loses its nought
    sheet = book.add_worksheet(texts.SHEET)
    guide, codes = book.add_worksheet(texts.GUIDE_SHEET), book.add_worksheet(texts.CODES_SHEET)
    sheet.freeze_panes(1, 1)
    for at, column in enumerate(_COLUMNS):
        sheet.set_column(at, at, _WIDTHS[column], text)
        sheet.write_string(0, at, texts.COLUMNS[column], head)
    offered = [texts.choice(account_texts.ROLES[role], role) for role in ROLES]
    _drop_down(sheet, codes, _COLUMNS.index("role"), 0, offered)
    units = [texts.choice(label, code) for code, label in labels(reference).items()]
    _drop_down(sheet, codes, _COLUMNS.index("unit"), 1, units)
    guide.set_column(0, 0, 110, book.add_format({"text_wrap": True, "valign": "top"}))
    for line, sentence in enumerate(texts.GUIDE):
        guide.write_string(line, 0, sentence)
    codes.hide()
    book.close()
    return target.getvalue()


def _drop_down(sheet: Worksheet, codes: Worksheet, at: int, column: int, offered: Sequence[str]) -> None:
    """A warning, not a ban: whoever pastes names of units is understood too."""
    if not offered:
        return
    for line, choice in enumerate(offered):
        codes.write_string(line, column, choice)
    letter = column_name(column + 1)
    sheet.data_validation(
        1,
        at,
        _ROWS,
        at,
        {
            "validate": "list",
            "source": f"={texts.CODES_SHEET}!${letter}$1:${letter}${len(offered)}",
            "ignore_blank": True,
            "error_type": "warning",
            "error_title": texts.PICK_TITLE,
            "error_message": texts.PICK_MESSAGE,
        },
    )
