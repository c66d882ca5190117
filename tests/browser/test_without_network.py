"""Units without a network: the workbook goes out and comes back; paper is typed for them and they agree."""

from __future__ import annotations

import io
import re
from pathlib import Path

import openpyxl
from PIL import Image
from playwright.sync_api import expect

from components.texts import answers as answer_texts
from components.texts import errors
from components.texts import lanes as texts
from components.texts import on_behalf as on_behalf_texts
from tests.browser import survey
from tests.browser.conftest import PHONE
from tests.browser.person import Person
from tests.unit.workbooks import column, saved_again, typed

TITLE = "Lampu jalan padam di lima ruas"


def download(person: Person, button: str) -> bytes:
    with person.page.expect_download() as arriving:
        person.button(button).click()
    return Path(arriving.value.path()).read_bytes()


def upload(person: Person, content: bytes) -> None:
    file = {"name": "buku.xlsx", "mimeType": "application/octet-stream", "buffer": content}
    person.page.locator('input[type="file"]').set_input_files(file)  # type: ignore[arg-type]
    person.settle()


def show_paper(person: Person) -> None:
    photo = io.BytesIO()
    Image.new("RGB", (800, 600), "white").save(photo, "JPEG")
    file = {"name": "formulir.jpg", "mimeType": "image/jpeg", "buffer": photo.getvalue()}
    person.page.locator("input[type=file]").last.set_input_files(file)  # type: ignore[arg-type]
    expect(person.page.get_by_role("listitem").filter(has_text="formulir.jpg")).to_contain_text("kB")
    person.settle()


def first_new(content: bytes) -> int:
    sheet = openpyxl.load_workbook(io.BytesIO(content))["Masalah"]
    status = column(sheet.parent, "Masalah", "status")
    return next(line for line in range(4, 50) if sheet.cell(line, status).value == texts.NEW_ROW)


def test_a_workbook_is_taken_along_filled_in_and_brought_back_once(arrive):
    officer = arrive("kel.tejosari", **PHONE)
    officer.open("excel")
    workbook = download(officer, texts.DOWNLOAD)
    line = first_new(workbook)
    filled = saved_again(workbook, typed("Masalah", line, pillar="Smart Governance [GOV]", title=TITLE))

    upload(officer, filled)
    officer.look("periksa")
    assert not officer.scrolls_sideways()
    officer.click(texts.confirm(1))
    officer.sees(texts.imported(1))

    upload(officer, filled)
    officer.sees(texts.NOTHING_TO_DO)
    officer.open("masalah")
    officer.sees(TITLE)


def test_paper_is_typed_for_a_unit_which_then_agrees(arrive):
    desk = arrive("diskominfo", **PHONE)
    desk.open("atas_nama")
    desk.choose_one(on_behalf_texts.UNIT, "Kelurahan Yosodadi")
    desk.choose_one(on_behalf_texts.PILLAR, "Smart Environment")
    desk.click(on_behalf_texts.BEGIN)
    survey.fill_problem(desk, title="Sampah menumpuk di pasar")
    desk.click(answer_texts.SEND)
    desk.sees(errors.SENTENCES["evidence_required"])

    show_paper(desk)
    desk.click(answer_texts.SEND)
    desk.open("atas_nama")
    desk.sees(on_behalf_texts.waiting("Kelurahan Yosodadi"))
    desk.look("terkirim")
    assert not desk.scrolls_sideways()

    officer = arrive("kel.yosodadi", **PHONE)
    officer.sees(on_behalf_texts.to_confirm(1))
    officer.look("beranda")
    officer.page.get_by_role("link", name=re.compile("^Buka masalah")).first.click()
    officer.settle()
    officer.click(on_behalf_texts.CONFIRM)
    officer.sees(on_behalf_texts.CONFIRMED)
    officer.look("sesuai")
    assert not officer.scrolls_sideways()
