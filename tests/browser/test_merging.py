"""Two units raise one matter: in new words it becomes one, both read it, and it comes apart again."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from components.texts import answers as answer_texts
from components.texts import merging as texts
from components.texts.merging import ORIGINALS
from tests.browser import survey
from tests.browser.conftest import PHONE
from tests.browser.person import Person

FIRST, SECOND = "Ayunan taman bermain rusak dan berkarat", "Taman bermain: ayunan berkarat, rusak"
OPEN = re.compile("^" + answer_texts.open_("problem", 1, "digabung").removesuffix("1"))
TOGETHER = "Taman bermain di beberapa kelurahan tidak aman"


def test_two_problems_become_one_in_new_words_and_come_apart_again(arrive):
    authors = [arrive(name, **PHONE) for name in ("kel.rejomulyo", "kel.tejosari")]
    for author, title in zip(authors, (FIRST, SECOND), strict=True):
        survey.write_problem(author, pillar="Smart Living", title=title)
        survey.send(author, "problem")
    diskominfo = arrive("diskominfo2")
    diskominfo.go_to("gabung")
    diskominfo.choose_one(texts.PILLAR, "Smart Living")

    _compares(diskominfo, FIRST)
    diskominfo.pick(texts.INTO_HELP, texts.NEW_WORDS)
    diskominfo.fill("Judul masalah", TOGETHER)
    diskominfo.fill(texts.REASON, "Satu kegiatan pemeliharaan")
    diskominfo.look("rumusan-baru")
    diskominfo.click(texts.merge(2))

    for author in authors:
        author.go_to("masalah")
        author.sees(TOGETHER)
        author.page.get_by_role("link", name=OPEN).first.click()
        author.settle()
    authors[1].sees(texts.why("Satu kegiatan pemeliharaan"))
    authors[1].look("digabung")
    assert not authors[1].scrolls_sideways()
    authors[1].page.get_by_role("link", name=OPEN).first.click()
    authors[1].sees(ORIGINALS)
    authors[1].sees(FIRST)

    diskominfo.click(texts.UNDO)
    diskominfo.sees(texts.UNDONE)
    authors[0].go_to("masalah")
    expect(authors[0].page.get_by_text(TOGETHER)).to_have_count(0)


def _compares(officer: Person, title: str) -> None:
    """Opens the group of similar titles in which this one stands."""
    group = officer.page.get_by_test_id("stVerticalBlock").filter(has_text=title)
    group.last.get_by_role("link", name=texts.COMPARE).click()
    officer.sees(texts.GROUP_TITLE)
    officer.settle()
