"""A list of questions under work."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.rules.editing import (
    Change,
    changes,
    columns_from,
    columns_text,
    key_from,
    options_from,
    options_text,
    placed,
    without,
)
from db.gateway.questionnaire import Choice, Column, Question, ShownIf


def question(key: str, **parts: Any) -> Question:
    return Question(**{"key": key, "kind": "short_text", "label": key.upper(), "section": "A", **parts})


A, B, C = question("a"), question("b"), question("c")


# ── what publishing would do ────────────────────────────────────────────────────────────────────────────────
def test_the_same_list_changes_nothing():
    assert changes([A, B], [A, B]) == []


def test_what_the_database_says_of_a_question_is_no_change():
    assert changes([replace(A, version=4, is_required=True)], [A]) == []


def test_a_new_a_changed_and_a_removed_question_are_told_apart():
    renamed = replace(A, label="Lain", help="Bantuan")

    assert changes([A, B], [renamed, C]) == [
        Change("changed", renamed, ("label", "help")),
        Change("added", C),
        Change("removed", B),
    ]


def test_of_a_list_in_another_order_only_the_one_that_was_moved_is_named():
    assert changes([A, B, C], [C, A, B]) == [Change("moved", C)]
    assert changes([A, B, C], [A, question("x"), B, C]) == [Change("added", question("x"))]


@given(st.permutations(range(6)))
def test_putting_back_what_was_moved_gives_the_old_order(order):
    listed = [question(f"k{n}") for n in range(6)]
    now = [listed[n] for n in order]

    moved = {change.question.key for change in changes(listed, now)}

    stayed = [one.key for one in now if one.key not in moved]
    assert stayed == sorted(stayed)


# ── putting and taking ──────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(("after", "order"), [(None, "cab"), ("a", "acb"), ("b", "abc")])
def test_a_question_goes_behind_the_one_that_is_named(after, order):
    assert "".join(one.key for one in placed([A, B, C], C, after)) == order


def test_what_hangs_on_a_question_is_shown_once_that_is_gone():
    hanging = replace(B, shown_if=ShownIf(field="a", any_of=("x",)))

    assert without([A, hanging, C], "a") == [B, C]


# ── lines of text ───────────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    ("label", "taken", "key"),
    [
        ("Jumlah pohon", (), "jumlah_pohon"),
        ("Jumlah pohon", ("jumlah_pohon",), "jumlah_pohon_2"),
        ("2027: é?", (), "q_2027_e"),
        ("🐄", (), "q"),
        ("x" * 90, (), "x" * 32),
    ],
)
def test_a_key_is_made_of_the_words(label, taken, key):
    assert key_from(label, taken) == key


@given(st.text(max_size=60), st.sets(st.from_regex(r"[a-z][a-z0-9_]{0,5}", fullmatch=True), max_size=5))
def test_whatever_is_typed_its_key_is_one(label, taken):
    key = key_from(label, taken)

    assert key not in taken
    assert key[0].isalpha()
    assert len(key) <= 40
    assert set(key) <= set("abcdefghijklmnopqrstuvwxyz0123456789_")


def test_options_are_lines_with_or_without_a_code():
    read = options_from("ya = Sudah\n\nBelum sama sekali\nBelum sama sekali")

    assert read == (
        Choice(value="ya", label="Sudah"),
        Choice(value="belum_sama_sekali", label="Belum sama sekali"),
        Choice(value="belum_sama_sekali_2", label="Belum sama sekali"),
    )
    assert options_from(options_text(read)) == read


def test_columns_say_their_kind_and_whether_they_are_required():
    read = columns_from("tahun = Tahun; angka; wajib\nCatatan; panjang", ())

    assert read == (
        Column(key="tahun", label="Tahun", kind="number", is_required=True),
        Column(key="catatan", label="Catatan", kind="long_text"),
    )
    assert columns_from(columns_text(read), read) == read


def test_what_a_line_cannot_say_of_a_column_stays():
    options = (Choice(value="a", label="A"),)
    before = (
        Column(key="t", label="Tahun", kind="number", minimum=1990, maximum=2100),
        Column(key="p", label="Pilih", kind="single", options=options),
    )

    read = columns_from("t = Tahun data; angka\np = Pilih", before)

    assert read == (replace(before[0], label="Tahun data"), before[1])
