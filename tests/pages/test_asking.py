"""What a unit is asked about an answer: mending, referrals, leading, its sub-pillar."""

from __future__ import annotations

from uuid import UUID

import pytest

from components.texts import asking as texts
from components.ui.plain import plain
from db.errors import DomainError, ErrorCode
from tests.pages import rows
from tests.pages.conftest import person
from tests.pages.reading import links, said

PAGE = "peserta/masalah.py"
BUDI = person("peserta", "Budi", unit="DINAS-A")
REFERRAL_ID = str(UUID(int=0x77))
FORM = f"referral.{REFERRAL_ID}"


def referral(**changes):
    return {
        "id": REFERRAL_ID,
        "unit_name": "Dinas Alfa",
        "question": "Berapa warga yang mengantre?",
        "due_on": "2026-08-20",
        "is_own": True,
        "is_overdue": False,
        "response": None,
        "body": None,
        "data": [],
        "authority": None,
        "other_unit": None,
        "answered_by": None,
        "answered_at": None,
        **changes,
    }


def consent(**changes):
    return {
        "unit_name": "Dinas Alfa",
        "response": None,
        "body": None,
        "by": None,
        "at": None,
        "version": 3,
        "may_answer": True,
        **changes,
    }


def sent(**changes):
    answer = rows.answer(number=4, title="Antrean", status="dikirim", sent_at=rows.AT)
    values = {"sub_pillar": "P1-1", "title": "Antrean"}
    return rows.answer_screen(**{"answer": answer, "values": values, "is_own": False, **changes})


def press(app, label):
    next(button for button in app.button if button.label == label).click().run()


@pytest.fixture(autouse=True)
def _writes(transport):
    for name in ("answer_referral", "give_consent", "undo_consent", "choose_sub_pillar"):
        transport.answers[name] = True


# ── returned ────────────────────────────────────────────────────────────────────────────────────────────────
def test_the_reasons_stand_at_their_fields_with_the_last_day(open_page, transport):
    transport.answers["answer_screen"] = rows.answer_screen(
        answer=rows.answer(
            number=4, title="Antrean", status="dikembalikan", sent_at=rows.AT, reason="Judul masalah: Umum"
        ),
        values={"title": "Antrean"},
        returned={
            "reason": None,
            "fields": {"title": rows.HOSTILE},
            "due_at": "2026-08-20T16:00:00+00:00",  # midnight in Makassar
            "by": "Dian",
            "at": rows.AT,
        },
    )

    app = open_page(PAGE, BUDI, id=rows.ANSWER_ID)

    warnings = [warning.value for warning in app.warning]
    assert texts.returned_until("20 Agustus 2026") in warnings
    assert plain(texts.fix(rows.HOSTILE)) in warnings


# ── referrals ───────────────────────────────────────────────────────────────────────────────────────────────
def test_what_is_asked_of_the_unit_stands_on_its_first_page(open_page, transport):
    row = rows.answer(id=rows.OTHER_ID, number=9, title="Banjir", status="dikirim")
    transport.answers["home_screen"] = rows.home(
        referrals=[{**row, "due_on": "2026-08-20", "is_overdue": True}],
        consents=[{**row, "sheet": "solution", "title": "Sumur resapan"}],
    )

    app = open_page("peserta/beranda.py", BUDI)

    assert texts.late("20 Agustus 2026") in said(app)
    assert texts.HOME_CONSENTS_HELP in said(app)
    assert f"masalah?id={rows.OTHER_ID}" in links(app).values()
    assert f"solusi?id={rows.OTHER_ID}" in links(app).values()


def test_a_unit_gives_its_word(open_page, transport):
    transport.answers["answer_screen"] = sent(referrals=[referral()])
    app = open_page(PAGE, BUDI, id=rows.ANSWER_ID)
    assert "Berapa warga yang mengantre?" in said(app)
    assert texts.until("20 Agustus 2026") in said(app)

    press(app, texts.SEND)
    assert app.warning[0].value == texts.INCOMPLETE
    app.text_area(key=f"{FORM}.body").set_value("Dua ratus =sehari")
    press(app, texts.SEND)

    (given,) = transport.sent("answer_referral")
    assert (given["p_response"], given["p_body"]) == ("menanggapi", "Dua ratus =sehari")
    assert app.success[0].value == texts.SENT


def test_a_unit_adds_data_with_its_source(open_page, transport):
    transport.answers["answer_screen"] = sent(referrals=[referral()])
    app = open_page(PAGE, BUDI, id=rows.ANSWER_ID)
    app.radio(key=f"{FORM}.response").set_value("menambah_data").run()
    app.text_input(key=f"{FORM}.figure").set_value("200 orang sehari")
    press(app, texts.SEND)
    assert transport.sent("answer_referral") == [], "without its source"
    app.text_input(key=f"{FORM}.source").set_value("Buku tamu")
    press(app, texts.SEND)

    (given,) = transport.sent("answer_referral")
    assert given["p_data"] == [{"figure": "200 orang sehari", "source": "Buku tamu"}]


