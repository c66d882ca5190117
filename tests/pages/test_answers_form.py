"""The form of a draft: what is kept, what is said, and that nothing typed is ever lost."""

from __future__ import annotations

from copy import deepcopy
from typing import Any
from uuid import UUID

import pytest

from components import cached
from components.rules.draft import client_of
from components.texts import answers as texts
from components.texts import errors
from components.texts import survey as survey_texts
from db.errors import DatabaseUnavailable, DomainError, ErrorCode
from tests.pages import rows
from tests.pages.conftest import person

PAGE = "peserta/masalah.py"
BUDI = person()
CLIENT = str(client_of(BUDI, UUID(rows.ANSWER_ID)))
COLLEAGUE = str(UUID(int=99))
COMPLETE = {"title": "Banjir", "condition": "Sejak Mei.", "urgency": 4, "seriousness": 3, "growth": 2}


class Draft:
    """A draft as the database keeps it: values with the version, client and name of their last writer."""

    def __init__(self, transport, sheet: str = "problem", **values: Any) -> None:
        self.values = values
        self.fields = {field: rows.mark(1, "Budi Santoso") | {"client_id": CLIENT} for field in values}
        self.changes: dict[str, Any] = {}
        self.row = rows.answer(sheet=sheet)
        self.refusals: list[Exception] = []
        transport.answers["answer_screen"] = self.screen
        transport.answers["save_fields"] = self.save

    def screen(self, _arguments: Any) -> dict[str, Any]:
        now = {"answer": self.row, "values": self.values, "fields": self.fields}
        return deepcopy(rows.answer_screen(**{**now, **self.changes}))

    def save(self, arguments: Any) -> Any:
        if self.refusals:
            return self.refusals.pop(0)
        return {
            "saved_at": rows.AT,
            "fields": [self._write(one, str(arguments["p_client_id"])) for one in arguments["p_fields"]],
        }

    def colleague_writes(self, field: str, value: Any) -> None:
        version = self.fields.get(field, {"version": 0})["version"]
        self.values[field] = value
        self.fields[field] = rows.mark(version + 1, "Sari Wulandari") | {"client_id": COLLEAGUE}

    def _write(self, one: dict[str, Any], client: str) -> dict[str, Any]:
        field = one["field"]
        last = self.fields.get(field, {"version": 0, "client_id": client})
        if last["client_id"] != client and last["version"] != one["base_version"]:
            theirs = {"value": self.values[field], "saved_by": last["saved_by"], "saved_at": rows.AT}
            return {"field": field, "outcome": "changed", "version": last["version"], **theirs}
        self.values[field] = one["value"]
        self.fields[field] = rows.mark(last["version"] + 1, "Budi Santoso") | {"client_id": client}
        return {"field": field, "outcome": "saved", "version": last["version"] + 1}


@pytest.fixture
def draft(transport) -> Draft:
    return Draft(transport)


@pytest.fixture
def form(open_page):
    """Open the form of the draft."""
    return lambda: open_page(PAGE, BUDI, id=rows.ANSWER_ID)


def field(app, name: str, turn: str = ""):
    (found,) = [
        widget
        for kind in (app.text_input, app.text_area, app.selectbox)
        for widget in kind
        if widget.key == f"answer.{rows.ANSWER_ID}{turn}.{name}"
    ]
    return found


def said(app) -> str:
    kinds = ("title", "subheader", "markdown", "text", "caption", "info", "warning", "success", "error")
    return "\n".join(str(element.value) for kind in kinds for element in app.get(kind))


def saves(transport) -> list[dict[str, Any]]:
    """Per call: field -> value."""
    return [
        {one["field"]: one["value"] for one in sent["p_fields"]} for sent in transport.sent("save_fields")
    ]


def send(app):
    return app.button(key=f"send.{rows.ANSWER_ID}").click().run()


# ── keeping ─────────────────────────────────────────────────────────────────────────────────────────────────
def test_looking_at_a_form_writes_nothing(form, draft, transport):
    draft.values |= COMPLETE

    app = form()

    assert [name for name, _ in transport.calls] == ["answer_screen", "reference"]
    assert field(app, "title").value == "Banjir"


def test_saves_only_the_field_that_was_changed_and_says_when(form, draft, transport):
    app = form()

    field(app, "title").input("Banjir").run()

    (sent,) = transport.sent("save_fields")
    (one,) = sent["p_fields"]
    assert str(sent["p_client_id"]) == CLIENT
    assert (one["field"], one["value"], one["base_version"]) == ("title", "Banjir", 0)
    assert texts.saved("11.32") in said(app), "in the city's zone"


