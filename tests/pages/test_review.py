"""Review: the queue, one answer beside its decision, many accepted at once."""

from __future__ import annotations

from uuid import UUID

import pytest

from components.texts import answers as answer_texts
from components.texts import errors
from components.texts import review as texts
from components.ui.plain import plain
from db.errors import DatabaseUnavailable, DomainError, ErrorCode
from tests.pages import rows
from tests.pages.conftest import person
from tests.pages.reading import links, said

PAGE = "diskominfo/tinjau.py"
DEWI = person("diskominfo", "Dewi", unit=None)
KEY = f"review.{rows.ANSWER_ID}"


def sent(number: int, **changes):
    id_ = str(UUID(int=0x300 + number))
    return rows.answer(
        id=id_, number=number, title=f"Masalah {number}", status="dikirim", sent_at=rows.AT
    ) | (changes)


BY = {
    "sheet": "problem",
    "status": "dikirim",
    "pillar_code": None,
    "sector_code": None,
    "unit_id": None,
    "age": None,
    "is_mine": False,
}


def queue(*answers, **changes):
    counts = [
        {"sheet": "problem", "status": "dikirim", "answers": 1234},
        {"sheet": "solution", "status": "diterima", "answers": 7},
    ]
    age = {"waiting": 2, "median_hours": 30.0, "oldest_hours": 200.0}
    return rows.review(*answers, **{"counts": counts, "age": age, **changes})


def one(**changes):
    return rows.open_review(
        **{
            "values": {
                "sub_pillar": "P1-1",
                "title": "Masalah 4",
                "condition": "Sejak Januari",
                "only_p2": "tidak ditanyakan",
            },
            "history": [
                {"status": "dikirim", "at": rows.AT, "reason": None, "by": "Budi", "undone_by": None}
            ],
            "answer": sent(4, id=rows.ANSWER_ID),
            "queue": {"previous_id": None, "next_id": rows.OTHER_ID, "position": 1, "total": 2},
            **changes,
        }
    )


def act(decision="diterima", **changes):
    return {
        "decision": decision,
        "reason": None,
        "fields": {},
        "due_at": None,
        "at": rows.AT,
        "by": "Dian",
        "undone_at": None,
        "undone_by": None,
        "from_pillar": "P1",
        "to_pillar": "P1",
        **changes,
    }


def press(app, label):
    next(button for button in app.button if button.label == label).click().run()


@pytest.fixture(autouse=True)
def _review(transport):
    transport.answers["review_screen"] = queue(sent(4), sent(7))
    transport.answers["open_review"] = one()
    transport.answers["decide_answers"] = {"decided": 1}
    for name in ("review_answer", "move_answer", "refer_answer", "choose_sub_pillar"):
        transport.answers[name] = True
    transport.answers["undo_review"] = {"decision": "ditolak"}


# ── the queue ───────────────────────────────────────────────────────────────────────────────────────────────
def test_lists_what_waits_with_unit_pillar_and_time_in_one_call(open_page, transport):
    app = open_page(PAGE, DEWI)

    assert transport.sent("review_screen") == [{"p_cycle_id": None, "p_by": BY, "p_after": None}]
    assert len(transport.calls) == 2, "and the shared reference"
    assert r"**4\. Masalah 4**" in [box.label for box in app.checkbox]
    assert "Dinas Alfa · Tata Kelola · dikirim 17 Agustus 2026 11" in said(app).replace("\\", "")
    assert texts.status_with_count("dikirim", 1234) in said(app)


def test_says_how_long_it_waits_and_which_units_owe_a_reply(open_page, transport):
    transport.answers["review_screen"] = queue(sent(4), overdue=3)

    app = open_page(PAGE, DEWI)

    assert texts.waits(2, 30, 200) in said(app)
    assert app.warning[0].value == texts.overdue(3)
    assert links(app)[texts.STATUSES["terlambat"]].startswith("tinjau?status=Disposisi")


def test_filters_stand_in_the_address(open_page, transport):
    open_page(
        PAGE,
        DEWI,
        survei="Solusi",
        status="Diterima",
        pilar="Lingkungan",
        sektor="Pangan",
        unit="Kelurahan Satu",
        umur="7 hari atau lebih",
        saya="true",
        sesudah="40",
    )

    (asked,) = transport.sent("review_screen")
    assert asked["p_after"] == 40
    assert asked["p_by"] == {
        "sheet": "solution",
        "status": "diterima",
        "pillar_code": "P2",
        "sector_code": "pangan",
        "unit_id": str(rows.UNIT_IDS["KEL-1"]),
        "age": "oldest",
        "is_mine": True,
    }


