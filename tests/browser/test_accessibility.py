"""What axe-core finds on the screens everybody meets: nothing serious, nothing critical."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from components.texts import answers as answer_texts
from components.texts import evidence as evidence_texts
from components.texts import history as history_texts
from components.texts import similar as similar_texts
from tests.browser import survey
from tests.browser.conftest import PHONE, PROJECT
from tests.browser.person import Person
from tests.unit import pictures

AXE = PROJECT / ".tools" / "node_modules" / "axe-core" / "axe.min.js"


@pytest.fixture(scope="module")
def axe() -> Path:
    if not AXE.exists():
        pytest.fail("axe-core is missing from .tools: run `make tools`")
    return AXE


def faults(person: Person, axe: Path) -> list[str]:
    """``rule: element`` of each serious or critical finding."""
    person.settle()
    if not person.page.evaluate("() => 'axe' in window"):
        person.page.add_script_tag(path=str(axe))
    found = person.page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    assert len(found["passes"]) > 10, "axe looked at the page"
    return [
        f"{one['id']}: {node['html'][:300]}"
        for one in found["violations"]
        if one["impact"] in ("serious", "critical")
        for node in one["nodes"]
    ]


def faults_of_pages(person: Person, axe: Path, *addresses: str) -> dict[str, list[str]]:
    """Of each page, one after the other, that has any."""
    found = {}
    for address in addresses:
        person.go_to(address)
        found[address] = faults(person, axe)
    return {address: some for address, some in found.items() if some}


DISKOMINFOS = (
    *(
        "agregat",
        "tinjau",
        "putaran",
        "tahapan",
        "penilai",
        "gabung",
        "unduh",
        "akun",
        "impor",
        "slip",
        "kamus",
        "prioritas",
        "pertanyaan",
    ),
    "atas_nama",
)
LOOKS = pytest.mark.parametrize("look", [{}, {"color_scheme": "dark"}, PHONE], ids=["wide", "dark", "phone"])
SOME_LOOKS = pytest.mark.parametrize(
    ("look", "unit"),
    [({}, "kel.purwosari"), ({"color_scheme": "dark", **PHONE}, "kel.karangrejo"), (PHONE, "kel.purwoasri")],
    ids=["wide", "dark phone", "phone"],
)
SMALL = """() => [...document.querySelectorAll("button, [role=radiogroup] > label")]
  .filter(one => one.closest("[data-testid=stMain], [data-testid=stBottom]") && one.getClientRects().length)
  .filter(one => one.innerText.trim() && one.getBoundingClientRect().height < 43.5)
  .map(one => one.innerText)"""


@LOOKS
def test_signing_in_and_the_first_page_have_no_serious_fault(arrive, axe, look):
    assert faults(arrive(**look), axe) == []

    assert faults(arrive("kel.margodadi", by_form=True, **look), axe) == []


@LOOKS
def test_a_form_that_is_filled_in_has_no_serious_fault(arrive, axe, look):
    officer = arrive("dikbud", **look)
    survey.write_problem(officer, pillar="Smart People", title="Perpustakaan sekolah jarang dikunjungi")

    assert faults(officer, axe) == []


def test_whatever_is_pressed_in_a_form_is_as_large_as_a_thumb(arrive):
    officer = arrive("dinsos", **PHONE)
    survey.begin(officer, "problem", "Smart Living")

    assert officer.page.evaluate(SMALL) == []


def test_an_officers_other_pages_have_no_serious_fault(arrive, axe):
    officer = arrive("dinkes", **PHONE)

    assert faults_of_pages(officer, axe, "excel", "lembar", "solusi") == {}


def test_similar_problems_under_a_title_have_no_serious_fault(arrive, axe):
    officer = arrive("kesbangpol", **PHONE)
    survey.begin(officer, "problem", "Smart Living")
    officer.fill(survey.required("Judul masalah"), "Selokan mampet dan genangan saat hujan")
    officer.sees(similar_texts.PANEL["found"])

    assert faults(officer, axe) == []


def test_diskominfos_pages_have_no_serious_fault(arrive, axe):
    diskominfo = arrive("diskominfo")

    assert faults_of_pages(diskominfo, axe, *DISKOMINFOS) == {}


@LOOKS
def test_rating_has_no_serious_fault(arrive, axe, look):
    officer = arrive("kel.yosodadi", **look)
    officer.open("menilai")
    officer.page.get_by_role("radio", name=re.compile("^5")).first.check()

    assert faults(officer, axe) == []


@SOME_LOOKS
def test_a_receipt_and_a_history_have_no_serious_fault(arrive, axe, look, unit):
    officer = arrive(unit, **look)
    survey.write_problem(officer, pillar="Smart Branding", title="Rambu wisata belum seragam")
    survey.send(officer, "problem")

    assert faults(officer, axe) == [], "the receipt"

    officer.page.get_by_role("link", name=re.compile("^Buka masalah")).click()
    officer.settle()
    officer.click(answer_texts.REOPEN)
    officer.fill(survey.required("Judul masalah"), "Rambu wisata belum seragam dan pudar")
    officer.page.get_by_role("link", name=history_texts.SEE).click()
    officer.sees("dan pudar")
    assert faults(officer, axe) == [], "the history"


@SOME_LOOKS
def test_evidence_on_a_form_has_no_serious_fault_kept_refused_or_on_its_way(arrive, axe, look, unit):
    officer = arrive(unit, **look)
    survey.begin(officer, "problem", "Smart Economy")
    photo = {"mimeType": "image/jpeg", "buffer": pictures.encoded(pictures.scene())}
    evidence = officer.page.locator("input[type=file]").last
    evidence.set_input_files(
        [{"name": "loket.jpg", **photo}, {"name": "surat.exe", **photo, "buffer": b"MZ"}]
    )
    rows = officer.page.get_by_role("listitem")
    expect(rows.filter(has_text="loket.jpg")).to_contain_text("kB")
    expect(rows.filter(has_text="surat")).to_contain_text(evidence_texts.UNKNOWN)
    officer.page.route("**/evidence", lambda _route: None)
    evidence.set_input_files({"name": "antrean.jpg", **photo})
    expect(rows.filter(has_text="antrean.jpg").get_by_role("progressbar")).to_be_visible()

    assert faults(officer, axe) == []
