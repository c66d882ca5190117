"""Filling in the two sheets as an officer does: from the list, field by field, to the receipt."""

from __future__ import annotations

import re
from collections.abc import Sequence

from playwright.sync_api import expect

from components.texts import answers as texts
from components.texts import autosave
from components.texts import survey as survey_texts
from tests.browser.person import Person

INDICATOR = "Waktu tunggu di loket"


def required(label: str) -> str:
    return survey_texts.label(label, None, is_required=True)


def write_problem(person: Person, *, pillar: str, title: str) -> None:
    """Begin, fill in every required field, look at it."""
    begin(person, "problem", pillar)
    fill_problem(person, title=title)


def fill_problem(person: Person, *, title: str) -> None:
    """Every required field of the form on screen."""
    person.pick_first(required("Subpilar"))
    person.fill(required("Judul masalah"), title)
    person.fill(required("Kondisi saat ini"), "Terjadi setiap musim hujan sejak 2023.")
    person.choose(required("Lokasi"), "Seluruh kota")
    person.fill(required("Akar masalah"), "Data tersebar di beberapa aplikasi.")
    person.pick(required("Aspek akar masalah"), re.compile("^Infrastruktur"))
    person.pick(required("Urgensi (U)"), re.compile("^5"))
    person.pick(required("Keseriusan (S)"), re.compile("^4"))
    person.pick(required("Perkembangan (G)"), re.compile("^3"))
    _is_complete(person)


def write_solution(person: Person, *, pillar: str, title: str, problems: Sequence[str]) -> None:
    """Begin, link the problems, fill in every required field, look at it."""
    begin(person, "solution", pillar)
    person.choose(required("Masalah yang dijawab"), *problems)
    person.pick_first(required("Subpilar"))
    person.fill(required("Nama solusi"), title)
    person.pick(required("Jenis solusi"), "Program")
    person.pick(required("Berbasis teknologi informasi"), survey_texts.NO)
    person.fill(required("Tujuan"), "Warga terlayani pada hari yang sama.")
    person.fill(required("Manfaat"), "Waktu tunggu turun.")
    person.fill(required("Penerima manfaat"), "Warga")
    add_indicator(person)  # this and the next four are required one stage later
    person.choose("OPD penanggung jawab", "Dinas Kesehatan")
    person.pick("Jangka waktu", re.compile("^Pendek"))
    person.fill(survey_texts.START, "2027")
    person.fill(survey_texts.END, "2028")
    person.pick("Sumber dana", "CSR")
    person.pick(required("Dampak"), re.compile("^5"))
    person.pick(required("Upaya"), re.compile("^2"))
    _is_complete(person)


def add_indicator(person: Person) -> None:
    """One row of the table, without a figure for today."""
    person.fill(required("Indikator"), INDICATOR)
    person.fill(required("Satuan"), "hari")
    person.tick(survey_texts.no_data_for("Nilai awal"))
    person.fill(required("Target"), "1")
    person.fill(required("Tahun target"), "2028")


def send(person: Person, sheet: str) -> None:
    """Send, and hold the receipt."""
    person.click(texts.SEND)
    receipt = texts.receipt(sheet, 7, "SAAT")
    person.sees(re.compile(re.escape(receipt).replace("7", r"\d+").replace("SAAT", ".+")))


def begin(person: Person, sheet: str, pillar: str) -> None:
    """A new draft, open in front of her."""
    person.go_to("masalah" if sheet == "problem" else "solusi")
    person.follow_if_there(texts.BACK[sheet])
    person.open_section(texts.WRITE[sheet])
    person.choose_one(texts.CHOOSE_PILLAR, pillar)
    person.click(texts.BEGIN)
    person.page.wait_for_url(re.compile(r"\?id=[0-9a-f-]{36}"))
    person.sees(texts.form_title(sheet, pillar))
    person.settle()


def _is_complete(person: Person) -> None:
    """Every required field is filled in, and what was typed last is kept as well."""
    done = person.page.get_by_text(re.compile(r"(\d+) dari \1 isian wajib"))
    expect(done).to_be_visible()
    is_kept(person)


def is_kept(person: Person) -> None:
    """Everything that was typed or chosen is stored, as the foot of the form says."""
    expect(person.page.locator(".answer-foot")).to_contain_text(
        re.compile(autosave.WORDS["saved"].format(clock=r"\d\d\.\d\d"))
    )