def test_fields_that_change_together_are_one_call(form, draft, transport):
    app = form()

    field(app, "title").input("Banjir")
    field(app, "condition").input("Sejak Mei.")
    app.run()

    assert saves(transport) == [{"title": "Banjir", "condition": "Sejak Mei."}]


def test_a_later_save_builds_on_the_one_before(form, draft, transport):
    app = form()

    field(app, "title").input("Banjir").run()
    field(app, "title").input("Banjir rob").run()

    first, second = (sent["p_fields"][0] for sent in transport.sent("save_fields"))
    assert second["base_version"] == 1
    assert second["sequence"] > first["sequence"]


def test_the_draft_is_there_again_in_a_new_session(form, draft):
    field(form(), "title").input(rows.HOSTILE[:100]).run()

    assert field(form(), "title").value == rows.HOSTILE[:100]


def test_only_the_questions_of_the_drafts_pillar_are_asked(form, draft):
    app = form()

    assert "Khusus lingkungan" not in " ".join(widget.label for widget in app.text_input)


def test_says_how_far_the_form_is(form, draft):
    app = form()
    assert texts.answered(0, 5) in said(app)

    field(app, "title").input("Banjir").run()

    assert texts.answered(1, 5) in said(app)


# ── what cannot be kept ─────────────────────────────────────────────────────────────────────────────────────
def test_a_value_that_does_not_fit_stays_in_its_field_and_the_others_are_saved(form, draft, transport):
    app = form()

    field(app, "title").input("x" * 121)
    field(app, "condition").input("Sejak Mei.")
    app.run()

    assert saves(transport) == [{"condition": "Sejak Mei."}]
    assert field(app, "title").value == "x" * 121
    assert any(survey_texts.NOT_SAVED in error.value for error in app.error), "its fault is said at the field"
    assert texts.unsaved(["Judul masalah"]) in said(app)
    assert texts.UNSAVED_FAULTS in said(app)


def test_a_field_the_database_refuses_is_left_out_and_the_others_are_saved(form, draft, transport):
    draft.refusals = [DomainError(ErrorCode.FIELD_INVALID, "title")]
    app = form()

    field(app, "title").input("Banjir")
    field(app, "condition").input("Sejak Mei.")
    app.run()

    assert saves(transport)[-1] == {"condition": "Sejak Mei."}
    assert texts.unsaved(["Judul masalah"]) in said(app)
    assert field(app, "title").value == "Banjir"


def test_a_save_after_closing_keeps_the_text_and_says_it_is_not_saved(form, draft):
    draft.refusals = [DomainError(ErrorCode.WINDOW_CLOSED, "problem")]
    app = form()
    field(app, "title").input("Banjir").run()
    assert texts.unsaved(["Judul masalah"]) in said(app)

    draft.changes = {"is_open": False, "windows": [rows.window("problem", opens=-9, closes=-1)]}
    app.run()

    assert field(app, "title").value == "Banjir", (
        "also in the next look, when the window is known to be closed"
    )
    assert texts.UNSAVED_CLOSED in said(app)
    app.button(key="answer.leave").click().run()
    assert not app.text_input
    assert texts.READ_ONLY in said(app)


def test_a_form_open_at_closing_time_turns_to_reading_when_all_was_saved(form, draft):
    app = form()
    field(app, "title").input("Banjir").run()
    draft.changes = {"is_open": False}

    app.run()

    assert not app.text_input
    assert "Banjir" in said(app)


def test_typed_text_stays_while_the_database_is_away_and_is_saved_when_it_is_back(form, draft, transport):
    app = form()
    field(app, "title").input("Banjir").run()
    transport.answers["answer_screen"] = transport.answers["save_fields"] = DatabaseUnavailable("gone")

    field(app, "condition").input("Sejak Mei.").run()
    assert field(app, "condition").value == "Sejak Mei."
    assert texts.unsaved(["Kondisi saat ini"]) in said(app)
    assert texts.UNSAVED_AWAY in said(app)
    send(app)
    assert transport.sent("send_answer") == []

    transport.answers |= {"answer_screen": draft.screen, "save_fields": draft.save}
    app.button(key="answer.again").click().run()

    assert draft.values == {"title": "Banjir", "condition": "Sejak Mei."}
    assert texts.saved("11.32") in said(app)


def test_the_form_stays_also_when_the_shared_words_have_grown_old(form, draft, transport):
    app = form()
    transport.answers |= dict.fromkeys(
        ["answer_screen", "save_fields", "reference"], DatabaseUnavailable("gone")
    )
    cached.reference.clear()

    field(app, "title").input("Banjir").run()

    assert field(app, "title").value == "Banjir"
    assert texts.UNSAVED_AWAY in said(app)


