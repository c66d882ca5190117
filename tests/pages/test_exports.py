"""Taking data out: the page offers each sheet as files, and nothing is fetched before a button is pressed."""

from __future__ import annotations

import io
from typing import Any
from uuid import UUID

import openpyxl
import pytest

from components.texts import exports as texts
from tests.pages import rows
from tests.pages.conftest import person

PAGE = "diskominfo/unduh.py"
DEWI = person("diskominfo", "Dewi", unit=None)


def exported(number: int) -> dict[str, Any]:
    return {
        "number": number,
        "unit_code": "DINAS-A",
        "unit_name": "Dinas Alfa",
        "unit_kind": "opd",
        "pillar_code": "P1",
        "status": "dikirim",
        "sent_at": rows.AT,
        "on_behalf": None,
        "is_wording": False,
        "merged_into": None,
        "values": {"title": "=1+1"},
        "problems": {},
    }


def buttons(app) -> list[str]:
    return [button.proto.label for button in app.get("download_button")]


@pytest.fixture
def made(monkeypatch) -> dict[str, Any]:
    """What a press of each button would make, by its key."""
    found: dict[str, Any] = {}
    monkeypatch.setattr(
        "components.ui.exports.st.download_button",
        lambda label, make, *, key, **_: found.__setitem__(key, make),
    )
    return found


def test_offers_both_formats_and_fetches_nothing_yet(open_page, transport):
    app = open_page(PAGE, DEWI)

    assert buttons(app) == [texts.XLSX, texts.CSV]
    assert transport.sent("export_answers") == []


def test_the_chosen_sheet_is_fetched_to_its_end_when_a_button_is_pressed(open_page, transport, made):
    def pages(arguments: dict[str, Any]) -> dict[str, Any]:
        start = arguments["p_after"]
        return {
            "cycle": rows.CYCLE,
            "rows": [exported(n) for n in range(start + 1, min(start + 500, 700) + 1)],
        }

    transport.answers["export_answers"] = pages
    open_page(PAGE, DEWI)

    content = made["export.xlsx"]()

    sent = transport.sent("export_answers")
    assert [(one["p_sheet"], one["p_after"]) for one in sent] == [("problem", 0), ("problem", 500)]
    assert len({UUID(str(one["p_request_id"])) for one in sent}) == 2
    sheet = openpyxl.load_workbook(io.BytesIO(content))[texts.ANSWERS]
    assert sheet.max_row == 701


def test_a_unit_sheet_is_offered_as_well(open_page):
    app = open_page(PAGE, DEWI)

    assert "Kesiapan" in app.selectbox(key="lembar").options
