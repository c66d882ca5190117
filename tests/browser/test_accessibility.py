"""What axe-core finds on the screens everybody meets: nothing serious, nothing critical."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from components.texts import similar as similar_texts
from tests.browser import survey
from tests.browser.conftest import PHONE, PROJECT
from tests.browser.person import Person

AXE = PROJECT / ".tools" / "node_modules" / "axe-core" / "axe.min.js"


@pytest.fixture(scope="module")
def axe() -> Path:
    if not AXE.exists():
        pytest.fail("axe-core is missing from .tools: run `make tools`")
    return AXE


def faults(person: Person, axe: Path) -> list[str]:
    """``rule: element`` of each serious or critical finding."""
    person.settle()
    person.page.add_script_tag(path=str(axe))
    found = person.page.evaluate("axe.run(document)")
    assert len(found["passes"]) > 10, "axe looked at the page"
    return [
        f"{one['id']}: {node['html'][:300]}"
        for one in found["violations"]
        if one["impact"] in ("serious", "critical")
        for node in one["nodes"]
    ]


LOOKS = pytest.mark.parametrize("look", [{}, {"color_scheme": "dark"}, PHONE], ids=["wide", "dark", "phone"])
SMALL = """() => [...document.querySelectorAll("button, [role=radiogroup] > label")]
  .filter(one => one.closest("[data-testid=stMain], [data-testid=stBottom]") && one.getClientRects().length)
  .filter(one => one.innerText.trim() && one.getBoundingClientRect().height < 43.5)
  .map(one => one.innerText)"""


@LOOKS
def test_signing_in_and_the_first_page_have_no_serious_fault(arrive, axe, look):
    assert faults(arrive(**look), axe) == []

    assert faults(arrive("kel.margodadi", **look), axe) == []


@LOOKS
def test_a_form_that_is_filled_in_has_no_serious_fault(arrive, axe, look):
    officer = arrive("dikbud", **look)
    survey.write_problem(officer, pillar="Smart People", title="Perpustakaan sekolah jarang dikunjungi")

    assert faults(officer, axe) == []


def test_whatever_is_pressed_in_a_form_is_as_large_as_a_thumb(arrive):
    officer = arrive("dinsos", **PHONE)
    survey.begin(officer, "problem", "Smart Living")

    assert officer.page.evaluate(SMALL) == []


@pytest.mark.parametrize("address", ["excel", "lembar", "solusi"])
def test_an_officers_other_pages_have_no_serious_fault(arrive, axe, address):
    officer = arrive("dinkes", **PHONE)
    officer.open(address)

    assert faults(officer, axe) == []


def test_similar_problems_under_a_title_have_no_serious_fault(arrive, axe):
    officer = arrive("kesbangpol", **PHONE)
    survey.begin(officer, "problem", "Smart Living")
    officer.fill(survey.required("Judul masalah"), "Selokan mampet dan genangan saat hujan")
    officer.sees(similar_texts.PANEL["found"])

    assert faults(officer, axe) == []


@pytest.mark.parametrize(
    "address",
    [
        "agregat",
        "tinjau",
        "putaran",
        "tahapan",
        "penilai",
        "unduh",
        "akun",
        "kamus",
        "prioritas",
        "pertanyaan",
        "atas_nama",
    ],
)
def test_diskominfos_pages_have_no_serious_fault(arrive, axe, address):
    diskominfo = arrive("diskominfo")
    diskominfo.go_to(address)

    assert faults(diskominfo, axe) == []


@LOOKS
def test_rating_has_no_serious_fault(arrive, axe, look):
    officer = arrive("kel.yosodadi", **look)
    officer.open("menilai")
    officer.page.get_by_role("radio", name=re.compile("^5")).first.check()

    assert faults(officer, axe) == []
