"""On a phone: a problem that is there already is found while it is written again, and supported instead."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from components.texts import answers as texts
from components.texts import discussion as talk_texts
from components.texts import similar as similar_texts
from tests.browser import survey
from tests.browser.conftest import PHONE
from tests.browser.person import Person

TITLE = survey.required("Judul masalah")
THERE = re.compile(r"^\d+\. Genangan saat hujan karena drainase tersumbat$")


def test_what_is_there_already_is_supported_instead_of_written_again(arrive):
    officer = arrive("dinkes", **PHONE)
    survey.begin(officer, "problem", "Smart Living")
    never_alike = officer.page.get_by_text(similar_texts.PANEL["found"])
    expect(never_alike).to_have_count(0)

    title = officer.page.get_by_role("textbox", name=TITLE)
    title.press_sequentially("Selokan mampet, jalan tergenang saat hujan")

    officer.sees(similar_texts.PANEL["found"])
    officer.sees(THERE)
    expect(title).to_be_focused()  # typing goes on
    expect(title).to_have_value("Selokan mampet, jalan tergenang saat hujan")
    officer.look("mungkin-sama")
    assert not officer.scrolls_sideways()
    support = officer.page.get_by_role("button", name=similar_texts.PANEL["support_help"].format(title=""))
    assert support.first.bounding_box()["height"] >= 44

    with officer.page.context.expect_page() as opened:
        officer.page.get_by_role("link", name=re.compile("^Buka di tab baru: .*Genangan")).click()
    expect(opened.value.get_by_role("heading", name=THERE)).to_be_visible()
    opened.value.close()

    officer.page.get_by_role("button", name=re.compile("^Dukung saja: .*Genangan")).click()
    officer.sees(talk_texts.SUPPORTED)
    officer.sees(similar_texts.NEARLY_EMPTY)
    officer.look("ditawari-menghapus")
    officer.click(similar_texts.GIVE_UP)
    officer.sees(texts.WITHDRAWN)


def test_what_is_said_beside_an_answer_reads_well_on_a_phone(arrive):
    neighbour = arrive("kesbangpol")
    stand_behind(neighbour, people=1)

    officer = arrive("disdag", **PHONE)
    stand_behind(officer, people=2)
    officer.fill(talk_texts.ADD, "Di kelurahan kami juga, setiap musim hujan.")
    officer.click(talk_texts.SEND)
    officer.sees(talk_texts.SAVED)
    officer.look("didukung")
    assert not officer.scrolls_sideways()

    officer.click(talk_texts.EDIT, exact=True)
    officer.fill(talk_texts.EDIT_LABEL, "Di kelurahan kami juga.")
    officer.click(talk_texts.EDIT_CONFIRM)
    officer.sees(re.compile("diubah"))
    officer.click(talk_texts.REMOVE, exact=True)
    officer.click(talk_texts.REMOVE_CONFIRM)
    officer.sees(re.compile("^Komentar dihapus oleh"))
    officer.look("komentar-dihapus")


def stand_behind(officer: Person, *, people: int) -> None:
    """Open problem 12 and support it; ``people``, each of another unit, do so by now."""
    officer.open("masalah")
    officer.page.get_by_role("link", name=texts.open_("problem", 12, "diterima"), exact=True).click()
    officer.page.wait_for_url(re.compile(r"\?id="))
    officer.settle()
    officer.click(talk_texts.SUPPORT["problem"])
    officer.sees(re.compile("^" + talk_texts.supported(people, people)))
