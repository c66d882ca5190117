"""Review as two reviewers and two units live it: a reason at its field, mended, asked about, taken back."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from components.texts import answers, asking, review
from tests.browser.conftest import PHONE
from tests.browser.person import Person

REASON, QUESTION = "Sebutkan pasar kreatif yang mana.", "Berapa kunjungan pasar kreatif setahun?"
TITLE = "Perputaran uang di pasar kreatif Nuwo Intan tidak tercatat"
NUMBER = 8  # of the agency for tourism, in the example


def test_what_is_returned_by_field_comes_back_mended_and_every_act_can_be_taken_back(arrive):
    reviewer = arrive("diskominfo")
    _returns(reviewer)

    officer = arrive("disporapar", **PHONE)
    _mends(officer)

    _sees_the_difference_and_asks(reviewer)
    _answers(arrive("dispusip", **PHONE))

    second = arrive("diskominfo2")
    _opens(second)
    second.sees(re.compile(re.escape(asking.RESPONSES["bukan_kewenangan"])))
    _opens(reviewer)
    _opens(second)
    second.sees(re.compile("juga membuka isian ini"))
    second.click(review.ACCEPT)
    second.sees(review.done("problem", NUMBER, "diterima"))

    reviewer.click(review.ACCEPT)
    reviewer.sees(re.compile("Sejak Anda membukanya"))
    reviewer.look("sudah-diputuskan")
    reviewer.click(review.UNDO)
    reviewer.sees(review.undone("diterima"))
    expect(reviewer.button(review.ACCEPT)).to_be_visible()


def _opens(reviewer: Person) -> None:
    reviewer.open("tinjau")
    reviewer.follow_if_there(review.read(NUMBER))
    reviewer.sees(review.DECIDE)


def _returns(reviewer: Person) -> None:
    _opens(reviewer)
    reviewer.open_section(review.RETURN)
    reviewer.choose(review.RETURN_FIELDS, "Judul masalah")
    reviewer.fill(review.reason_for("Judul masalah"), REASON)
    reviewer.click(review.RETURN_CONFIRM)
    reviewer.sees(review.done("problem", NUMBER, "dikembalikan"))
    reviewer.look("berikutnya")


def _mends(officer: Person) -> None:
    officer.follow_if_there(answers.open_("problem", NUMBER, "dikembalikan"))
    officer.sees(asking.fix(REASON))
    assert not officer.scrolls_sideways()
    officer.look("alasan-di-kolomnya")
    title = officer.page.get_by_role("textbox", name=re.compile("^Judul masalah")).first
    title.fill(TITLE)
    title.press("Tab")
    officer.settle()
    officer.click(answers.SEND_AGAIN)
    officer.sees(re.compile(re.escape(TITLE)))


def _sees_the_difference_and_asks(reviewer: Person) -> None:
    _opens(reviewer)
    reviewer.sees(review.DIFFERENCE)
    reviewer.sees(re.compile(re.escape(REASON)))
    reviewer.look("perbedaan")
    reviewer.open_section(review.REFER)
    reviewer.choose(review.REFER_UNITS, "Dinas Perpustakaan dan Kearsipan")
    reviewer.fill(review.REFER_QUESTION, QUESTION)
    reviewer.click(review.REFER_CONFIRM)
    reviewer.sees(review.done("problem", NUMBER, "didisposisi"))


def _answers(asked: Person) -> None:
    asked.sees(asking.HOME_REFERRALS)
    asked.follow_if_there(answers.open_("problem", NUMBER, "dikirim"))
    asked.sees(QUESTION)
    asked.pick(asking.RESPONSE, asking.RESPONSES["bukan_kewenangan"])
    assert not asked.scrolls_sideways()
    asked.click(asking.SEND)
    asked.sees(asking.SENT)
    asked.look("dijawab")
