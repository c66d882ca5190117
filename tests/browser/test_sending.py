"""Sending as people do it: in haste, twice, from two tabs, something missing, and a head who decides."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from components.texts import answers as texts
from components.texts import approval as approval_texts
from components.texts import history as history_texts
from components.texts import home as home_texts
from tests.browser import survey
from tests.browser.conftest import PHONE
from tests.browser.person import Person

CODE = re.compile(r"^M-\d{4}-\d{4}$")


_HAS_THE_KEYBOARD = """label => {
  let one = document.activeElement;
  while (one.shadowRoot?.activeElement) one = one.shadowRoot.activeElement;
  const group = one.closest('[role=radiogroup]');
  const named = [one, group].map(it => it?.getAttribute('aria-label'));
  return [...named, one.labels?.[0]?.textContent].some(name => name?.startsWith(label));
}"""


@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
def test_what_is_missing_leads_into_its_field(arrive, phone):
    officer = arrive("kel.banjarsari", **(PHONE if phone else {}))
    survey.begin(officer, "problem", "Smart Economy")
    officer.click(texts.SEND)
    officer.sees(texts.missing(9))

    for label in ("Judul masalah", "Lokasi", "Urgensi (U)"):
        link = officer.page.get_by_role("link", name=label, exact=True).first
        link.press("Enter") if not phone else link.click()
        officer.page.wait_for_function(_HAS_THE_KEYBOARD, arg=label)

    assert not officer.scrolls_sideways()


def test_a_double_click_sends_once_and_a_second_tab_learns_of_it(arrive):
    officer = arrive("kel.hadimulyotimur")
    survey.write_problem(officer, pillar="Smart Living", title="Antrean panjang di puskesmas")
    other = officer.page.context.new_page()
    other.goto(officer.page.url)
    second = Person(other, officer.url, officer.folder, "tab kedua")
    second.settle()

    officer.button(texts.SEND).first.dblclick()
    expect(officer.page.get_by_text(CODE)).to_be_visible()
    second.click(texts.SEND)

    code = officer.page.get_by_text(CODE).inner_text()
    second.sees(texts.STATUS_MEANS["dikirim"])
    officer.go_to("masalah")
    expect(officer.page.get_by_text(re.compile("Antrean panjang di puskesmas"))).to_have_count(1)
    officer.sees(re.compile(rf"^{int(code[-4:])}\. Antrean panjang di puskesmas"))


def test_the_receipt_is_printed_whole_and_says_what_was_sent(arrive):
    officer = arrive("kel.imopuro", **PHONE)
    survey.write_problem(officer, pillar="Smart Living", title="Perpustakaan sering tutup")
    survey.send(officer, "problem")
    officer.look("tanda-terima")
    officer.page.evaluate("() => { window.printed = 0; window.print = () => { window.printed += 1 } }")

    for times in (1, 2):
        officer.click(history_texts.PRINT)
        officer.page.wait_for_function(f"() => window.printed === {times}")
    officer.page.emulate_media(media="print")

    for text in (CODE, "Perpustakaan sering tutup", "Data tersebar di beberapa aplikasi."):
        expect(officer.page.get_by_text(text).first).to_be_visible()
    expect(officer.button(history_texts.PRINT)).to_be_hidden()
    main = officer.page.get_by_test_id("stMain")
    assert main.evaluate("main => main.offsetHeight > innerHeight"), "nothing stays behind a scroll bar"


def test_two_states_stand_side_by_side_and_what_was_typed_is_not_rendered(arrive):
    officer = arrive("kel.hadimulyobarat", **PHONE)
    survey.write_problem(officer, pillar="Smart Branding", title="Wisata kota kurang dikenal")
    survey.send(officer, "problem")
    officer.page.get_by_role("link", name=re.compile("^Buka masalah")).click()
    officer.settle()
    officer.click(texts.REOPEN)
    officer.fill(survey.required("Judul masalah"), "Wisata kota <b>belum</b> dikenal")
    officer.page.get_by_role("link", name=history_texts.SEE).click()
    officer.settle()

    officer.sees("−\u00a0kurang")
    officer.sees("+\u00a0<b>belum</b>")
    officer.look("riwayat")
    assert not officer.scrolls_sideways()


def test_where_it_is_switched_on_a_responsible_person_lets_it_go(arrive):
    diskominfo, officer = arrive("diskominfo"), arrive("kel.yosomulyo", **PHONE)
    diskominfo.open("persetujuan")
    diskominfo.page.get_by_text("Kelurahan Yosomulyo", exact=True).click()
    diskominfo.sees(approval_texts.switched("Kelurahan Yosomulyo", is_on=True))

    survey.write_problem(officer, pillar="Smart Environment", title="Halte tidak beratap")
    officer.click(approval_texts.SUBMIT)
    officer.sees(texts.STATUS_MEANS["diajukan"])
    expect(officer.button(approval_texts.APPROVE)).to_have_count(0)
    diskominfo.open("akun?cari=yosomulyo")
    diskominfo.page.get_by_role("link", name=re.compile("Yosomulyo")).first.click()
    diskominfo.settle()
    diskominfo.click(approval_texts.NAME_RESPONSIBLE)
    diskominfo.click(approval_texts.NAME_CONFIRM)

    officer.go_to("beranda")
    officer.sees(home_texts.AWAITING)
    officer.look("beranda")
    officer.page.get_by_role("link", name=texts.open_("problem", None, "diajukan")).click()
    officer.settle()
    officer.look("menunggu")
    officer.click(approval_texts.APPROVE)

    expect(officer.page.get_by_text(CODE)).to_be_visible()
    officer.sees(history_texts.APPROVED_BY)
    assert not officer.scrolls_sideways()