def test_an_answer_opens_within_the_queue_that_the_address_names(open_page, transport):
    open_page(PAGE, DEWI, id=rows.ANSWER_ID, pilar="Lingkungan", saya="true", status="bukan status")

    (asked,) = transport.sent("open_review")
    assert asked["p_by"] == {**BY, "pillar_code": "P2", "is_mine": True}


def test_all_pillars_are_a_choice_with_words(open_page, transport):
    pillar = open_page(PAGE, DEWI).selectbox(key="pilar")

    assert pillar.options[0] == texts.ALL_PILLARS
    assert pillar.value is not None, "drawn again, a choice that is None asks “Choose an option”"
    assert transport.sent("review_screen")[-1]["p_by"]["pillar_code"] is None


def test_a_link_to_an_answer_keeps_the_filters(open_page):
    app = open_page(PAGE, DEWI, survei="Solusi")

    assert links(app)[texts.read(4)] == f"tinjau?survei=Solusi&id={UUID(int=0x304)}"


def test_a_full_page_leads_to_the_next(open_page, transport):
    transport.answers["review_screen"] = queue(*(sent(number) for number in range(1, 51)))

    found = links(open_page(PAGE, DEWI))

    assert found[texts.NEXT] == "tinjau?sesudah=50"
    assert texts.FIRST not in found


def test_says_so_when_nothing_waits(open_page, transport):
    transport.answers["review_screen"] = queue()

    app = open_page(PAGE, DEWI)

    assert texts.NOTHING_WAITS in said(app)
    assert not app.button


def test_several_are_accepted_in_one_call_after_a_look_at_how_many(open_page, transport):
    app = open_page(PAGE, DEWI)
    app.checkbox(key=f"review.{UUID(int=0x307)}.1").check()

    app.button(key="review.accept").click().run()

    assert transport.sent("decide_answers") == []
    assert texts.preview("diterima", 1) in [heading.value for heading in app.subheader]
    assert "7. Masalah 7" in said(app)
    press(app, texts.confirm("diterima", 1))
    (decided,) = transport.sent("decide_answers")
    assert decided["p_answer_ids"] == [str(UUID(int=0x307))]
    assert decided["p_versions"] == {str(UUID(int=0x307)): 1}
    assert (decided["p_decision"], decided["p_reason"]) == ("diterima", None)
    assert app.success[0].value == texts.done_to_many("diterima", 1)


def test_all_of_the_page_are_returned_with_one_reason(open_page, transport):
    app = open_page(PAGE, DEWI)
    app.checkbox(key="review.all").check()
    app.button(key="review.return").click().run()

    press(app, texts.confirm("dikembalikan", 2))
    assert app.warning[0].value == texts.REASON_MISSING
    app.text_area(key="review.many.reason").set_value("Lengkapi datanya")
    press(app, texts.confirm("dikembalikan", 2))

    (decided,) = transport.sent("decide_answers")
    assert len(decided["p_answer_ids"]) == 2
    assert decided["p_reason"] == "Lengkapi datanya"
    assert decided["p_due_on"] is not None


def test_what_was_ticked_can_be_let_go(open_page, transport):
    app = open_page(PAGE, DEWI)
    app.checkbox(key="review.all").check()
    app.button(key="review.accept").click().run()

    press(app, texts.CANCEL)

    assert transport.sent("decide_answers") == []
    assert app.button(key="review.accept")


def test_accepting_nothing_is_not_sent(open_page, transport):
    app = open_page(PAGE, DEWI)

    app.button(key="review.accept").click().run()

    assert app.warning[0].value == texts.NONE_CHOSEN
    assert transport.sent("decide_answers") == []


def test_one_that_was_decided_meanwhile_is_named(open_page, transport):
    transport.answers["decide_answers"] = DomainError(ErrorCode.ANSWER_CHANGED, "7")
    app = open_page(PAGE, DEWI)
    app.checkbox(key="review.all").check()
    app.button(key="review.accept").click().run()

    press(app, texts.confirm("diterima", 2))

    assert app.warning[0].value == errors.about("answer_changed", texts.numbered(7))
    assert not app.success
    press(app, texts.CANCEL)
    assert app.button(key="review.accept")


