"""Rating on a phone and by keyboard: few taps, large targets, nothing scrolled, everything kept."""

from __future__ import annotations

import re
import time

import pytest
from playwright.sync_api import Locator, expect

from components.texts import raters as rater_texts
from components.texts import rating as texts
from tests.browser.conftest import PHONE
from tests.browser.person import Person

CRITERIA = ("Urgensi (U)", "Keseriusan (S)", "Perkembangan (G)")
TAPS_A_PROBLEM = 4
THUMB = 44  # pixels, either way

pytestmark = pytest.mark.xdist_group("rating")  # one app for all of them


@pytest.fixture(scope="module")
def app(own_app):
    """Everybody sees who rates."""
    return own_app


def scale(person: Person, criterion: str) -> Locator:
    return person.page.get_by_role("group", name=re.compile(re.escape(criterion)))


def step(person: Person, criterion: str, score: int) -> Locator:
    return scale(person, criterion).get_by_role("radio").nth(score - 1 if score else 5)


def score(person: Person, criterion: str, score: int) -> None:
    step(person, criterion, score).tap()
    person.settle()


def kept(person: Person, said: str) -> None:
    expect(person.page.get_by_role("status").filter(has_text=said)).to_have_count(1)


def way_on(person: Person) -> Locator:
    return person.page.get_by_role("button", name=re.compile(f"^({texts.NEXT}|{texts.DONE_HERE})$"))


def on(person: Person) -> None:
    way_on(person).tap()
    person.settle()


def targets_stand_in_sight(person: Person) -> None:
    """All numbers and both ways: large enough for a thumb, nothing below the screen or under the bar."""
    radios = [radio for name in CRITERIA for radio in scale(person, name).get_by_role("radio").all()]
    steps = [radio.bounding_box() for radio in radios]
    ways = [person.page.get_by_role("button", name=texts.BACK).bounding_box(), way_on(person).bounding_box()]
    for box in (*steps, *ways):
        assert box is not None
        assert min(box["width"], box["height"]) >= THUMB
    bar = min(box["y"] for box in ways if box)
    assert all(box["y"] > 0 and box["y"] + box["height"] <= bar for box in steps if box)


def test_ten_problems_are_scored_on_a_phone_in_forty_taps_without_scrolling(arrive):
    officer = arrive("kel.yosodadi", **PHONE)
    officer.open("menilai")
    officer.sees(re.compile(re.escape(texts.progress(2, 12, "problem"))))
    assert not officer.scrolls_sideways()
    began, taps = time.monotonic(), 0

    for place in range(10):
        targets_stand_in_sight(officer)
        for criterion, given in zip(CRITERIA, (5 - place % 5, 3, 0 if place == 4 else 2), strict=True):
            score(officer, criterion, given)
            taps += 1
        kept(officer, texts.ALL_SAVED)
        if place in (0, 4):
            officer.look("dinilai")
        on(officer)
        taps += 1

    assert taps == 10 * TAPS_A_PROBLEM
    print(f"10 problems, {taps} taps, {time.monotonic() - began:.0f} s of the machine's")  # noqa: T201
    officer.sees(texts.NOTHING_LEFT["problem"])
    officer.look("selesai")


def test_a_score_is_there_on_another_device_and_one_can_go_back_to_it(arrive):
    phone = arrive("kel.mulyojati", **PHONE)
    phone.open("menilai")
    score(phone, CRITERIA[0], 4)
    kept(phone, texts.saved(1, 3))

    desk = arrive("kel.mulyojati")
    desk.open("menilai")
    expect(step(desk, CRITERIA[0], 4)).to_be_checked()
    step(desk, CRITERIA[0], 2).check()
    desk.settle()

    score(phone, CRITERIA[1], 0)
    kept(phone, texts.saved(2, 3))
    expect(step(phone, CRITERIA[0], 2)).to_be_checked()
    expect(step(phone, CRITERIA[1], 0)).to_be_checked()

    on(phone)
    expect(step(phone, CRITERIA[0], 2)).not_to_be_checked()
    phone.page.get_by_role("button", name=texts.BACK).tap()
    phone.settle()
    expect(step(phone, CRITERIA[0], 2)).to_be_checked()


def test_by_keyboard_a_digit_scores_and_goes_on_to_the_next_scale(arrive):
    officer = arrive("dinkes")
    officer.open("menilai")
    step(officer, CRITERIA[0], 1).focus()

    for key in "530":
        officer.page.keyboard.press(key)
        officer.settle()

    kept(officer, texts.ALL_SAVED)
    for criterion, given in zip(CRITERIA, (5, 3, 0), strict=True):
        expect(step(officer, criterion, given)).to_be_checked()
    expect(step(officer, CRITERIA[2], 0)).to_be_focused()


def test_who_is_no_longer_named_reads_why(arrive):
    diskominfo = arrive("diskominfo")
    diskominfo.open("penilai")
    diskominfo.page.get_by_text(rater_texts.MODES["people"], exact=True).click()
    diskominfo.click(rater_texts.SAVE_MODE)
    diskominfo.sees(rater_texts.mode_saved("people"))
    diskominfo.choose(rater_texts.CHOOSE, "Petugas Dinkes (contoh)")
    diskominfo.click(rater_texts.ADD_CHOSEN)
    diskominfo.sees(rater_texts.added(1))
    diskominfo.look("penilai")

    arrive("dinkes").open("menilai")
    officer = arrive("kel.yosodadi", **PHONE)
    officer.open("menilai")
    officer.sees(texts.NOT_NAMED)
    officer.look("tidak-ditunjuk")