def test_a_save_whose_answer_was_lost_is_no_conflict(form, draft, transport):
    app = form()

    def saved_but_unheard(arguments):
        draft.save(arguments)
        return DatabaseUnavailable("the answer was lost")

    transport.answers["save_fields"] = saved_but_unheard
    field(app, "title").input("Banjir").run()
    transport.answers["save_fields"] = draft.save

    field(app, "title").input("Banjir rob").run()

    assert draft.values["title"] == "Banjir rob"
    assert texts.YOURS not in said(app)


def test_the_ends_of_a_sign_in_travel_on_to_the_shell(form, draft, transport):
    app = form()
    draft.refusals = [DomainError(ErrorCode.SESSION_ENDED)]

    field(app, "title").input("Banjir").run()

    assert [error.value for error in app.error] == ["session_ended"]


def test_a_half_written_row_is_kept_but_not_sent(form, draft, transport):
    draft.values |= COMPLETE
    app = form()

    (source,) = [widget for widget in app.text_input if widget.key.endswith("supporting_data.0.source")]
    source.input("BPS").run()
    send(app)

    assert saves(transport) == [{"supporting_data": [{"source": "BPS"}]}]
    assert any(survey_texts.KEPT in error.value for error in app.error)
    assert texts.unfit(["Data dukung"]) in said(app)
    assert transport.sent("send_answer") == []


# ── two who write ───────────────────────────────────────────────────────────────────────────────────────────
def test_what_a_colleague_wrote_is_shown_where_nothing_was_typed(form, draft, transport):
    draft.values |= {"title": "lama"}
    draft.fields = {"title": rows.mark(1, "Budi Santoso") | {"client_id": CLIENT}}
    app = form()
    draft.colleague_writes("title", "baru dari Sari")

    field(app, "condition").input("Sejak Mei.").run()

    assert field(app, "title", turn=".1").value == "baru dari Sari"
    assert texts.refreshed("Judul masalah", "Sari Wulandari", "17 Agustus 2026 11.32 WITA") in said(app)
    assert saves(transport) == [{"condition": "Sejak Mei."}]


@pytest.fixture
def conflict(form, draft):
    """Budi and Sari changed the title at the same time."""
    draft.values |= {"title": "lama"}
    draft.fields = {"title": rows.mark(1, "Budi Santoso") | {"client_id": CLIENT}}
    app = form()
    draft.colleague_writes("title", "tulisan Sari")
    return field(app, "title").input("tulisan Budi").run()


def test_two_texts_are_both_shown_with_who_and_when(conflict, draft, transport):
    assert texts.conflict("Judul masalah", "Sari Wulandari", "17 Agustus 2026 11.32 WITA") in said(conflict)
    assert {"tulisan Sari", "tulisan Budi"} <= {text.value for text in conflict.text}
    assert saves(transport) == []
    assert draft.values["title"] == "tulisan Sari"
    assert texts.UNSAVED_CONFLICT in said(conflict)


def test_the_conflict_stays_until_it_is_decided(conflict, draft):
    field(conflict, "condition").input("Sejak Mei.").run()

    assert draft.values["title"] == "tulisan Sari"
    assert texts.YOURS in said(conflict)


def test_keeping_mine_saves_it_over_theirs(conflict, draft):
    conflict.button(key=f"keep.{rows.ANSWER_ID}.title.2").click().run()

    assert draft.values["title"] == "tulisan Budi"
    conflict.run()
    assert texts.YOURS not in said(conflict)


def test_taking_theirs_shows_it_in_the_field(conflict, draft):
    conflict.button(key=f"take.{rows.ANSWER_ID}.title.2").click().run()

    assert field(conflict, "title", turn=".1").value == "tulisan Sari"
    assert draft.values["title"] == "tulisan Sari"
    assert texts.YOURS not in said(conflict)


def test_who_writes_in_the_very_same_moment_is_asked_too(form, draft, transport):
    app = form()
    save = draft.save

    def sari_was_first(arguments):
        draft.colleague_writes("title", "tulisan Sari")
        return save(arguments)

    transport.answers["save_fields"] = sari_was_first
    field(app, "title").input("tulisan Budi").run()

    assert draft.values["title"] == "tulisan Sari"
    assert texts.YOURS in said(app)
    assert field(app, "title").value == "tulisan Budi"


def test_a_browser_that_comes_back_to_a_new_session_overwrites_no_colleague(form, draft):
    app = form()
    field(app, "title").input("tulisan Budi").run()
    draft.colleague_writes("title", "tulisan Sari")
    del app.session_state[f"state.loaded.{rows.ANSWER_ID}"]  # the browser's values are all that is left

    field(app, "condition").input("Sejak Mei.").run()

    assert draft.values["title"] == "tulisan Sari"
    assert texts.YOURS in said(app)


