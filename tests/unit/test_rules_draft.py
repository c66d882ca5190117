"""What becomes of a field that stands differently on screen and in the database."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

import pytest

from components.rules.draft import client_of, compare, held_from
from components.rules.questionnaire import Known
from db.gateway.answers import AnswerScreen, FieldMark
from db.gateway.questionnaire import Choice, Question
from tests.pages.conftest import person

ME, OTHER = UUID(int=1), UUID(int=2)
TITLE = Question(key="title", kind="short_text", label="Judul", section="A", max_length=10)
PROBLEMS = Question(key="problems", kind="problems", label="Masalah", section="A")
KIND = Question(
    key="kind", kind="single", label="Jenis", section="A", options=(Choice(value="a", label="A"),)
)
KNOWN = Known(pillar=None, unit_levels={}, problems={"p1", "p2"})
START = {"title": {"value": "lama", "version": 1}}


def screen(values, **marks) -> AnswerScreen:
    """Values as stored, and per field (version, client)."""
    found = object.__new__(AnswerScreen)  # only these two are looked at
    object.__setattr__(found, "values", values)
    at = datetime(2026, 8, 17, tzinfo=UTC)
    fields = {
        key: FieldMark(version=version, client_id=client, saved_by="Sari", saved_at=at)
        for key, (version, client) in marks.items()
    }
    object.__setattr__(found, "fields", fields)
    return found


def compared(stored, typed, *, held, questions=(TITLE,), **marks):
    return compare(screen(stored, **marks), questions, typed, held=held, client=ME, known=KNOWN)


@pytest.mark.parametrize(
    ("stored", "mark", "typed", "held", "expected"),
    [
        ("lama", (1, ME), "lama", START, "settled"),
        ("lama", (1, ME), "baru", START, "mine"),
        ("lama", (1, OTHER), "baru", START, "mine"),
        ("lama", (1, ME), None, START, "mine"),  # emptied on purpose
        ("lama", (1, ME), "jauh terlalu panjang", START, "faulty"),
        ("teman", (2, OTHER), "lama", START, "theirs"),
        ("teman", (2, OTHER), "baru", START, "conflicts"),
        ("teman", (2, OTHER), "teman", START, "settled"),
        ("teman", (2, ME), "baru", START, "conflicts"),  # a second tab of the same browser
        # a save whose answer never came arrived after all, and she wrote on
        ("baru", (2, ME), "baru lagi", {"title": {**START["title"], "tried": "baru"}}, "mine"),
        ("teman", (2, OTHER), "baru lagi", {"title": {**START["title"], "tried": "baru"}}, "conflicts"),
        # the session began anew: only the browser still knows what was typed
        ("lama", (1, ME), "baru", None, "mine"),
        (None, None, "baru", None, "mine"),
        ("teman", (2, OTHER), "baru", None, "conflicts"),
    ],
)
def test_sorts_a_field_by_who_wrote_last(stored, mark, typed, held, expected):
    marks = {"title": mark} if mark else {}

    found = compared({"title": stored}, {"title": typed}, held=held, **marks)

    names = {name for name in ("mine", "faulty", "theirs", "conflicts") if getattr(found, name)}
    assert names == ({expected} - {"settled"})


def test_what_is_not_saved_is_mine_faulty_or_in_conflict():
    found = compared({"title": "lama"}, {"title": "jauh terlalu panjang"}, held=START, title=(1, ME))

    assert found.unsaved == ("title",)


@pytest.mark.parametrize("held", [None, "as stored"])
def test_opening_a_form_writes_nothing_even_if_a_choice_is_no_longer_on_offer(held):
    questions = (PROBLEMS, KIND)
    stored = {"problems": ["p1", "gone"], "kind": "gone"}
    marks = {"problems": (1, OTHER), "kind": (1, OTHER)}
    started = held_from(screen(stored, **marks), questions) if held else None

    found = compared(stored, {"problems": ["p1"], "kind": None}, held=started, questions=questions, **marks)

    assert found.unsaved == ()


def test_a_choice_that_is_gone_leaves_with_the_next_change():
    stored = {"problems": ["p1", "gone"]}
    started = held_from(screen(stored, problems=(1, ME)), (PROBLEMS,))

    found = compared(
        stored, {"problems": ["p1", "p2"]}, held=started, questions=(PROBLEMS,), problems=(1, ME)
    )

    assert found.mine == ("problems",)


def test_a_conflict_stays_one_until_somebody_decides():
    marks = {"title": (2, OTHER)}
    held = held_from(screen({"title": "teman"}, **marks), (TITLE,), conflicts=["title"])

    assert compared({"title": "teman"}, {"title": "baru"}, held=held, **marks).conflicts == ("title",)
    assert compared({"title": "teman"}, {"title": None}, held=held, **marks).conflicts == ("title",)
    assert compared({"title": "teman"}, {"title": "teman"}, held=held, **marks).unsaved == ()


def test_a_writer_is_one_device_and_its_sign_in_cannot_be_read():
    budi = person()

    assert client_of(budi, UUID(int=7)) == client_of(budi, UUID(int=7))
    assert client_of(budi, UUID(int=7)) != client_of(budi, UUID(int=8))
    assert client_of(budi, UUID(int=7)) != budi.session_id
