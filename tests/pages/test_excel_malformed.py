"""Every malformed workbook once more, through the page: its sentence is on screen, nothing is written."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from inspect import signature

import pytest
from streamlit.testing.v1 import AppTest

from components import cached
from db.gateway import lanes
from tests.pages.conftest import person
from tests.unit import test_lane_hostile as reader
from tests.unit.workbooks import UNIT, reference, screen

# The reader's own tests; only how they are refused is another.
globals().update(
    {
        name: test
        for name, test in vars(reader).items()
        if name.startswith("test_") and "refusal" in signature(test).parameters
    }
)


@pytest.fixture
def refusal(open_page, transport, monkeypatch) -> Callable[[bytes], str]:
    """The one sentence that the page shows for this file."""
    monkeypatch.setattr(cached, "reference", lambda me, cycle_id: reference())
    monkeypatch.setattr(lanes, "lane_screen", lambda me, *, cycle_id: screen())

    def refuse(content: bytes) -> str:
        app = open_page("peserta/excel.py", replace(person(), unit_id=UNIT.id))
        app.file_uploader(key="lane.upload").set_value(("buku.xlsx", content, "")).run()
        assert not app.exception
        assert transport.sent("import_answers") == []
        return the_warning(app)

    return refuse


def the_warning(app: AppTest) -> str:
    (warning,) = app.warning
    return re.sub(r"\\(.)", r"\1", warning.value.replace("\u2060", ""))
