"""What showed *tersimpan* is there, whatever happened; what did not yet is found again where it was typed."""

from __future__ import annotations

import re
import time
from contextlib import suppress

import pytest
from playwright.sync_api import Error, Route, WebSocketRoute, expect

from components.texts import answers as texts
from components.texts import autosave, errors
from components.texts import shell as shell_texts
from components.texts import survey as survey_texts
from db.seed import example
from tests.browser import survey
from tests.browser.conftest import PHONE
from tests.browser.draft import (
    OFFICER,
    SAVED,
    address,
    begun,
    box,
    holds,
    is_stored,
    new_text,
    state,
    write,
)
from tests.browser.person import Person

AFFECTED = "Perkiraan jumlah yang terdampak"
MOST_LOST_SECONDS = 3
NIK = "1871012345678901"


@pytest.fixture
def officer(arrive) -> Person:
    return begun(arrive)


# ── what can happen to a tab ────────────────────────────────────────────────────────────────────────────────
def test_a_killed_tab_loses_at_most_three_seconds_of_typing(officer, arrive):
    """Typed without a pause for seven seconds, then the tab is gone without a goodbye."""
    where, typed = address(officer), []
    box(officer).click()
    until = time.monotonic() + 7
    while time.monotonic() < until:
        typed.append((time.monotonic(), "kata "))
        officer.page.keyboard.type("kata ", delay=20)
    killed_at = time.monotonic()
    _crash(officer)

    other = arrive(OFFICER)
    other.open(where)

    old_enough = sum(len(word) for at, word in typed if at < killed_at - MOST_LOST_SECONDS)
    expect(box(other)).to_have_value(re.compile(rf"^(?=(kata )*k?a?t?a?$).{{{old_enough},}}$"))


def test_a_tab_opened_again_in_the_same_browser_loses_nothing_at_all(officer):
    where, text = address(officer), new_text()
    box(officer).click()
    officer.page.keyboard.type(text, delay=5)
    _crash(officer)

    officer.open(where)

    holds(officer, text)
    expect(state(officer)).to_contain_text(SAVED)


def test_going_to_another_page_in_the_middle_of_a_word_keeps_it(officer, arrive):
    where, text = address(officer), new_text()
    box(officer).click()
    officer.page.keyboard.type(text)
    officer.go_to("beranda")

    officer.open(where)

    holds(officer, text)
    is_stored(arrive, where, text)


def test_a_save_overtaken_by_that_of_a_hidden_tab_is_no_conflict(officer, arrive):
    where, first, text = address(officer), new_text(), new_text()
    held: list[Route] = []

    def hold_the_first(route: Route) -> None:
        if held:
            route.continue_()
        else:
            held.append(route)

    officer.page.route("**/draft", hold_the_first)
    with officer.page.expect_request("**/draft"):
        box(officer).fill(first)
    box(officer).fill(text)
    with officer.page.expect_response("**/draft"):
        officer.page.evaluate("() => window.dispatchEvent(new Event('pagehide'))")
    held[0].continue_()

    expect(state(officer)).to_contain_text(SAVED)
    expect(officer.page.get_by_role("button", name=autosave.WORDS["keep_mine"])).to_have_count(0)
    is_stored(arrive, where, text)


def test_other_fields_runs_leave_the_text_the_caret_and_the_keyboard_where_they_are(officer):
    box(officer).click()
    officer.page.keyboard.type("awal akhir")
    box(officer).evaluate("box => box.setSelectionRange(5, 5)")
    radio = officer.page.get_by_role("radio").first
    radio.evaluate("one => one.closest('label').click()")
    box(officer).focus()
    officer.page.keyboard.type("tengah ")
    officer.settle()

    holds(officer, "awal tengah akhir")
    assert box(officer).evaluate("box => box.selectionStart") == 12
    expect(state(officer)).to_contain_text(SAVED)


