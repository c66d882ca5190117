"""The form of a draft: what is kept, what is said, and that nothing typed is ever lost."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import Any
from uuid import UUID

import pytest

from components import cached
from components.rules.draft import client_of
from components.texts import answers as texts
from components.texts import approval as approval_texts
from components.texts import autosave, errors
from components.texts import discussion as discussion_texts
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
        cleared = [*last.get("cleared", ()), *one.get("cleared", ())]
        mark = rows.mark(last["version"] + 1, "Budi Santoso")
        self.fields[field] = mark | {"client_id": client, "cleared": cleared}
        return {"field": field, "outcome": "saved", "version": last["version"] + 1}


@pytest.fixture
def draft(transport) -> Draft:
    return Draft(transport)


@pytest.fixture
def form(open_page):
    """Open the form of the draft."""
    return lambda: open_page(PAGE, BUDI, id=rows.ANSWER_ID)


def field(app, name: str, turn: str = ""):
    """A field that is saved by a run of the page."""
    (found,) = [
        widget
        for kind in (app.text_input, app.radio)
        for widget in kind
        if widget.key == f"answer.{rows.ANSWER_ID}{turn}.{name}"
    ]
    return found


def choose(app, name: str, value: int):
    return field(app, name).set_value(value).run()


def kept(app) -> dict[str, dict[str, Any]]:
    """What the fields that keep themselves are told, by question; the foot of the form is ``foot``."""
    parts = [one.proto for one in app.get("bidi_component")]
    told = [json.loads(part.json) for part in parts if part.component_name in ("rembuk_field", "rembuk_foot")]
    return {one.get("field", "foot"): one for one in told}


def said(app) -> str:
    kinds = ("title", "subheader", "markdown", "text", "caption", "info", "warning", "success", "error")
    return "\n".join(str(element.value) for kind in kinds for element in app.get(kind))


def source(app):
    """The one cell of the table that is typed here; a row of it is saved by a run of the page."""
    return field(app, "supporting_data.0.source")


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
    assert kept(app)["title"]["typed"] == "Banjir"
    assert field(app, "urgency").value == 4


def test_saves_only_the_field_that_was_changed_and_says_when(form, draft, transport):
    app = form()

    choose(app, "urgency", 4)

    (sent,) = transport.sent("save_fields")
    (one,) = sent["p_fields"]
    assert str(sent["p_client_id"]) == CLIENT
    assert (one["field"], one["value"], one["base_version"]) == ("urgency", 4, 0)
    assert kept(app)["foot"]["saved"] == "11.32", "in the city's zone"


def test_a_typed_field_keeps_itself_and_is_told_what_it_builds_on(form, draft):
    draft.values["title"] = rows.HOSTILE[:100]
    draft.colleague_writes("condition", "Sejak Mei.")
    app = form()

    title, condition = kept(app)["title"], kept(app)["condition"]
    assert (title["typed"], title["version"], title["at"]) == (rows.HOSTILE[:100], 0, None)
    assert (title["answer"], title["client"]) == (rows.ANSWER_ID, CLIENT)
    assert (condition["typed"], condition["version"], condition["at"]) == ("Sejak Mei.", 1, "11.32")
    assert condition["whose"] == autosave.rewritten("Sari Wulandari", "17 Agustus 2026 11.32 WITA")
    assert str(BUDI.participant_id) not in str(title), "the browser's own store shows no id"


def test_what_a_typed_field_may_be_told_has_a_sentence(form, draft):
    faults = kept(form())["title"]["faults"]

    assert set(faults) == {"too_long", "bad_characters", "not_number", "not_whole", "out_of_range"}
    assert "120" in faults["too_long"]


def test_fields_that_change_together_are_one_call(form, draft, transport):
    app = form()

    field(app, "urgency").set_value(4)
    field(app, "growth").set_value(2)
    app.run()

    assert saves(transport) == [{"urgency": 4, "growth": 2}]


def test_a_later_save_builds_on_the_one_before(form, draft, transport):
    app = form()

    choose(app, "urgency", 4)
    choose(app, "urgency", 5)

    first, second = (sent["p_fields"][0] for sent in transport.sent("save_fields"))
    assert second["base_version"] == 1
    assert second["sequence"] > first["sequence"]


def test_the_draft_is_there_again_in_a_new_session(form, draft):
    choose(form(), "urgency", 4)

    assert field(form(), "urgency").value == 4


def test_only_the_questions_of_the_drafts_pillar_are_asked(form, draft):
    app = form()

    assert "only_p2" not in kept(app)


def test_says_how_far_the_form_is(form, draft):
    app = form()
    required = ["title", "condition", "urgency", "seriousness", "growth"]
    assert (kept(app)["foot"]["done"], kept(app)["foot"]["required"]) == ([], required)

    draft.values["title"] = "Banjir"
    choose(app, "urgency", 4)

    assert kept(app)["foot"]["done"] == ["title", "urgency"]


# ── what cannot be kept ─────────────────────────────────────────────────────────────────────────────────────
def test_a_value_that_does_not_fit_stays_in_its_field_and_the_others_are_saved(form, draft, transport):
    app = form()

    source(app).input("x" * 201)
    choose(app, "urgency", 4)

    assert saves(transport) == [{"urgency": 4}]
    assert source(app).value == "x" * 201
    assert any(survey_texts.NOT_SAVED in error.value for error in app.error), "its fault is said at the field"
    assert texts.unsaved(["Data dukung"]) in said(app)
    assert texts.UNSAVED_FAULTS in said(app)
    assert kept(app)["foot"]["has_unsaved"]


def test_a_field_the_database_refuses_is_left_out_and_the_others_are_saved(form, draft, transport):
    draft.refusals = [DomainError(ErrorCode.FIELD_INVALID, "urgency")]
    app = form()

    field(app, "urgency").set_value(4)
    choose(app, "growth", 2)

    assert saves(transport)[-1] == {"growth": 2}
    assert texts.unsaved(["Urgensi (U)"]) in said(app)
    assert field(app, "urgency").value == 4


def test_a_save_after_closing_keeps_the_text_and_says_it_is_not_saved(form, draft):
    draft.refusals = [DomainError(ErrorCode.WINDOW_CLOSED, "problem")]
    app = form()
    source(app).input("BPS").run()
    assert texts.unsaved(["Data dukung"]) in said(app)

    draft.changes = {"is_open": False, "windows": [rows.window("problem", opens=-9, closes=-1)]}
    app.run()

    assert source(app).value == "BPS", "also in the next look, when the window is known to be closed"
    assert texts.UNSAVED_CLOSED in said(app)
    app.button(key="answer.leave").click().run()
    assert not app.text_input
    assert not kept(app)
    assert texts.READ_ONLY in said(app)


def test_a_form_open_at_closing_time_turns_to_reading_when_all_was_saved(form, draft):
    app = form()
    source(app).input("BPS").run()
    draft.changes = {"is_open": False}

    app.run()

    assert not app.text_input
    assert "BPS" in said(app)


def test_a_draft_that_can_only_be_read_gives_back_what_its_browser_could_not_store(form, draft):
    draft.changes = {"is_open": False}
    (left,) = [one.proto for one in form().get("bidi_component") if one.proto.component_name == "rembuk_left"]

    told = json.loads(left.json)

    assert told["labels"] == {"title": "Judul masalah", "condition": "Kondisi saat ini"}
    assert told["answer"] == rows.ANSWER_ID


def test_what_was_chosen_stays_while_the_database_is_away_and_is_saved_when_it_is_back(
    form, draft, transport
):
    app = choose(form(), "urgency", 4)
    transport.answers["answer_screen"] = transport.answers["save_fields"] = DatabaseUnavailable("gone")

    source(app).input("BPS").run()
    assert source(app).value == "BPS"
    assert texts.unsaved(["Data dukung"]) in said(app)
    assert texts.UNSAVED_AWAY in said(app)
    send(app)
    assert transport.sent("send_answer") == []

    transport.answers |= {"answer_screen": draft.screen, "save_fields": draft.save}
    app.button(key="answer.again").click().run()

    assert draft.values == {"urgency": 4, "supporting_data": [{"source": "BPS"}]}
    assert kept(app)["foot"]["saved"] == "11.32"


def test_the_form_stays_also_when_the_shared_words_have_grown_old(form, draft, transport):
    app = form()
    transport.answers |= dict.fromkeys(
        ["answer_screen", "save_fields", "reference"], DatabaseUnavailable("gone")
    )
    cached.reference.clear()

    choose(app, "urgency", 4)

    assert field(app, "urgency").value == 4
    assert "title" in kept(app), "what is being typed there must not leave the screen"
    assert texts.UNSAVED_AWAY in said(app)


def test_a_save_whose_answer_was_lost_is_no_conflict(form, draft, transport):
    app = form()

    def saved_but_unheard(arguments):
        draft.save(arguments)
        return DatabaseUnavailable("the answer was lost")

    transport.answers["save_fields"] = saved_but_unheard
    choose(app, "urgency", 4)
    transport.answers["save_fields"] = draft.save

    choose(app, "urgency", 5)

    assert draft.values["urgency"] == 5
    assert texts.YOURS not in said(app)


def test_the_ends_of_a_sign_in_travel_on_to_the_shell(form, draft, transport):
    app = form()
    draft.refusals = [DomainError(ErrorCode.SESSION_ENDED)]

    choose(app, "urgency", 4)

    assert [error.value for error in app.error] == ["session_ended"]


def test_a_half_written_row_is_kept_but_not_sent(form, draft, transport):
    draft.values |= COMPLETE
    app = form()

    source(app).input("BPS").run()
    send(app)

    assert saves(transport) == [{"supporting_data": [{"source": "BPS"}]}]
    cell, table = (error.value for error in app.error)
    assert survey_texts.cell_at(1, "Angka") in cell, "the cell that is missing is named below itself"
    assert survey_texts.KEPT in table
    assert any("[Data dukung](#isian-" in warning.value for warning in app.warning), "and is a link away"
    assert transport.sent("send_answer") == []


def test_a_wrong_cell_is_named_by_the_row_that_is_seen_though_an_empty_one_stands_above(form, draft):
    draft.values |= COMPLETE
    app = form()
    (count,) = [one for one in app.number_input if one.key.endswith(".rows")]
    app = count.set_value(2).run()

    app = field(app, "supporting_data.1.source").input("BPS").run()

    assert any(survey_texts.cell_at(2, "Angka") in error.value for error in app.error)


# ── numbers in a row that may be somebody's ─────────────────────────────────────────────────────────────────
PHONE = "0812 3456 7890"
DOTS = "•••• •••• ••••"


def decide(app, word: str):
    (chosen,) = [button for button in app.button if button.label == autosave.WORDS[word]]
    return chosen.click().run()


def test_a_number_in_a_row_is_kept_as_dots_until_its_writer_decides(form, draft, transport):
    app = source(form()).input(PHONE).run()

    assert saves(transport) == [{"supporting_data": [{"source": DOTS}]}]
    assert survey_texts.cell("Sumber", DOTS) in said(app), "and what is kept is said"
    assert autosave.WORDS["looks_personal"] in said(app)


def test_a_number_in_a_row_that_is_nobodys_is_kept_as_it_was_typed(form, draft, transport):
    app = decide(source(form()).input(PHONE).run(), "not_personal")

    (sent,) = transport.sent("save_fields")[-1]["p_fields"]
    assert (sent["value"], sent["cleared"]) == ([{"source": PHONE}], ["081234567890"])
    assert source(app).value == PHONE


def test_a_number_in_a_row_that_is_masked_is_gone_from_the_screen_as_well(form, draft, transport):
    app = decide(source(form()).input(PHONE).run(), "mask")

    assert field(app, "supporting_data.0.source", turn=".1").value == DOTS
    assert autosave.WORDS["looks_personal"] not in said(app)
    assert len(saves(transport)) == 1


# ── two who write ───────────────────────────────────────────────────────────────────────────────────────────
def test_what_a_colleague_chose_is_shown_where_nothing_was_chosen(form, draft, transport):
    draft.values |= {"urgency": 1}
    draft.fields = {"urgency": rows.mark(1, "Budi Santoso") | {"client_id": CLIENT}}
    app = form()
    draft.colleague_writes("urgency", 5)

    choose(app, "growth", 2)

    assert field(app, "urgency", turn=".1").value == 5
    assert texts.refreshed("Urgensi (U)", "Sari Wulandari", "17 Agustus 2026 11.32 WITA") in said(app)
    assert saves(transport) == [{"growth": 2}]


@pytest.fixture
def conflict(form, draft):
    """Budi and Sari changed the urgency at the same time."""
    draft.values |= {"urgency": 1}
    draft.fields = {"urgency": rows.mark(1, "Budi Santoso") | {"client_id": CLIENT}}
    app = form()
    draft.colleague_writes("urgency", 5)
    return choose(app, "urgency", 4)


def test_both_choices_are_shown_with_who_and_when(conflict, draft, transport):
    assert texts.conflict("Urgensi (U)", "Sari Wulandari", "17 Agustus 2026 11.32 WITA") in said(conflict)
    both = {survey_texts.step(step, f"Langkah {step}") for step in (4, 5)}
    assert both <= {text.value for text in conflict.text}
    assert saves(transport) == []
    assert draft.values["urgency"] == 5
    assert texts.UNSAVED_CONFLICT in said(conflict)


def test_the_conflict_stays_until_it_is_decided(conflict, draft):
    choose(conflict, "growth", 2)

    assert draft.values["urgency"] == 5
    assert texts.YOURS in said(conflict)


def test_keeping_mine_saves_it_over_theirs(conflict, draft):
    conflict.button(key=f"keep.{rows.ANSWER_ID}.urgency.2").click().run()

    assert draft.values["urgency"] == 4
    conflict.run()
    assert texts.YOURS not in said(conflict)


def test_taking_theirs_shows_it_in_the_field(conflict, draft):
    conflict.button(key=f"take.{rows.ANSWER_ID}.urgency.2").click().run()

    assert field(conflict, "urgency", turn=".1").value == 5
    assert draft.values["urgency"] == 5
    assert texts.YOURS not in said(conflict)


def test_who_writes_in_the_very_same_moment_is_asked_too(form, draft, transport):
    app = form()
    save = draft.save

    def sari_was_first(arguments):
        draft.colleague_writes("urgency", 5)
        return save(arguments)

    transport.answers["save_fields"] = sari_was_first
    choose(app, "urgency", 4)

    assert draft.values["urgency"] == 5
    assert texts.YOURS in said(app)
    assert field(app, "urgency").value == 4


def test_a_browser_that_comes_back_to_a_new_session_overwrites_no_colleague(form, draft):
    app = choose(form(), "urgency", 4)
    draft.colleague_writes("urgency", 5)
    del app.session_state[f"state.loaded.{rows.ANSWER_ID}"]  # the browser's values are all that is left

    choose(app, "growth", 2)

    assert draft.values["urgency"] == 5
    assert texts.YOURS in said(app)


def test_a_browser_that_comes_back_saves_what_it_chose_meanwhile(form, draft):
    app = choose(form(), "urgency", 4)
    del app.session_state[f"state.loaded.{rows.ANSWER_ID}"]

    choose(app, "urgency", 3)

    assert draft.values["urgency"] == 3


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
    assert kept(app)["condition"]["is_missing"]
    assert kept(app)["title"]["typed"] == "Banjir"


def test_missing_fields_stay_marked_until_they_are_filled(form, draft):
    app = send(form())
    before = [error.value for error in app.error].count(survey_texts.STILL_REQUIRED)

    choose(app, "urgency", 4)

    assert [error.value for error in app.error].count(survey_texts.STILL_REQUIRED) == before - 1
    assert kept(app)["title"]["is_missing"]


def test_sends_a_complete_answer_and_gives_its_receipt(form, draft, transport):
    draft.values |= COMPLETE

    def sent(_arguments):
        draft.row |= {"status": "dikirim", "number": 12, "sent_at": rows.AT}
        return {"status": "dikirim", "number": 12, "sent_at": rows.AT}

    transport.answers["send_answer"] = sent
    transport.answers["receipt"] = rows.receipt(values=COMPLETE)

    app = send(form())

    assert [str(one["p_answer_id"]) for one in transport.sent("send_answer")] == [rows.ANSWER_ID]
    assert texts.receipt("problem", 12, "17 Agustus 2026 11.32 WITA") in said(app)
    assert not app.text_input, "a sent answer is read"
    assert "M-2027-0012" in said(app), "and its receipt is at hand"


def test_what_has_to_be_approved_first_is_submitted_and_says_so(form, draft, transport):
    draft.values |= COMPLETE
    draft.changes = {"sends_directly": False}

    def submitted(_arguments):
        draft.row |= {"status": "diajukan"}
        return {"status": "diajukan", "number": None, "sent_at": rows.AT}

    transport.answers["send_answer"] = submitted

    app = send(form())

    assert approval_texts.submitted("17 Agustus 2026 11.32 WITA") in said(app)
    assert texts.STATUS_MEANS["diajukan"] in said(app)
    assert not app.text_input, "what waits is read"


def test_saves_the_last_field_before_it_sends(form, draft, transport):
    draft.values |= COMPLETE
    transport.answers["send_answer"] = {"status": "dikirim", "number": 12, "sent_at": rows.AT}
    transport.answers["receipt"] = rows.receipt()
    app = form()

    field(app, "urgency").set_value(5)
    send(app)

    names = [name for name, _ in transport.calls if name in ("save_fields", "send_answer")]
    assert names == ["save_fields", "send_answer"]
    assert draft.values["urgency"] == 5


def test_does_not_send_while_something_is_not_saved(form, draft, transport):
    draft.values |= COMPLETE
    app = form()

    source(app).input("x" * 201)
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


def test_what_was_said_about_a_returned_answer_stands_below_its_form_and_can_be_answered(
    form, draft, transport
):
    draft.row |= {"status": "dikembalikan", "number": 4, "sent_at": rows.AT}
    draft.changes = {"comments": [rows.comment(body="Angkanya dari mana?")], "may_comment": True}
    transport.answers["add_comment"] = True
    app = form()
    (reply,) = [area for area in app.text_area if area.key.startswith("answer.comment.")]
    (post,) = [button for button in app.button if button.label == discussion_texts.SEND]

    reply.input("Dari laporan 2025.")
    app = post.click().run()

    assert "Angkanya dari mana?" in said(app)
    assert [one["p_body"] for one in transport.sent("add_comment")] == ["Dari laporan 2025."]
    assert field(app, "urgency"), "and the form is still there"


def test_nobody_speaks_below_a_first_draft(form):
    assert discussion_texts.COMMENTS not in said(form())


def test_an_answer_that_was_reopened_is_not_called_unsent(form, draft):
    draft.row |= {"status": "draf", "number": 4, "sent_at": rows.AT}

    app = form()

    assert texts.meaning("draf", "17 Agustus 2026 11.32 WITA") in said(app)
    assert texts.STATUS_MEANS["draf"] not in said(app)


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