def test_in_an_archived_year_nothing_can_be_ticked(open_page, transport):
    transport.answers["review_screen"] = queue(sent(4), cycle=rows.OLD_CYCLE)

    app = open_page(PAGE, DEWI)

    assert [box.key for box in app.checkbox] == ["saya"], "a filter"
    assert texts.read(4) in links(app)


# ── one answer ──────────────────────────────────────────────────────────────────────────────────────────────
def test_shows_the_whole_answer_in_one_call(open_page, transport):
    app = open_page(PAGE, DEWI, id=rows.ANSWER_ID)

    assert transport.sent("open_review") == [{"p_answer_id": UUID(rows.ANSWER_ID), "p_by": BY}]
    assert len(transport.calls) == 2, "and the shared reference"
    assert "Sejak Januari" in said(app)
    assert "tidak ditanyakan" not in said(app), "a question of another pillar"
    assert answer_texts.step("dikirim", "17 Agustus 2026 11.32 WITA", "Budi") in said(app)
    assert texts.place(1, 2) in said(app)


def test_accepts_one_and_opens_the_next(open_page, transport):
    app = open_page(PAGE, DEWI, id=rows.ANSWER_ID, survei="Masalah")

    app.button(key=f"{KEY}.accept").click().run()

    (decided,) = transport.sent("review_answer")
    assert decided["p_answer_id"] == UUID(rows.ANSWER_ID)
    assert (decided["p_version"], decided["p_decision"], decided["p_fields"]) == (1, "diterima", {})
    assert transport.sent("open_review")[-1]["p_answer_id"] == UUID(rows.OTHER_ID)
    assert app.success[0].value == texts.done("problem", 4, "diterima")


def test_after_the_last_one_comes_the_list(open_page, transport):
    place = {"previous_id": None, "next_id": None, "position": 1, "total": 1}
    transport.answers["open_review"] = one(queue=place)
    app = open_page(PAGE, DEWI, id=rows.ANSWER_ID)

    app.button(key=f"{KEY}.accept").click().run()

    assert "id" not in app.query_params
    assert transport.sent("review_screen")


def test_returns_with_reasons_at_fields_and_a_day(open_page, transport):
    app = open_page(PAGE, DEWI, id=rows.ANSWER_ID)
    app.multiselect(key=f"{KEY}.dikembalikan.fields").set_value(["title"]).run()
    app.text_area(key=f"{KEY}.dikembalikan.title").set_value("Terlalu =umum")

    press(app, texts.RETURN_CONFIRM)

    (decided,) = transport.sent("review_answer")
    assert (decided["p_decision"], decided["p_reason"]) == ("dikembalikan", None)
    assert decided["p_fields"] == {"title": "Terlalu =umum"}
    assert decided["p_due_on"] is not None


def test_declining_sends_its_reason(open_page, transport):
    app = open_page(PAGE, DEWI, id=rows.ANSWER_ID)
    app.text_area(key=f"{KEY}.ditolak.reason").set_value("Di luar kewenangan")

    press(app, texts.DECLINE_CONFIRM)

    (decided,) = transport.sent("review_answer")
    assert (decided["p_decision"], decided["p_reason"]) == ("ditolak", "Di luar kewenangan")


@pytest.mark.parametrize("button", [texts.RETURN_CONFIRM, texts.DECLINE_CONFIRM])
def test_without_a_reason_nothing_is_returned_or_declined(open_page, transport, button):
    app = open_page(PAGE, DEWI, id=rows.ANSWER_ID)

    press(app, button)

    assert app.warning[0].value == texts.REASON_MISSING
    assert transport.sent("review_answer") == []


def test_a_reason_that_was_typed_stays_when_the_database_is_away(open_page, transport):
    transport.answers["review_answer"] = DatabaseUnavailable("gone")
    app = open_page(PAGE, DEWI, id=rows.ANSWER_ID)
    app.text_area(key=f"{KEY}.ditolak.reason").set_value("Di luar kewenangan")

    press(app, texts.DECLINE_CONFIRM)

    assert app.error[0].value == errors.UNAVAILABLE
    assert app.text_area(key=f"{KEY}.ditolak.reason").value == "Di luar kewenangan"


