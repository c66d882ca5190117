"""Identity and phone numbers in free text, as the friendly twin sees them."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.rules.masking import DOT, identity_numbers, masked
from tests.cases_masking import LEFT_ALONE, MASKED


@pytest.mark.parametrize(("typed", "stored"), MASKED)
def test_an_identity_number_is_masked(typed, stored):
    assert masked(typed) == stored


@pytest.mark.parametrize("typed", LEFT_ALONE)
def test_what_is_none_is_left_alone(typed):
    assert masked(typed) == typed


def test_a_number_that_was_cleared_is_left_and_the_others_are_not():
    text = "Aset 1871012345678901, NIK 1871 0123 4567 8902"

    assert masked(text, ["1871012345678901"]) == "Aset 1871012345678901, NIK •••• •••• •••• ••••"


@given(
    digits=st.sampled_from([16, 18]).flatmap(lambda size: st.text("123456789", min_size=size, max_size=size)),
    cuts=st.sets(st.integers(1, 17), max_size=6),
    joint=st.sampled_from([" ", ".", "-", " - ", "\u00a0"]),
    before=st.sampled_from(["", "NIK ", "nomor: ", "a\n", "("]),
    after=st.sampled_from(["", ".", " warga", "\n", ")"]),
)
def test_however_it_is_grouped_no_digit_of_it_is_kept(digits, cuts, joint, before, after):
    edges = [0, *sorted(cut for cut in cuts if cut < len(digits)), len(digits)]
    groups = [digits[start:end] for start, end in pairwise(edges)]
    number = joint.join(groups)
    if joint == "." and re.fullmatch(r"[1-9][0-9]{0,2}(\.[0-9]{3})+", number):
        return  # an amount in thousands

    assert not re.search("[0-9]", masked(before + number + after).removeprefix(before).removesuffix(after))


@given(amount=st.integers(1, 10**18), sign=st.sampled_from(["Rp {}", "Rp{}", "{} rupiah", "{} Rp", "IDR {}"]))
def test_an_amount_in_rupiah_is_never_masked(amount, sign):
    for written in (str(amount), f"{amount:,}".replace(",", ".")):
        assert masked(sign.format(written)) == sign.format(written)


@given(text=st.text(st.sampled_from("0123456789 .-,()Rp•x\n"), max_size=60))
def test_masking_changes_digits_only_keeps_the_length_and_is_done_once(text):
    stored = masked(text)

    assert len(stored) == len(text)
    assert all(
        new == old or (new == DOT and old in "0123456789") for new, old in zip(stored, text, strict=True)
    )
    assert masked(stored) == stored
    assert [text[start:end] for start, end, _ in identity_numbers(stored)] == []