# ── what can happen to the network ──────────────────────────────────────────────────────────────────────────
def test_a_dropped_connection_holds_no_text_back(arrive):
    person: Person = arrive()
    sockets: list[WebSocketRoute] = []

    def connect(socket: WebSocketRoute) -> None:
        sockets.append(socket)
        socket.connect_to_server()

    person.page.route_web_socket(re.compile("_stcore/stream"), connect)
    person.name = OFFICER
    person.open("")
    person.sign_in(example.PASSWORD)
    survey.begin(person, "problem", "Smart Living")
    text = new_text()

    sockets[-1].close(code=1001)
    write(person, text)
    person.settle()
    person.pick_first(survey.required("Subpilar"))

    holds(person, text)
    person.page.reload()
    person.settle()
    holds(person, text)
    expect(person.page.get_by_role("radio").first).to_be_checked()


def test_without_a_network_it_says_so_and_saves_by_itself_when_it_is_back(officer, arrive):
    where, text = address(officer), new_text()
    officer.page.context.set_offline(True)
    box(officer).fill(text)
    expect(state(officer)).to_contain_text(autosave.WORDS["away"])
    expect(officer.page.locator(".answer-foot")).to_contain_text(
        autosave.WORDS["unsaved_fields"].format(fields="Kondisi saat ini")
    )

    officer.page.context.set_offline(False)

    expect(state(officer)).to_contain_text(SAVED)
    is_stored(arrive, where, text)


# ── what can happen to a sign-in ────────────────────────────────────────────────────────────────────────────
def test_a_sign_in_that_ends_in_the_middle_is_said_and_leads_back_to_the_same_field(officer, arrive):
    where, text = address(officer), new_text()
    officer.page.evaluate("() => fetch('/auth/logout', {method: 'POST'})")
    box(officer).click()
    box(officer).fill(text)
    expect(state(officer)).to_contain_text(autosave.WORDS["signed_out"])

    officer.page.get_by_role("link", name=autosave.WORDS["sign_in"]).click()
    officer.settle()
    officer.sign_in(example.PASSWORD)

    assert address(officer) == where
    holds(officer, text)
    expect(box(officer)).to_be_focused()
    expect(state(officer)).to_contain_text(SAVED)
    is_stored(arrive, where, text)


def test_whoever_signs_in_next_on_the_same_browser_neither_sees_nor_sends_it(officer):
    where = address(officer)
    officer.page.evaluate("() => fetch('/auth/logout', {method: 'POST'})")
    box(officer).fill("rahasia Dinas Kesehatan")
    expect(state(officer)).to_contain_text(autosave.WORDS["signed_out"])

    officer.open("")
    officer.name = "bappeda"
    officer.sign_in(example.PASSWORD)
    officer.open(where)

    officer.never_sees(re.compile("rahasia"))
    expect(officer.button(shell_texts.ACCOUNT)).to_be_visible()


# ── two who write ───────────────────────────────────────────────────────────────────────────────────────────
def test_who_writes_in_the_same_field_at_once_is_shown_the_other_text_and_chooses(officer, arrive):
    where = address(officer)
    other: Person = arrive(OFFICER)
    other.open(where)
    write(officer, "tulisan pertama")

    box(other).fill("tulisan kedua")

    expect(other.page.get_by_text("tulisan pertama")).to_be_visible()
    holds(other, "tulisan kedua")
    expect(state(other)).to_contain_text(autosave.WORDS["changed"])
    other.page.get_by_role("button", name=autosave.WORDS["keep_mine"]).click()
    expect(state(other)).to_contain_text(SAVED)

    box(officer).fill("tulisan ketiga")
    expect(officer.page.get_by_text("tulisan kedua")).to_be_visible()
    officer.page.get_by_role("button", name=autosave.WORDS["take_theirs"]).click()
    holds(officer, "tulisan kedua")
    is_stored(arrive, where, "tulisan kedua")


