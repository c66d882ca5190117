"""A draft whose fields keep themselves: writing into them, and what each says about how it is kept."""

from __future__ import annotations

import re
from itertools import count

from playwright.sync_api import Locator, expect

from components.texts import autosave
from tests.browser import survey
from tests.browser.person import Person

CONDITION = survey.required("Kondisi saat ini")
TITLE = survey.required("Judul masalah")
OFFICER = "dinkes"
SAVED = re.compile(autosave.WORDS["saved"].format(clock=r"\d\d\.\d\d"))
_words = count(1)


def begun(arrive) -> Person:
    """Somebody who has just begun a draft; its address is in her browser."""
    person: Person = arrive(OFFICER)
    survey.begin(person, "problem", "Smart Governance")
    return person


def box(person: Person, label: str = CONDITION) -> Locator:
    return person.page.get_by_role("textbox", name=label, exact=True)


def state(person: Person, label: str = CONDITION) -> Locator:
    """What the field itself says about how it is kept."""
    return person.page.locator(".field").filter(has=box(person, label)).locator(".state")


def write(person: Person, text: str, label: str = CONDITION) -> None:
    """Type, and wait until the field says that it is kept."""
    box(person, label).fill(text)
    expect(state(person, label)).to_contain_text(SAVED)


def address(person: Person) -> str:
    return person.page.url.removeprefix(person.url).removeprefix("/")


def holds(person: Person, text: str, label: str = CONDITION) -> None:
    expect(box(person, label)).to_have_value(text)


def is_stored(arrive, address: str, text: str, label: str = CONDITION) -> None:
    """Another device that has never seen this draft opens it."""
    other = arrive(OFFICER)
    other.open(address)
    holds(other, text, label)


def new_text() -> str:
    return f"Warga menunggu dua jam, catatan ke-{next(_words)}."
