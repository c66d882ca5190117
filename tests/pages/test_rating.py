"""The rating page: one answer at a time, each tap kept at once, and on to the next."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.texts import errors
from components.texts import on_behalf as on_behalf_texts
from components.texts import rating as texts
from components.ui import rating_scales
from db.errors import DomainError, ErrorCode
from db.gateway.rating import CRITERIA
from tests.pages import rows
from tests.pages.conftest import person

PAGE = "peserta/menilai.py"
BUDI = person()
ID = rows.ANSWER_ID
USG = ("urgency", "seriousness", "growth")


class Browser:
    """Stands for both components: what they were told last, and what they send."""

    def __init__(self) -> None:
        self.told: dict[str, Any] = {}
        self.sent: dict[str, Any] = {}
        self.taps = 0

    def __call__(self, *, key: str, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        self.told[key.partition(".")[2] if key.endswith("ways") else "scales"] = data
        return {} if key.endswith("ways") else {"taps": self.sent}

    def tap(self, app, criterion: str, score: int):
        self.taps += 1
        self.sent = {**self.sent, criterion: {"score": score, "tap": self.taps}}
        return app.run()

    def own(self, criterion: str) -> int | None:
        (scale,) = [one for one in self.told["scales"]["scales"] if one["criterion"] == criterion]
        own: int | None = scale["own"]
        return own


@pytest.fixture(autouse=True)
def browser(monkeypatch, transport):
    transport.answers["rating_screen"] = rows.rating()
    transport.answers["rate_answer"] = rows.rated({"urgency": 5})
    stand_in = Browser()
    monkeypatch.setattr(rating_scales, "_SCALES", stand_in)
    monkeypatch.setattr(rating_scales, "_WAYS", stand_in)
    return stand_in


def said(app) -> str:
    kinds = ("title", "subheader", "markdown", "text", "caption", "info", "warning", "success", "error")
    shown = [str(element.value) for kind in kinds for element in app.get(kind)]
    return "\n".join([*shown, *(bar.proto.text for bar in app.get("progress"))]).replace("\\", "")


def links(app) -> dict[str, str]:
    return {link.proto.label: link.proto.query_string for link in app.get("page_link")}


def test_shows_the_first_that_waits_without_its_units_scores(open_page, transport, browser):
    app = open_page(PAGE, BUDI)

    assert transport.sent("rating_screen") == [
        {"p_cycle_id": None, "p_sheet": "problem", "p_answer_id": None}
    ]
    assert "7. Sampah menumpuk" in said(app)
    assert "Sejak Januari." in said(app)
    assert [browser.own(criterion) for criterion in USG] == [None] * 3
    assert texts.progress(3, 10, "problem") in said(app)


def test_the_scales_carry_their_anchors(open_page, browser):
    open_page(PAGE, BUDI)

    (urgency, *_) = browser.told["scales"]["scales"]
    assert urgency["label"] == "Urgensi (U)"
    assert urgency["anchors"] == [texts.anchor(step, f"Langkah {step}") for step in range(1, 6)]
    assert urgency["ends"] == texts.ends("Langkah 1", "Langkah 5")
    assert texts.ends("Sangat kecil: dapat menunggu", "Besar: segera") == "1 sangat kecil … 5 besar"


def test_a_tap_is_kept_at_once_in_one_call_and_says_so(open_page, transport, browser):
    app = open_page(PAGE, BUDI)

    browser.tap(app, "urgency", 5)

    (sent,) = transport.sent("rate_answer")
    assert (str(sent["p_answer_id"]), sent["p_criterion"], sent["p_score"]) == (ID, "urgency", 5)
    assert texts.saved(1, 3) in said(app)
    assert browser.told["ways"]["said"] == texts.saved(1, 3), "also aloud"
    assert len(transport.sent("rating_screen")) == 2, "one read a run, none after the write"


def test_what_is_kept_is_not_sent_again_by_the_next_run(open_page, transport, browser):
    app = browser.tap(open_page(PAGE, BUDI), "urgency", 5)
    transport.answers["rating_screen"] = rows.rating(own={"urgency": 5})

    browser.tap(app, "growth", 2)

    assert [sent["p_criterion"] for sent in transport.sent("rate_answer")] == ["urgency", "growth"]


def test_two_quick_taps_are_two_scores(open_page, transport, browser):
    app = open_page(PAGE, BUDI)
    browser.sent = {"urgency": {"score": 4, "tap": 1}, "seriousness": {"score": 2, "tap": 2}}

    app.run()

    assert [(one["p_criterion"], one["p_score"]) for one in transport.sent("rate_answer")] == [
        ("urgency", 4),
        ("seriousness", 2),
    ]


def test_not_to_know_is_an_answer_of_its_own(open_page, transport, browser):
    browser.tap(open_page(PAGE, BUDI), "seriousness", 0)

    assert transport.sent("rate_answer")[0]["p_score"] is None

    transport.answers["rating_screen"] = rows.rating(own={"seriousness": None})
    open_page(PAGE, BUDI)
    assert browser.own("seriousness") == 0


def test_the_progress_after_a_tap_is_the_databases(open_page, transport, browser):
    transport.answers["rate_answer"] = rows.rated(dict.fromkeys(USG, 3), done=4)

    app = browser.tap(open_page(PAGE, BUDI), "urgency", 3)

    assert texts.progress(4, 10, "problem") in said(app)
    assert texts.ALL_SAVED in said(app)


def test_the_others_scores_are_told_once_the_own_are_whole(open_page, transport, browser):
    assert texts.ALONE not in said(open_page(PAGE, BUDI))
    group = {"score": 12.5, "quartile_1": 10, "quartile_3": 13, "raters": 7}
    transport.answers["rate_answer"] = rows.rated(dict.fromkeys(USG, 3), group=group)

    app = browser.tap(open_page(PAGE, BUDI), "growth", 3)

    assert texts.group_of_problem(12.5, 10, 13, 7) in said(app)
    assert "12,5" in texts.group_of_problem(12.5, 10, 13, 7)


def test_own_scores_are_shown_and_may_be_changed(open_page, transport, browser):
    own = {"urgency": 2, "seriousness": None, "growth": 4}
    transport.answers["rating_screen"] = rows.rating(own=own)
    app = open_page(PAGE, BUDI, isian=ID)
    assert [browser.own(criterion) for criterion in USG] == [2, 0, 4]
    assert texts.ALL_SAVED in said(app)

    browser.tap(app, "growth", 5)

    assert transport.sent("rate_answer")[0]["p_score"] == 5


def test_what_another_device_changed_is_not_overwritten_by_an_old_tap(open_page, transport, browser):
    app = browser.tap(open_page(PAGE, BUDI), "urgency", 5)
    transport.answers["rating_screen"] = rows.rating(own={"urgency": 2})

    browser.tap(app, "growth", 1)

    assert browser.own("urgency") == 2
    assert [sent["p_criterion"] for sent in transport.sent("rate_answer")] == ["urgency", "growth"]


def test_what_the_browser_sends_again_after_a_restart_is_not_scored_twice(open_page, transport, browser):
    browser.sent = {"urgency": {"score": 5, "tap": 1}}
    transport.answers["rating_screen"] = rows.rating(own={"urgency": 5})

    open_page(PAGE, BUDI)

    assert transport.sent("rate_answer") == []


ANYTHING = st.recursive(
    st.none() | st.integers() | st.text() | st.floats(),
    lambda one: st.lists(one) | st.dictionaries(st.sampled_from([*USG, "score", "tap"]), one),
)


@given(sent=ANYTHING)
def test_whatever_the_browser_sends_is_a_score_or_nothing(sent):
    for criterion in CRITERIA["problem"]:
        tap = rating_scales._tap(sent, criterion)
        assert tap is None or tap.score in (None, 1, 2, 3, 4, 5)


def test_next_and_back_lead_to_what_waits_and_to_what_stands_before(open_page, transport, browser):
    transport.answers["rating_screen"] = rows.rating(previous_id=rows.ROUND_ID)

    open_page(PAGE, BUDI)

    back, on = browser.told["ways"]["ways"]
    assert (back["label"], back["to"], back["is_there"]) == (texts.BACK, rows.ROUND_ID, True)
    assert (on["label"], on["to"], on["is_there"]) == (texts.NEXT, rows.OTHER_ID, True)
    assert not on["is_main"], "the scores come first"


def test_there_is_no_way_back_before_the_first_and_after_the_last_one_ends(open_page, transport, browser):
    transport.answers["rating_screen"] = rows.rating(next_id=None, own=dict.fromkeys(USG, 3))

    open_page(PAGE, BUDI)

    back, on = browser.told["ways"]["ways"]
    assert not back["is_there"]
    assert (on["label"], on["to"], on["is_main"]) == (texts.DONE_HERE, None, True)


def test_what_waits_and_what_was_scored_last_are_links(open_page, transport):
    waiting = [{"id": ID, "number": 7, "title": "Sampah"}, {"id": rows.OTHER_ID, "number": 9, "title": None}]
    done = rows.answer(id=rows.ROUND_ID, number=3, title="Macet", status="diterima")
    transport.answers["rating_screen"] = rows.rating(waiting=waiting, rated=[done])

    app = open_page(PAGE, BUDI)

    assert texts.waiting(1) in [one.label for one in app.expander], "the one shown is not counted again"
    assert links(app)["9\\. Masalah tanpa judul"] == f"jenis=masalah&isian={rows.OTHER_ID}"
    assert links(app)["3\\. Macet"] == f"jenis=masalah&isian={rows.ROUND_ID}"


def test_solutions_are_scored_on_impact_and_effort(open_page, transport, browser):
    transport.answers["rating_screen"] = rows.rating_of_solution()
    transport.answers["rate_answer"] = rows.rated(
        {"impact": 4, "effort": 2}, group={"impact": 3.5, "effort": 2, "raters": 3}
    )
    app = open_page(PAGE, BUDI, jenis="solusi")

    browser.tap(app, "impact", 4)

    assert transport.sent("rating_screen")[0]["p_sheet"] == "solution"
    assert transport.sent("rate_answer")[0]["p_criterion"] == "impact"
    assert texts.group_of_solution(3.5, 2, 3) in said(app)
    assert "4. Sampah liar" in said(app), "the problems it answers are named"
    assert links(app)[texts.to_sheet("problem", 3, 10)] == "jenis=masalah"


@pytest.mark.parametrize(
    ("progress", "asked", "sentence"),
    [
        (rows.progress(10, 10), {}, texts.NOTHING_LEFT["problem"]),
        (rows.progress(0, 0), {}, texts.NOTHING_YET["problem"]),
        (rows.progress(1, 10), {"isian": ID}, texts.GONE),
    ],
)
def test_says_why_there_is_nothing_to_score(open_page, transport, browser, progress, asked, sentence):
    transport.answers["rating_screen"] = rows.rating(answer=None, progress=progress)

    app = open_page(PAGE, BUDI, **asked)

    assert sentence in said(app)
    assert browser.told == {}


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"mode": "people"}, texts.NOT_NAMED),
        ({"mode": "unit", "unit_rater": "Bayu"}, texts.unit_rater("Bayu")),
        ({"mode": "unit"}, texts.NO_UNIT_RATER),
    ],
)
def test_who_is_no_rater_reads_why(open_page, transport, browser, changes, sentence):
    transport.answers["rating_screen"] = rows.rating(is_rater=False, answer=None, **changes)

    app = open_page(PAGE, BUDI)

    assert sentence in said(app)
    assert browser.told == {}


def test_a_closed_window_lets_people_read_and_not_score(open_page, transport, browser):
    closed = rows.window("rating", opens=-9, closes=-1)
    transport.answers["rating_screen"] = rows.rating(is_open=False, windows=[closed], own={"urgency": 4})
    app = open_page(PAGE, BUDI)

    browser.tap(app, "growth", 5)

    assert texts.CLOSED in said(app)
    assert "Sejak Januari." in said(app)
    assert not browser.told["scales"]["is_open"]
    assert transport.sent("rate_answer") == []


def test_what_was_sent_again_since_is_said(open_page, transport):
    transport.answers["rating_screen"] = rows.rating(is_changed=True)

    assert texts.CHANGED in said(open_page(PAGE, BUDI))


@pytest.mark.parametrize(
    "code",
    [ErrorCode.WINDOW_CLOSED, ErrorCode.WRONG_STATE, ErrorCode.NOT_ALLOWED, ErrorCode.NOT_A_RATER],
)
def test_a_refused_score_is_explained_and_tried_again(open_page, transport, browser, code):
    transport.answers["rate_answer"] = DomainError(code)
    app = browser.tap(open_page(PAGE, BUDI), "urgency", 5)

    assert errors.SENTENCES[code] in said(app)
    assert texts.saved(1, 3) not in said(app)

    app.run()
    first, second = transport.sent("rate_answer")
    assert first == second


def test_everything_typed_is_shown_as_text(open_page, transport):
    answer = rows.rating()["answer"] | {"title": rows.HOSTILE, "values": {"condition": rows.HOSTILE}}
    waiting = [{"id": rows.OTHER_ID, "number": 9, "title": rows.HOSTILE}]
    transport.answers["rating_screen"] = rows.rating(answer=answer, waiting=waiting)

    app = open_page(PAGE, BUDI)

    assert "<script>" not in app.subheader[0].value
    assert rows.HOSTILE in [text.value for text in app.text]
    assert not any("<script>" in label or "**tebal**" in label for label in links(app))


@pytest.mark.parametrize("address", [{"jenis": "<script>"}, {"isian": "' or 1=1"}])
def test_an_address_that_makes_no_sense_begins_at_the_first(open_page, transport, address):
    open_page(PAGE, BUDI, **address)

    assert transport.sent("rating_screen") == [
        {"p_cycle_id": None, "p_sheet": "problem", "p_answer_id": None}
    ]


@pytest.mark.parametrize("how", ["waiting", None])
def test_what_was_typed_for_a_unit_that_has_not_agreed_is_marked(how, open_page, transport):
    transport.answers["rating_screen"] = rows.rating(answer={**rows.rating()["answer"], "on_behalf": how})

    app = open_page(PAGE, BUDI)

    assert (on_behalf_texts.waiting("Kelurahan Satu") in said(app)) is (how == "waiting")
