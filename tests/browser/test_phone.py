"""On a phone: signing in and answering one survey at 390 px, never scrolling sideways."""

from __future__ import annotations

from components.texts import answers as texts
from tests.browser import survey
from tests.browser.conftest import PHONE


def test_an_officer_signs_in_and_sends_a_problem_on_a_phone_without_scrolling_sideways(arrive):
    stranger = arrive(**PHONE)
    stranger.look("masuk")
    assert not stranger.scrolls_sideways()

    officer = arrive("kel.ganjaragung", by_form=True, **PHONE)
    officer.look("beranda")
    assert not officer.scrolls_sideways()

    survey.write_problem(
        officer, pillar="Smart Environment", title="Saluran air di kelurahan sering tersumbat"
    )
    officer.look("formulir")
    assert not officer.scrolls_sideways()

    survey.send(officer, "problem")
    officer.look("terkirim")
    assert not officer.scrolls_sideways()
    officer.sees(texts.STATUS["dikirim"])