def test_a_browser_that_comes_back_saves_what_it_typed_meanwhile(form, draft):
    app = form()
    field(app, "title").input("Banjir").run()
    del app.session_state[f"state.loaded.{rows.ANSWER_ID}"]

    field(app, "title").input("Banjir rob").run()

    assert draft.values["title"] == "Banjir rob"


# ── sending ─────────────────────────────────────────────────────────────────────────────────────────────────
def test_names_what_is_missing_by_section_and_sends_nothing(form, draft, transport):
    draft.values |= {"title": "Banjir"}
    place = f"#isian-answer-{rows.ANSWER_ID}"

    app = send(form())

    assert texts.missing(4) in said(app)
    for key, label in (("condition", "Kondisi saat ini"), ("growth", "Perkembangan \\(G\\)")):
        assert f"- [{label}]({place}-{key})".replace("\\", "") in said(app), "each a way to its field"
    ways = [f"[Masalah]({place}-condition)", f"[Penilaian USG]({place}-urgency)"]
    assert texts.missing_at(4, ways) in said(app), "also where the button is"
    assert any(error.value == survey_texts.STILL_REQUIRED for error in app.error)
    assert transport.sent("send_answer") == []
    assert field(app, "title").value == "Banjir"


def test_missing_fields_stay_marked_until_they_are_filled(form, draft):
    app = send(form())
    before = [error.value for error in app.error].count(survey_texts.STILL_REQUIRED)

    field(app, "title").input("Banjir").run()

    assert [error.value for error in app.error].count(survey_texts.STILL_REQUIRED) == before - 1


def test_sends_a_complete_answer_and_gives_its_receipt(form, draft, transport):
    draft.values |= COMPLETE

    def sent(_arguments):
        draft.row |= {"status": "dikirim", "number": 12, "sent_at": rows.AT}
        return {"status": "dikirim", "number": 12, "sent_at": rows.AT}

    transport.answers["send_answer"] = sent

    app = send(form())

    assert [str(one["p_answer_id"]) for one in transport.sent("send_answer")] == [rows.ANSWER_ID]
    assert texts.receipt("problem", 12, "17 Agustus 2026 11.32 WITA") in said(app)
    assert not app.text_input, "a sent answer is read"


def test_saves_the_last_field_before_it_sends(form, draft, transport):
    draft.values |= COMPLETE
    transport.answers["send_answer"] = {"status": "dikirim", "number": 12, "sent_at": rows.AT}
    app = form()

    field(app, "title").input("Banjir rob")
    send(app)

    names = [name for name, _ in transport.calls if name in ("save_fields", "send_answer")]
    assert names == ["save_fields", "send_answer"]
    assert draft.values["title"] == "Banjir rob"


def test_does_not_send_while_something_is_not_saved(form, draft, transport):
    draft.values |= COMPLETE
    app = form()

    field(app, "title").input("x" * 121)
    send(app)

    assert texts.send_waits(1) in said(app)
    assert transport.sent("send_answer") == []


def test_a_refused_sending_names_the_field_and_a_second_try_is_the_same_request(form, draft, transport):
    draft.values |= COMPLETE
    transport.answers["send_answer"] = DomainError(ErrorCode.FIELD_INVALID, "condition")

    app = send(send(form()))

    assert errors.about("field_invalid", "Kondisi saat ini") in said(app)
    first, second = transport.sent("send_answer")
    assert first == second


def test_a_returned_answer_shows_why_and_is_sent_again(form, draft):
    draft.row |= {"status": "dikembalikan", "reason": rows.HOSTILE, "number": 4}

    app = form()

    assert any(rows.HOSTILE in text.value for text in app.text)
    assert app.button(key=f"send.{rows.ANSWER_ID}").label == texts.SEND_AGAIN


def test_a_draft_is_put_away_without_a_reason(form, draft, transport):
    transport.answers["withdraw_answer"] = {"status": "ditarik"}
    app = form()

    app.button(key="answer.discard").click().run()

    assert [one["p_reason"] for one in transport.sent("withdraw_answer")] == [None]
    assert texts.WITHDRAWN in said(app)


def test_flags_missing_supporting_data_gently(form, draft):
    assert survey_texts.FLAGGED in said(form())


# ── solutions ───────────────────────────────────────────────────────────────────────────────────────────────
def test_a_solution_offers_the_units_problems_and_saves_the_choice(open_page, transport):
    draft = Draft(transport, sheet="solution")
    problem = rows.answer(id=rows.OTHER_ID, number=7, title="Banjir", status="diterima")
    draft.changes = {"linkable": [problem]}
    app = open_page("peserta/solusi.py", BUDI, id=rows.ANSWER_ID)
    (choice,) = app.multiselect

    choice.select(rows.OTHER_ID).run()

    assert saves(transport) == [{"problems": [rows.OTHER_ID]}]