def test_moves_to_another_pillar_and_leaves_the_sub_pillar_to_the_unit(open_page, transport):
    app = open_page(PAGE, DEWI, id=rows.ANSWER_ID)
    app.selectbox(key=f"{KEY}.move.pillar").set_value("P2").run()

    press(app, texts.MOVE_CONFIRM)

    (moved,) = transport.sent("move_answer")
    assert (moved["p_pillar_code"], moved["p_sub_pillar"], moved["p_version"]) == ("P2", None, 1)


def test_asks_other_units_by_a_day(open_page, transport):
    app = open_page(PAGE, DEWI, id=rows.ANSWER_ID)
    units = app.multiselect(key=f"{KEY}.refer.units")
    assert "Dinas Alfa" not in units.options, "its own"
    units.set_value([rows.UNIT_IDS["KEL-1"]])
    app.text_area(key=f"{KEY}.refer.question").set_value("Benarkah?")

    press(app, texts.REFER_CONFIRM)

    (referred,) = transport.sent("refer_answer")
    assert referred["p_unit_ids"] == [str(rows.UNIT_IDS["KEL-1"])]
    assert referred["p_question"] == "Benarkah?"


def test_asking_nobody_or_nothing_is_not_sent(open_page, transport):
    app = open_page(PAGE, DEWI, id=rows.ANSWER_ID)

    press(app, texts.REFER_CONFIRM)
    assert app.warning[0].value == texts.REFER_MISSING
    press(app, texts.MOVE_CONFIRM)
    assert app.warning[0].value == texts.PILLAR_MISSING

    assert transport.sent("refer_answer") == transport.sent("move_answer") == []


def test_a_sub_pillar_that_a_move_left_open_can_be_chosen_here(open_page, transport):
    transport.answers["open_review"] = one(values={"title": "Masalah 4"})
    questions = [rows.question("sub_pillar", "sub_pillar", "Subpilar", "Masalah"), *rows.PROBLEM_QUESTIONS]
    transport.answers["reference"] = rows.reference(questions={"problem": questions})
    app = open_page(PAGE, DEWI, id=rows.ANSWER_ID)

    press(app, texts.CHOOSE_SUB_PILLAR)

    assert transport.sent("choose_sub_pillar")[0]["p_sub_pillar"] == "P1-1"


def test_the_last_act_is_taken_back_where_one_stands(open_page, transport):
    last = {"decision": "ditolak", "at": rows.AT, "by": "Dian", "fault": None}
    transport.answers["open_review"] = one(answer=sent(4, id=rows.ANSWER_ID, status="ditolak"), undo=last)
    app = open_page(PAGE, DEWI, id=rows.ANSWER_ID)
    assert texts.NOT_WAITING in said(app)

    press(app, texts.UNDO)

    assert transport.sent("undo_review")[0]["p_version"] == 1
    assert app.success[0].value == texts.undone("ditolak")
    assert transport.sent("open_review")[-1]["p_answer_id"] == UUID(rows.ANSWER_ID)


@pytest.mark.parametrize("fault", ["voting_opened", "answer_changed"])
def test_an_act_that_cannot_be_taken_back_says_why(open_page, transport, fault):
    last = {"decision": "diterima", "at": rows.AT, "by": "Dian", "fault": fault}
    transport.answers["open_review"] = one(answer=sent(4, id=rows.ANSWER_ID, status="diterima"), undo=last)

    app = open_page(PAGE, DEWI, id=rows.ANSWER_ID)

    assert texts.UNDO_FAULTS[fault] in said(app)
    assert texts.UNDO not in [button.label for button in app.button]


def test_who_may_not_decide_may_still_return_move_and_ask(open_page, transport):
    transport.answers["open_review"] = one(may_decide=False)

    labels = [button.label for button in open_page(PAGE, DEWI, id=rows.ANSWER_ID).button]

    assert texts.ACCEPT not in labels
    assert texts.DECLINE_CONFIRM not in labels
    assert {texts.RETURN_CONFIRM, texts.MOVE_CONFIRM, texts.REFER_CONFIRM} <= set(labels)


def test_in_an_archived_year_nothing_can_be_done(open_page, transport):
    transport.answers["open_review"] = one(cycle=rows.OLD_CYCLE)

    app = open_page(PAGE, DEWI, id=rows.ANSWER_ID)

    assert texts.ARCHIVED in said(app)
    assert not app.button


