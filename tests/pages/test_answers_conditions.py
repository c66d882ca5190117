"""Questions that hang on another answer or are required later: what the form draws and asks for."""

from __future__ import annotations

import time
from typing import Any

import pytest

from components.texts import survey as survey_texts
from tests.pages import rows
from tests.pages.test_answers_form import BUDI, CLIENT, PAGE, Draft, choose, field, kept, saves

ANCHORS: dict[str, Any] = {"minimum": 1, "maximum": 5}
QUESTIONS = [
    rows.question("urgency", "scale", "Urgensi", "Bagian", is_required=True, **ANCHORS),
    rows.question(
        "why",
        "scale",
        "Mengapa mendesak",
        "Bagian",
        is_required=True,
        shown_if={"field": "urgency", "any_of": [4, 5]},
        **ANCHORS,
    ),
    rows.question("later", "scale", "Rencana", "Bagian", required_from=3, **ANCHORS),
    rows.question(
        "cost", "number", "Biaya", "Bagian", is_required=True, accepts_no_data=True, minimum=0, maximum=9
    ),
]


@pytest.fixture
def draft(transport) -> Draft:
    transport.answers["reference"] = rows.reference(questions={"problem": QUESTIONS})
    return Draft(transport)


@pytest.fixture
def form(open_page, draft):
    return lambda: open_page(PAGE, BUDI, id=rows.ANSWER_ID)


def drawn(app) -> list[str]:
    return [radio.key.rsplit(".", 1)[-1] for radio in app.radio]


def required(app) -> list[Any]:
    return list(kept(app)["foot"]["required"])


def test_a_question_appears_with_the_answer_it_hangs_on(form):
    app = form()
    assert drawn(app) == ["urgency", "later"]
    assert required(app) == ["urgency", "cost"]

    choose(app, "urgency", 4)

    assert drawn(app) == ["urgency", "why", "later"]
    assert required(app) == ["urgency", "why", "cost"]


def test_what_was_answered_stays_while_it_is_hidden_and_is_there_again(form, draft, transport):
    app = form()
    choose(app, "urgency", 5)
    choose(app, "why", 3)

    choose(app, "urgency", 1)
    assert drawn(app) == ["urgency", "later"]
    assert draft.values["why"] == 3

    choose(app, "urgency", 5)
    assert field(app, "why").value == 3
    assert all(saved.get("why", 3) == 3 for saved in saves(transport))


def test_what_is_typed_in_the_run_that_hides_it_is_kept(form, draft):
    app = form()
    choose(app, "urgency", 5)

    field(app, "why").set_value(2)
    choose(app, "urgency", 1)

    assert draft.values["why"] == 2
    assert drawn(app) == ["urgency", "later"]


@pytest.mark.parametrize(("stage", "is_required"), [(2, False), (3, True)])
def test_a_question_says_that_it_is_required_from_its_stage_on(form, draft, stage, is_required):
    draft.changes = {"stage": stage}

    label = field(form(), "later").label

    assert label == survey_texts.label("Rencana", None, is_required=is_required)


def test_no_data_is_an_answer_and_counts_as_one(form, draft, transport):
    app = form()

    app.checkbox[0].check().run()

    assert saves(transport) == [{"cost": {"no_data": True}}]
    assert kept(app)["foot"]["done"] == ["cost"]
    assert kept(app)["foot"]["without_data"] == ["cost"]

    app.checkbox[0].uncheck().run()

    assert draft.values["cost"] is None
    assert kept(app)["foot"]["done"] == []


def test_no_data_replaces_a_number_that_kept_itself_between_two_runs(form, draft):
    draft.values["cost"] = 5
    draft.fields["cost"] = rows.mark(1, "Budi Santoso") | {"client_id": str(CLIENT)}
    app = form()
    draft.values["cost"] = 6  # by the field itself, without a run
    draft.fields["cost"] = rows.mark(2, "Budi Santoso") | {"client_id": str(CLIENT)}

    app.checkbox[0].check().run()

    assert draft.values["cost"] == {"no_data": True}


def test_no_data_replaces_a_number_that_a_browser_with_a_fast_clock_saved(form, draft, transport):
    draft.values["cost"] = 5
    draft.fields["cost"] = rows.mark(1, "Budi Santoso") | {"client_id": str(CLIENT)}
    ahead = (time.time_ns() // 1000) + 3600 * 1_000_000
    written = draft.save

    def save(arguments: Any) -> Any:
        (one,) = arguments["p_fields"]
        if one["sequence"] > ahead:
            return written(arguments)
        late = {"field": "cost", "outcome": "late", "version": 1, "value": 5, "sequence": ahead}
        return {"saved_at": rows.AT, "fields": [late]}

    transport.answers["save_fields"] = save
    app = form()

    app.checkbox[0].check().run()

    assert draft.values["cost"] == {"no_data": True}
    assert len(saves(transport)) == 2
