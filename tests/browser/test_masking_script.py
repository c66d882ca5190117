"""The third judge of identity numbers, the one in the browser, says what the other two say."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from components.rules.masking import masked
from components.ui import scripts
from tests.cases_masking import LEFT_ALONE, MASKED

SCRIPT = (Path(scripts.__file__).parent / "mask.js").read_text(encoding="utf-8")
PIECES = [
    *("0", "1", "87", "2024", "0812", "62", "1871012345678901", "198503122010011004", "15-01-2024"),
    *("2024-01-15", "1.500.000", "Rp", "rp.", "rupiah", ".", "-", ")", "(", ","),
]


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    page.add_script_tag(content=f"{SCRIPT}\nwindow.mask = texts => texts.map(text => masked(text));")
    yield page
    page.close()


def test_it_masks_as_the_table_says(page):
    typed = [*(text for text, _ in MASKED), *LEFT_ALONE]

    assert page.evaluate("texts => mask(texts)", typed) == [*(text for _, text in MASKED), *LEFT_ALONE]


def test_it_agrees_on_any_text(page):
    dice = random.Random(7)  # noqa: S311  (texts to try, no secret)
    texts = [
        "".join(dice.choice([*PIECES, " ", " ", "\u00a0", "x"]) for _ in range(dice.randint(1, 14)))
        for _ in range(3000)
    ]

    assert page.evaluate("texts => mask(texts)", texts) == [masked(text) for text in texts]
