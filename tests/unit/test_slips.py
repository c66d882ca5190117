"""Slips on paper: eight to a sheet, each with what its owner needs; no letter breaks them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.documents import slips
from components.documents.pdf_look import look
from components.documents.slips import A_PAGE, Slip, slips_pdf
from components.texts import slips as texts
from tests.unit.paper import drawn

ADDRESS = "https://rembuk.contoh.go.id"


def slip(name: str = "Sari", **changes: str | None) -> Slip:
    given = {
        "unit_name": "Dinas Kesehatan",
        "user_name": "sari",
        "password": "cdfh-jkmn-prtv-wxy3",
        **changes,
    }
    return Slip(name=name, **given)  # type: ignore[arg-type]


def printed(*one: Slip) -> bytes:
    return slips_pdf(one, city="Kota Uji", address=ADDRESS)


@pytest.mark.parametrize(("people", "pages"), [(1, 1), (A_PAGE, 1), (A_PAGE + 1, 2), (300, 38)])
def test_eight_stand_on_a_sheet(people, pages):
    pdf = printed(*(slip(f"Orang {number}") for number in range(people)))

    assert len(re.findall(rb"/Type /Page\b(?!s)", pdf)) == pages
    look(pdf)  # it only shows pages


def test_each_carries_user_name_password_and_address():
    content = drawn(printed(slip(), slip(user_name="budi", password="xxxx-cccc-dddd-ffff")))

    for wanted in (b"sari", b"budi", b"cdfh-jkmn-prtv-wxy3", b"xxxx-cccc-dddd-ffff", ADDRESS.encode()):
        assert b"(" + wanted + b") Tj" in content


def test_nothing_about_it_tells_a_password():
    pdf = printed(slip())

    assert b"cdfh-jkmn" not in pdf, "it is only in the packed content of its page"
    assert texts.TITLE.encode() in pdf


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Dr. Désirée", "Dr. Désirée"),
        ("Ḥusain", "Husain"),  # a letter the font has not, without its mark
        ("王 Wang", "? Wang"),
        ("a\n\tb", "a b"),
    ],
)
def test_letters_that_the_font_has_not_lose_their_marks(written, shown):
    slips._fonts()

    assert slips._shown(written) == shown


@settings(max_examples=30, deadline=None)
@given(st.text(min_size=1, max_size=120), st.text(max_size=120), st.text("abcxyz.0", min_size=3, max_size=64))
def test_no_name_is_too_long_or_too_strange_to_be_printed(name, unit, user_name):
    assert printed(slip(name, unit_name=unit, user_name=user_name)).startswith(b"%PDF")
