"""Without a network: the workbook comes back, is shown row by row, and only then is it written."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import openpyxl
import pytest
from streamlit.testing.v1 import AppTest

from components.documents.lane_sheets import FIRST_ROW
from components.documents.lane_workbook import workbook_of
from components.rules import units
from components.texts import errors
from components.texts import lanes as texts
from components.texts import paper as paper_texts
from db.errors import DatabaseUnavailable, DomainError, ErrorCode
from db.gateway import city, lanes
from tests.pages import rows
from tests.pages.conftest import StandIn, person
from tests.pages.reading import letters, links, said
from tests.unit.workbooks import column, saved_again, typed

PAGE = "peserta/excel.py"
BUDI = person()
CONFIRM = "lane.confirm"
Change = Callable[[openpyxl.Workbook], object]


@pytest.fixture(autouse=True)
def _lane(transport: StandIn) -> None:
    transport.answers["lane_screen"] = rows.lane()
    transport.answers["import_answers"] = written


def written(arguments: dict[str, Any]) -> dict[str, Any]:
    return {"rows": [{"outcome": "written", "answer_id": rows.ANSWER_ID} for _ in arguments["p_rows"]]}


def book(change: Change | None = None) -> bytes:
    """The workbook as it would be downloaded now, after somebody typed into it."""
    reference = city.reference(BUDI, cycle_id=None)
    unit = units.by_id(reference, BUDI.unit_id)
    assert unit is not None
    screen = lanes.lane_screen(BUDI, cycle_id=None)
    return saved_again(workbook_of(unit, reference, screen, now=datetime.now(UTC)), change)


def downloads(app: AppTest) -> list[str]:
    return [button.proto.label for button in app.get("download_button")]


@pytest.fixture
def uploaded(open_page, transport) -> Callable[[bytes], AppTest]:
    def upload(content: bytes) -> AppTest:
        app: AppTest = open_page(PAGE, BUDI)
        transport.calls.clear()
        app.file_uploader(key="lane.upload").set_value(("buku.xlsx", content, "")).run()
        return app

    return upload


def new(title: str, line: int = FIRST_ROW) -> Change:
    return typed("Masalah", line, pillar="Tata Kelola", title=title)


# ── going out ───────────────────────────────────────────────────────────────────────────────────────────────
def test_offers_the_workbook_and_says_what_is_in_it_in_one_call(open_page, transport):
    transport.answers["lane_screen"] = rows.lane(
        answers=[rows.lane_answer(title="Banjir"), {**rows.lane_answer(), "status": "dikirim", "number": 1}]
    )

    app = open_page(PAGE, BUDI)

    assert [name for name, _ in transport.calls] == ["reference", "lane_screen"]
    assert texts.DOWNLOAD in downloads(app)
    assert texts.contents(1, 1) in letters(app)


def test_offers_the_paper_form_empty_and_with_the_drafts_of_the_sheet(open_page, transport):
    drafts = [rows.lane_answer(title="Banjir"), {**rows.lane_answer(), "status": "dikembalikan", "number": 2}]
    sent = {**rows.lane_answer(), "status": "dikirim", "number": 1}
    transport.answers["lane_screen"] = rows.lane(answers=[*drafts, sent])

    app = open_page(PAGE, BUDI)
    assert downloads(app)[:2] == [paper_texts.EMPTY, paper_texts.filled(2)]

    app.radio(key="paper.sheet").set_value("solution").run()
    assert downloads(app) == [paper_texts.EMPTY, texts.DOWNLOAD]


def test_an_account_without_a_unit_is_told_so_and_nothing_is_asked(open_page, transport):
    app = open_page(PAGE, person("diskominfo", "Dewi", unit=None))

    assert texts.NO_UNIT in letters(app)
    assert transport.sent("lane_screen") == []


@pytest.mark.parametrize("page", ["peserta/masalah.py", "peserta/beranda.py"])
def test_the_way_here_stands_where_one_writes(page, open_page, transport):
    transport.answers |= {"answers_screen": rows.answers(), "home_screen": rows.home()}

    assert "excel" in links(open_page(page, BUDI))[texts.LINK]


# ── the dry run ─────────────────────────────────────────────────────────────────────────────────────────────
def test_a_new_row_is_announced_with_its_fields_and_not_yet_written(uploaded, transport):
    app = uploaded(book(new("Banjir")))

    shown = letters(app)
    assert texts.totals({"new": 1}) in shown
    assert "Judul masalah: Banjir" in shown
    assert app.button(key=CONFIRM).label == texts.confirm(1)
    assert [name for name, _ in transport.calls] == ["lane_screen"]


def test_an_unchanged_workbook_has_nothing_to_write(uploaded, transport):
    transport.answers["lane_screen"] = rows.lane(answers=[rows.lane_answer(title="Banjir")])

    app = uploaded(book())

    assert texts.NOTHING_TO_DO in letters(app)
    assert CONFIRM not in [button.key for button in app.button]


def test_an_empty_workbook_says_so(uploaded):
    assert texts.EMPTY_FILE in letters(uploaded(book()))


def test_a_changed_field_is_shown_as_it_was_and_as_it_will_be(uploaded, transport):
    transport.answers["lane_screen"] = rows.lane(answers=[rows.lane_answer(title="Banjir")])

    app = uploaded(book(typed("Masalah", FIRST_ROW, title="Banjir besar")))

    assert texts.becomes("Judul masalah", "Banjir", "Banjir besar") in letters(app)


def test_what_a_colleague_changed_meanwhile_is_shown_from_both_sides_and_not_written(uploaded, transport):
    transport.answers["lane_screen"] = rows.lane(answers=[rows.lane_answer(title="Banjir")])
    content = book(typed("Masalah", FIRST_ROW, title="Dari berkas"))
    transport.answers["lane_screen"] = rows.lane(answers=[rows.lane_answer(2, title="Dari rekan")])

    app = uploaded(content)

    shown = letters(app)
    assert texts.side(texts.IN_FILE, "Dari berkas") in shown
    assert texts.side(texts.IN_REMBUK, "Dari rekan") in shown
    assert CONFIRM not in [button.key for button in app.button]


def test_every_reason_against_a_row_is_named_with_its_field(uploaded):
    app = uploaded(book(typed("Masalah", FIRST_ROW, pillar="Tata Kelola", title="Banjir", urgency="9")))

    shown = letters(app)
    assert texts.totals({"refused": 1}) in shown
    assert "Urgensi (U)" in shown


@pytest.mark.parametrize(("pillar", "word"), [(None, "no_pillar"), ("Entah", "unknown_pillar")])
def test_a_row_without_a_pillar_says_so(pillar, word, uploaded):
    app = uploaded(book(typed("Masalah", FIRST_ROW, pillar=pillar, title="Banjir")))

    assert texts.ROW[word] in letters(app)


def test_typed_text_is_shown_letter_by_letter(uploaded):
    app = uploaded(book(new(rows.HOSTILE)))

    shown = said(app)
    assert "<script>" not in shown
    assert "[tautan](" not in shown


def test_many_rows_are_counted_and_the_first_ones_shown(uploaded):
    def many(opened: openpyxl.Workbook) -> None:
        for line in range(FIRST_ROW, FIRST_ROW + 35):
            new(f"Masalah ke-{line}", line)(opened)

    app = uploaded(book(many))

    assert texts.totals({"new": 35}) in letters(app)
    assert texts.more(5) in letters(app)


# ── another's workbook ──────────────────────────────────────────────────────────────────────────────────────
def test_another_units_workbook_is_refused(uploaded):
    def stranger(opened: openpyxl.Workbook) -> None:
        opened[texts.CODES_SHEET].cell(1, 2).value = "KEL-1"

    assert texts.other_unit("Dinas Alfa") in letters(uploaded(book(stranger)))


def test_another_years_workbook_is_refused(uploaded):
    def old(opened: openpyxl.Workbook) -> None:
        opened[texts.CODES_SHEET].cell(1, 3).value = rows.OLD_CYCLE["id"]

    assert texts.OTHER_CYCLE in letters(uploaded(book(old)))


# ── writing ─────────────────────────────────────────────────────────────────────────────────────────────────
def test_writes_what_was_announced_and_says_how_much(uploaded, transport):
    app = uploaded(book(new("Banjir")))

    app.button(key=CONFIRM).click().run()

    (sent,) = transport.sent("import_answers")
    (row,) = sent["p_rows"]
    assert (row["sheet"], row["pillar_code"], row["answer_id"]) == ("problem", "P1", None)
    assert [(one["field"], one["value"]) for one in row["fields"]] == [("title", "Banjir")]
    assert texts.imported(1) in letters(app)


def test_a_long_workbook_is_written_in_parts_with_how_far_it_is(uploaded, transport):
    def many(opened: openpyxl.Workbook) -> None:
        for line in range(FIRST_ROW, FIRST_ROW + 30):
            new(f"Masalah ke-{line}", line)(opened)

    uploaded(book(many)).button(key=CONFIRM).click().run()

    assert [len(sent["p_rows"]) for sent in transport.sent("import_answers")] == [20, 10]
    assert len({sent["p_request_id"] for sent in transport.sent("import_answers")}) == 2


def test_the_same_file_again_changes_nothing(uploaded, transport):
    content = book(new("Banjir"))
    screen = lanes.lane_screen(BUDI, cycle_id=None)
    opened = openpyxl.load_workbook(io.BytesIO(content))
    key = str(opened["Masalah"].cell(FIRST_ROW, column(opened, "Masalah", "id")).value).removeprefix("b:")
    known = {**rows.lane_answer(title="Banjir"), "id": str(screen.id_of(key))}
    transport.answers["lane_screen"] = rows.lane(answers=[known])

    assert texts.NOTHING_TO_DO in letters(uploaded(content))


def test_a_row_that_the_database_refuses_after_all_is_named(uploaded, transport):
    refused = {"outcome": "refused", "code": "changed_meanwhile", "field": "title"}
    transport.answers["import_answers"] = {"rows": [refused]}

    app = uploaded(book(new("Banjir")))
    app.button(key=CONFIRM).click().run()

    shown = letters(app)
    assert texts.imported(0) in shown
    assert texts.about_field("Judul masalah", texts.ROW["changed_meanwhile"]) in shown


@pytest.mark.parametrize(
    ("refusal", "sentence"),
    [
        (DomainError(ErrorCode.CYCLE_ARCHIVED), errors.SENTENCES["cycle_archived"]),
        (DatabaseUnavailable(), errors.UNAVAILABLE),
    ],
)
def test_a_refusal_of_the_whole_is_said(refusal, sentence, uploaded, transport):
    transport.answers["import_answers"] = refusal

    app = uploaded(book(new("Banjir")))
    app.button(key=CONFIRM).click().run()

    assert sentence in letters(app)


def test_in_an_archived_year_nothing_can_be_written(uploaded, transport):
    transport.answers["lane_screen"] = rows.lane(cycle={**rows.CYCLE, "is_open": False})

    app = uploaded(book(new("Banjir")))

    assert CONFIRM not in [button.key for button in app.button]
