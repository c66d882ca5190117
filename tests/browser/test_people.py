"""From a list to the first sign-in: import, look again, slips, and the person they were printed for."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import expect

from components.texts import people as texts
from components.texts import signin as sign_in_texts
from components.texts import slips as slip_texts
from tests.browser.conftest import PHONE
from tests.unit.lists import row, workbook
from tests.unit.paper import drawn

NEW = row("Dr. Ir. Wahyu Prasetyo, M.Si.", title="Kabid", phone=81234567890, unit="Dinkes")
TWICE = row("Ayu Lestari", phone="8,1E+10", unit="Dinas Kesehaten")


def bring(person, content: bytes) -> None:
    file = {"name": "orang.xlsx", "mimeType": "application/octet-stream", "buffer": content}
    person.page.locator('input[type="file"]').set_input_files(file)
    person.sees(texts.CHECK_HEADING)
    person.settle()


def downloaded(person, button: str) -> bytes:
    with person.page.expect_download() as arriving:
        person.button(button).click()
    return Path(arriving.value.path()).read_bytes()


def test_whoever_was_imported_signs_in_with_the_password_on_her_slip(arrive):
    diskominfo = arrive("diskominfo2")
    diskominfo.open("impor")
    assert downloaded(diskominfo, texts.TEMPLATE).startswith(b"PK")

    bring(diskominfo, workbook(NEW, TWICE))
    diskominfo.sees(re.compile("baris 3, kolom D .*Excel menyingkatnya"))
    diskominfo.sees(re.compile("Mungkin maksudnya “Dinas Kesehatan”"))
    diskominfo.look("periksa")
    diskominfo.click(texts.confirm(1, 0, 1))
    diskominfo.sees(texts.imported(1, 0))
    diskominfo.sees(texts.NOTHING_WRITABLE)

    diskominfo.page.get_by_role("link", name=texts.TO_SLIPS).click()
    diskominfo.settle()
    diskominfo.look("slip")
    diskominfo.click(slip_texts.make(1))
    pdf = downloaded(diskominfo, slip_texts.DOWNLOAD)
    diskominfo.look("slip siap")
    found = re.search(rb"\(([a-z0-9]{4}(?:-[a-z0-9]{4}){3})\) Tj", drawn(pdf))
    assert found

    wahyu = arrive(**PHONE)
    wahyu.fill(sign_in_texts.FIELDS["Username"], "wahyu.prasetyo")
    wahyu.fill(sign_in_texts.FIELDS["Password"], found[1].decode())
    wahyu.click(sign_in_texts.FIELDS["Login"])
    expect(wahyu.page.get_by_role("heading", name=sign_in_texts.NEW_PASSWORD_TITLE)).to_be_visible()