def test_a_unit_says_whose_it_is_instead(open_page, transport):
    transport.answers["answer_screen"] = sent(referrals=[referral()])
    app = open_page(PAGE, BUDI, id=rows.ANSWER_ID)
    app.radio(key=f"{FORM}.response").set_value("bukan_kewenangan").run()
    app.radio(key=f"{FORM}.authority").set_value("opd_lain").run()
    other = app.selectbox(key=f"{FORM}.other")
    assert "Dinas Alfa" not in other.options, "its own"
    other.set_value(rows.UNIT_IDS["KEC-1"])
    press(app, texts.SEND)

    (given,) = transport.sent("answer_referral")
    assert (given["p_authority"], given["p_other_unit_id"]) == ("opd_lain", rows.UNIT_IDS["KEC-1"])


def test_what_was_answered_by_a_colleague_meanwhile_is_told(open_page, transport):
    transport.answers["answer_screen"] = sent(referrals=[referral()])
    transport.answers["answer_referral"] = DomainError(ErrorCode.WRONG_STATE, "referral_id")
    app = open_page(PAGE, BUDI, id=rows.ANSWER_ID)
    app.text_area(key=f"{FORM}.body").set_value("Benar.")

    press(app, texts.SEND)

    assert not app.success
    assert app.text_area(key=f"{FORM}.body").value == "Benar.", "and what was typed stays"


def test_what_was_said_stays_to_be_read_as_text(open_page, transport):
    answered = referral(
        response="menambah_data",
        data=[{"figure": rows.HOSTILE, "source": "Buku tamu"}],
        answered_by="Sari",
        answered_at=rows.AT,
    )
    transport.answers["answer_screen"] = sent(referrals=[answered])

    app = open_page(PAGE, BUDI, id=rows.ANSWER_ID)

    assert texts.data({"figure": rows.HOSTILE, "source": "Buku tamu"}) in [text.value for text in app.text]
    assert texts.SEND not in [button.label for button in app.button]


# ── willing to lead ─────────────────────────────────────────────────────────────────────────────────────────
def solution(**changes):
    answer = rows.answer(sheet="solution", number=4, title="Nomor antrean", status="dikirim", sent_at=rows.AT)
    return sent(answer=answer, **changes)


def test_silence_reads_as_not_answered(open_page, transport):
    transport.answers["answer_screen"] = solution(consent=consent(may_answer=False))

    app = open_page("peserta/solusi.py", BUDI, id=rows.ANSWER_ID)

    assert f":material/hourglass_top: {plain(texts.lead('Dinas Alfa', None))}" in said(app)
    assert texts.CONSENT_SEND not in [button.label for button in app.button]


def test_the_lead_unit_is_willing_for_what_it_read(open_page, transport):
    transport.answers["answer_screen"] = solution(consent=consent())
    app = open_page("peserta/solusi.py", BUDI, id=rows.ANSWER_ID)
    key = f"consent.{rows.ANSWER_ID}.3"

    app.radio(key=f"{key}.response").set_value("tidak_bersedia")
    press(app, texts.CONSENT_SEND)
    assert app.warning[0].value == texts.BODY_MISSING
    app.text_area(key=f"{key}.body").set_value("Belum ada anggaran")
    press(app, texts.CONSENT_SEND)

    (given,) = transport.sent("give_consent")
    assert (given["p_response"], given["p_version"]) == ("tidak_bersedia", 3)
    assert given["p_body"] == "Belum ada anggaran"


def test_its_word_can_be_taken_back(open_page, transport):
    given = consent(response="bersedia", by="Budi", at=rows.AT)
    transport.answers["answer_screen"] = solution(consent=given)
    app = open_page("peserta/solusi.py", BUDI, id=rows.ANSWER_ID)

    press(app, texts.CONSENT_UNDO)

    assert transport.sent("undo_consent")[0]["p_version"] == 3
    assert app.success[0].value == texts.CONSENT_UNDONE


# ── the sub-pillar ──────────────────────────────────────────────────────────────────────────────────────────
def test_after_a_move_its_unit_is_asked_for_the_sub_pillar(open_page, transport):
    questions = [rows.question("sub_pillar", "sub_pillar", "Subpilar", "Masalah"), *rows.PROBLEM_QUESTIONS]
    transport.answers["reference"] = rows.reference(questions={"problem": questions})
    transport.answers["answer_screen"] = sent(is_own=True, values={"title": "Antrean"})
    app = open_page(PAGE, BUDI, id=rows.ANSWER_ID)

    press(app, texts.SUB_PILLAR_SEND)

    assert transport.sent("choose_sub_pillar")[0]["p_sub_pillar"] == "P1-1"