def test_the_other_text_is_taken_with_the_numbers_its_writer_called_harmless(officer, arrive):
    where = address(officer)
    other: Person = arrive(OFFICER)
    other.open(where)
    write(officer, f"Aset {NIK} rusak")
    officer.page.get_by_role("button", name=autosave.WORDS["not_personal"]).click()
    expect(officer.page.get_by_text("•" * 16)).to_have_count(0)
    expect(state(officer)).to_contain_text(SAVED)

    box(other).fill("tulisan kedua")
    other.page.get_by_role("button", name=autosave.WORDS["take_theirs"]).click()

    holds(other, f"Aset {NIK} rusak")
    expect(state(other)).to_contain_text(SAVED)
    is_stored(arrive, where, f"Aset {NIK} rusak")


def test_the_same_draft_goes_on_on_a_phone_at_the_same_place(officer, arrive):
    where, text = address(officer), new_text()
    write(officer, text)

    phone: Person = arrive(OFFICER, **PHONE)
    phone.open(where)
    holds(phone, text)
    write(phone, f"{text} Dari ponsel.")
    assert not phone.scrolls_sideways()

    officer.pick_first(survey.required("Subpilar"))
    holds(officer, f"{text} Dari ponsel.")


# ── sending, and what is not kept ───────────────────────────────────────────────────────────────────────────
def test_sending_waits_for_the_text_that_is_on_its_way(arrive):
    person: Person = arrive(OFFICER)
    survey.write_problem(person, pillar="Smart Environment", title="Belum ada layanan daring")
    text = new_text()

    box(person).fill(text)
    person.page.get_by_role("button", name=texts.SEND).click()

    person.sees(re.compile("sudah dikirim"))
    person.sees(text)


def test_a_field_goes_on_keeping_itself_once_the_window_is_open_again(officer, arrive):
    where, text = address(officer), new_text()
    closed = errors.SENTENCES["window_closed"]
    officer.page.route("**/draft", lambda route: route.fulfill(status=409, json={"message": closed}))
    box(officer).fill(new_text())
    expect(state(officer)).to_contain_text(closed)
    officer.page.unroute("**/draft")

    write(officer, text)

    is_stored(arrive, where, text)


def test_a_number_that_cannot_be_kept_holds_nothing_up_once_there_is_no_data(arrive):
    person: Person = arrive(OFFICER)
    survey.write_problem(person, pillar="Smart Living", title="Antrean belum tercatat")
    number = survey_texts.label(AFFECTED, "orang", is_required=False)
    box(person, number).fill("entahlah")
    expect(state(person, number)).to_contain_text(autosave.WORDS["refused"])

    no_data = person.page.get_by_role("checkbox", name=survey_texts.no_data_for(AFFECTED))
    no_data.check(force=True)
    person.settle()
    person.page.get_by_role("button", name=texts.SEND).click()

    person.sees(re.compile("sudah dikirim"))


def test_an_identity_number_is_kept_as_dots_until_the_writer_decides(officer, arrive):
    where = address(officer)
    write(officer, f"Aset {NIK} rusak")
    officer.sees(f"Aset {'•' * 16} rusak")
    is_stored(arrive, where, f"Aset {'•' * 16} rusak")

    officer.page.get_by_role("button", name=autosave.WORDS["not_personal"]).click()
    expect(officer.page.get_by_text("•" * 16)).to_have_count(0)
    expect(state(officer)).to_contain_text(SAVED)
    is_stored(arrive, where, f"Aset {NIK} rusak")

    write(officer, f"Aset {NIK} rusak, hubungi 0812-3456-7890")
    officer.page.get_by_role("button", name=autosave.WORDS["mask"]).click()
    holds(officer, f"Aset {NIK} rusak, hubungi ••••-••••-••••")


def _crash(person: Person) -> None:
    """The tab ends as when a phone takes its memory away: no script of the page hears of it."""
    with suppress(Error):
        person.page.goto("chrome://crash")
    person.page = person.page.context.new_page()