# ── two reviewers ───────────────────────────────────────────────────────────────────────────────────────────
def test_the_second_is_told_who_has_it_open(open_page, transport):
    transport.answers["open_review"] = one(lookers=[{"name": "Dian", "at": rows.AT}])

    app = open_page(PAGE, DEWI, id=rows.ANSWER_ID)

    assert app.info[0].value == plain(texts.also_looking("Dian", "11.32"))


def test_a_click_on_what_was_decided_since_is_told_by_whom_and_does_nothing(open_page, transport):
    app = open_page(PAGE, DEWI, id=rows.ANSWER_ID)
    decided = sent(4, id=rows.ANSWER_ID, status="diterima")
    transport.answers["open_review"] = one(answer=decided, revision=3, acts=[act()])

    app.button(key=f"{KEY}.accept").click().run()

    assert transport.sent("review_answer") == []
    moment = "17 Agustus 2026 11.32 WITA"
    assert app.warning[0].value == plain(texts.changed_since("Diterima", "Dian", moment))


def test_an_act_carries_what_was_on_screen_not_what_is_there_by_now(open_page, transport):
    app = open_page(PAGE, DEWI, id=rows.ANSWER_ID)
    transport.answers["open_review"] = one(revision=4)  # sent again meanwhile
    transport.answers["review_answer"] = DomainError(ErrorCode.ANSWER_CHANGED, "4")

    app.button(key=f"{KEY}.accept").click().run()

    assert transport.sent("review_answer")[0]["p_version"] == 1
    assert app.warning[0].value == errors.about("answer_changed", None)
    transport.answers["review_answer"] = True
    app.button(key=f"{KEY}.accept").click().run()
    assert transport.sent("review_answer")[1]["p_version"] == 4, "now that it was read"


# ── what was sent again ─────────────────────────────────────────────────────────────────────────────────────
def test_what_was_sent_before_stands_beside_it_with_what_had_been_asked(open_page, transport):
    before = {"values": {"title": "Masalah umum", "condition": "Sejak Januari"}, "at": rows.AT}
    asked = act("dikembalikan", fields={"title": "Terlalu umum"})
    transport.answers["open_review"] = one(sent_before=before, acts=[asked])

    app = open_page(PAGE, DEWI, id=rows.ANSWER_ID)

    assert texts.DIFFERENCE in [heading.value for heading in app.subheader]
    assert "umum" in said(app)
    assert plain(texts.asked_there("Judul masalah", "Terlalu umum")) in said(app)


def test_every_act_is_listed_with_who_took_it_back(open_page, transport):
    gone = act("dipindah", to_pillar="P2", undone_at=rows.AT, undone_by="Dewi")
    transport.answers["open_review"] = one(acts=[gone])

    app = open_page(PAGE, DEWI, id=rows.ANSWER_ID)

    assert texts.moved("Tata Kelola", "Lingkungan") in said(app)
    assert "Dibatalkan oleh Dewi" in said(app)


def test_links_to_what_it_answers_stay_within_the_review(open_page, transport):
    linked = sent(9, id=rows.OTHER_ID, sheet="solution", status="diterima", title="Bank sampah")
    transport.answers["open_review"] = one(linked=[linked])

    app = open_page(PAGE, DEWI, id=rows.ANSWER_ID)

    assert "9. Bank sampah · Diterima" in said(app)
    assert links(app)[texts.read(9)] == f"tinjau?id={rows.OTHER_ID}"


def test_an_answer_that_cannot_be_seen_is_said(open_page, transport):
    transport.answers["open_review"] = DomainError(ErrorCode.NOT_FOUND)

    assert open_page(PAGE, DEWI, id=rows.ANSWER_ID).warning[0].value == errors.SENTENCES["not_found"]


def test_typed_text_is_text(open_page, transport):
    hostile = sent(4, id=rows.ANSWER_ID, title=rows.HOSTILE, unit_name=rows.HOSTILE)
    transport.answers["review_screen"] = queue(hostile)
    transport.answers["open_review"] = one(answer=hostile, values={"condition": rows.HOSTILE})

    listed, shown = open_page(PAGE, DEWI), open_page(PAGE, DEWI, id=rows.ANSWER_ID)

    assert any(rows.HOSTILE in text.value for text in shown.text)
    for app in (listed, shown):
        rendered = [*app.markdown, *app.caption, *app.title]
        assert not any("<script>" in element.value for element in rendered)
    assert r"\<script\>" in listed.checkbox(key=f"review.{rows.ANSWER_ID}.1").label
