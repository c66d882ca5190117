"""Diskominfo edits the questionnaire: proposed first, published at once, nothing answered is destroyed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, cast, get_args
from uuid import UUID, uuid4

import pytest

from db.errors import DomainError
from db.gateway import answers, city, editing
from db.gateway.answers import FieldSave
from db.gateway.editing import QuestionDesk
from db.gateway.questionnaire import Choice, Column, Kind, Question, ShownIf
from tests.database.scene import Scene

NEW = Question(key="pohon", kind="number", label="Jumlah pohon", section="Lingkungan", maximum=1000)


def desk(scene: Scene, sheet: Any = "problem") -> QuestionDesk:
    return editing.question_desk(scene.dian, cycle_id=scene.city.cycle_id, sheet=sheet)


def propose(scene: Scene, questions: Any, sheet: Any = "problem", base: int = 0) -> None:
    editing.propose_questions(
        scene.dian,
        request_id=uuid4(),
        cycle_id=scene.city.cycle_id,
        sheet=sheet,
        base=base,
        questions=questions,
    )


def publish(scene: Scene, sheet: Any = "problem", base: int = 0) -> int:
    return editing.publish_questions(
        scene.dian, request_id=uuid4(), cycle_id=scene.city.cycle_id, sheet=sheet, base=base
    )


def asked(scene: Scene, sheet: Any = "problem") -> dict[str, Question]:
    return {one.key: one for one in city.reference(scene.budi, cycle_id=scene.city.cycle_id).questions[sheet]}


def without(questions: Any, key: str) -> list[Question]:
    return [one for one in questions if one.key != key]


def changed(questions: Any, key: str, **parts: Any) -> list[Question]:
    return [replace(one, **parts) if one.key == key else one for one in questions]


def answered(scene: Scene, key: str, value: object) -> UUID:
    answer_id = scene.answer(scene.budi)
    answers.save_fields(
        scene.budi,
        answer_id=answer_id,
        client_id=uuid4(),
        fields=[FieldSave(field=key, value=value, sequence=1, base_version=0)],
    )
    return answer_id


def refusal(act: Callable[[], object]) -> tuple[str, str | None]:
    with pytest.raises(DomainError) as refused:
        act()
    return refused.value.code, refused.value.field


# ── proposing ───────────────────────────────────────────────────────────────────────────────────────────────
def test_a_proposal_is_kept_as_it_is_and_nobody_is_asked_it(scene):
    before = asked(scene)

    propose(scene, [*desk(scene).asked, NEW])

    kept = desk(scene).proposal
    assert kept is not None
    assert kept.questions[-1] == NEW
    assert (kept.base, kept.proposed_by) == (0, scene.dian.name)
    assert asked(scene) == before


def test_the_shipped_questions_fit_their_own_rules(scene):
    for sheet in ("problem", "solution"):
        propose(scene, desk(scene, sheet).asked, sheet)
        assert desk(scene, sheet).proposal is not None


def test_every_kind_may_be_asked(scene):
    """Each kind, with what it needs; ``problems`` is the core's own."""
    more: dict[str, dict[str, Any]] = {
        "single": {"options": (Choice(value="a", label="A"),)},
        "multiple": {"options": (Choice(value="a", label="A"),)},
        "scale": {"minimum": 1, "maximum": 5, "options": (Choice(value="1", label="Satu"),)},
        "table": {"columns": (Column(key="k", label="K", kind="short_text"),)},
    }
    kinds = [kind for kind in get_args(Kind) if kind != "problems"]
    new = [
        replace(NEW, key=f"q_{kind}", kind=kind, **{"maximum": None, **more.get(kind, {})}) for kind in kinds
    ]

    propose(scene, [*desk(scene).asked, *new])
    publish(scene)

    found = asked(scene)
    assert [found[one.key].kind for one in new] == kinds


def test_a_second_proposal_takes_the_first_ones_place_and_may_be_dropped(scene):
    propose(scene, [*desk(scene).asked, NEW])
    propose(scene, desk(scene).asked)
    found = desk(scene).proposal
    assert found is not None
    assert "pohon" not in {one.key for one in found.questions}

    editing.drop_proposal(scene.dian, request_id=uuid4(), cycle_id=scene.city.cycle_id, sheet="problem")

    assert desk(scene).proposal is None


_SINGLE = replace(NEW, key="pilih", kind="single", maximum=None, options=(Choice(value="a", label="A"),))
UNFIT = [
    ("a key with spaces", replace(NEW, key="dua kata"), "dua kata/key"),
    ("a key twice", replace(NEW, key="title"), "title/key"),
    ("no label", replace(NEW, label=" "), "pohon/label"),
    ("a label like a book", replace(NEW, label="x" * 301), "pohon/label"),
    ("no section", replace(NEW, section=""), "pohon/section"),
    ("a kind that is none", replace(NEW, kind=cast(Any, "ramalan")), "pohon/kind"),
    ("a second first link", replace(NEW, kind="problems"), "pohon/kind"),
    ("a fifth stage", replace(NEW, required_from=5), "pohon/required_from"),
    ("ends before it begins", replace(NEW, minimum=2000), "pohon/bounds"),
    ("longer than texts are", replace(NEW, max_length=4001), "pohon/bounds"),
    ("no data of a choice", replace(_SINGLE, accepts_no_data=True), "pilih/accepts_no_data"),
    ("a choice without options", replace(_SINGLE, options=()), "pilih/options"),
    ("an option twice", replace(_SINGLE, options=_SINGLE.options * 2), "pilih/options"),
    ("an option without a word", replace(_SINGLE, options=(Choice(value="a", label=""),)), "pilih/options"),
    ("options of a number", replace(NEW, options=_SINGLE.options), "pohon/options"),
    ("a scale without ends", replace(NEW, kind="scale", maximum=None), "pohon/bounds"),
    (
        "an anchor off its scale",
        replace(NEW, kind="scale", minimum=1, maximum=3, options=(Choice(value="4", label="Empat"),)),
        "pohon/options",
    ),
    ("a table without columns", replace(NEW, kind="table", maximum=None), "pohon/columns"),
    (
        "a column twice",
        replace(NEW, kind="table", maximum=None, columns=(Column(key="k", label="K", kind="number"),) * 2),
        "pohon/columns",
    ),
    (
        "a column of a kind no cell has",
        replace(
            NEW, kind="table", maximum=None, columns=(Column(key="k", label="K", kind=cast(Any, "unit")),)
        ),
        "pohon/columns",
    ),
    (
        "a condition on nothing",
        replace(NEW, shown_if=ShownIf(field="tiada", any_of=("a",))),
        "pohon/shown_if",
    ),
    ("a condition on itself", replace(NEW, shown_if=ShownIf(field="pohon", any_of=(1,))), "pohon/shown_if"),
    (
        "a condition no answer meets",
        replace(NEW, shown_if=ShownIf(field="aspect", any_of=("langit",))),
        "pohon/shown_if",
    ),
    (
        "a condition without values",
        replace(NEW, shown_if=ShownIf(field="aspect", any_of=())),
        "pohon/shown_if",
    ),
    ("a pillar that is none", replace(NEW, pillar="ZZZ"), "pohon/pillar"),
    (
        "a text by the name of a counted scale",
        replace(NEW, key="impact", kind="long_text", maximum=None),
        "impact/kind",
    ),
    ("a number by the name of a yes", replace(NEW, key="quick_win"), "quick_win/kind"),
]


@pytest.mark.parametrize(("question", "where"), [row[1:] for row in UNFIT], ids=[row[0] for row in UNFIT])
def test_a_question_that_cannot_be_is_named_by_its_part(scene, question, where):
    listed = [*desk(scene).asked, question]

    assert refusal(lambda: propose(scene, listed)) == ("question_unfit", where)
    assert desk(scene).proposal is None


@pytest.mark.parametrize(
    ("change", "where"),
    [
        (lambda listed: without(listed, "title"), "title/core"),
        (lambda listed: changed(listed, "title", kind="long_text"), "title/core"),
        (lambda listed: changed(listed, "location", pillar="AAA"), "location/core"),
        (lambda listed: changed(listed, "urgency", maximum=10), "urgency/core"),
    ],
    ids=["left out", "of another kind", "of one pillar only", "on a longer scale"],
)
def test_what_counts_and_votes_are_made_of_stays_what_it_is(scene, change, where):
    assert refusal(lambda: propose(scene, change(desk(scene).asked))) == ("question_unfit", where)


# ── publishing ──────────────────────────────────────────────────────────────────────────────────────────────
def test_published_questions_are_asked_in_their_order_and_changes_count_up(scene):
    first, *rest = desk(scene).asked
    renamed = replace(rest[0], label="Judul yang lain")

    propose(scene, [renamed, first, NEW, *rest[1:]])
    assert publish(scene) == 1

    found = asked(scene)
    assert list(found)[:3] == [renamed.key, first.key, NEW.key]
    assert (found[renamed.key].label, found[renamed.key].version) == ("Judul yang lain", 2)
    assert (found[first.key].version, found[NEW.key].version) == (1, 1)
    assert (desk(scene).edition, desk(scene).proposal) == (1, None)


def test_a_question_that_has_answers_is_retired_and_its_answers_stay(scene):
    answer_id = answered(scene, "affected", "Pedagang")

    propose(scene, without(desk(scene).asked, "affected"))
    publish(scene)

    assert "affected" not in [key for key, one in asked(scene).items() if one.retired_at is None]
    retired = {one.key: one for one in desk(scene).questions}["affected"]
    assert retired.retired_at is not None
    assert answers.answer_screen(scene.budi, answer_id=answer_id).values["affected"] == "Pedagang"


def test_a_question_nobody_answered_is_gone(scene):
    propose(scene, without(desk(scene).asked, "affected"))
    publish(scene)

    assert "affected" not in {one.key for one in desk(scene).questions}


def test_a_retired_question_comes_back_with_its_answers(scene):
    answered(scene, "affected", "Pedagang")
    before = desk(scene).asked
    propose(scene, without(before, "affected"))
    publish(scene)

    propose(scene, before, base=1)
    publish(scene, base=1)

    assert asked(scene)["affected"].retired_at is None


def test_the_kind_of_an_answered_question_cannot_change(scene):
    answered(scene, "affected", "Pedagang")
    listed = changed(desk(scene).asked, "affected", kind="number", max_length=None)

    assert refusal(lambda: propose(scene, listed)) == ("question_unfit", "affected/core")


def test_a_column_that_holds_answers_stays(scene):
    answered(scene, "supporting_data", [{"figure": "Antrean 90 menit", "source": "Survei"}])
    table = {one.key: one for one in desk(scene).asked}["supporting_data"]
    listed = changed(desk(scene).asked, "supporting_data", columns=table.columns[1:])

    assert refusal(lambda: propose(scene, listed)) == ("question_unfit", "supporting_data/core")


def test_answers_that_came_after_the_proposal_are_seen_when_it_is_published(scene):
    listed = changed(desk(scene).asked, "affected", kind="number", max_length=None)
    propose(scene, listed)
    answered(scene, "affected", "Pedagang")

    assert refusal(lambda: publish(scene)) == ("question_unfit", "affected/core")
    assert asked(scene)["affected"].kind == "short_text"


def test_of_two_officers_the_second_is_told(scene):
    propose(scene, [*desk(scene).asked, NEW])
    publish(scene)

    assert refusal(lambda: propose(scene, desk(scene).asked, base=0)) == ("questions_changed", "base")
    assert refusal(lambda: publish(scene, base=0)) == ("questions_changed", "base")
    assert "pohon" in asked(scene)


def test_publishing_twice_is_publishing_once(scene):
    propose(scene, [*desk(scene).asked, NEW])
    request_id = uuid4()

    for _ in range(2):
        edition = editing.publish_questions(
            scene.dian, request_id=request_id, cycle_id=scene.city.cycle_id, sheet="problem", base=0
        )

    assert (edition, desk(scene).edition) == (1, 1)


def test_nothing_proposed_is_nothing_to_publish(scene):
    assert refusal(lambda: publish(scene)) == ("not_found", "proposal")


def test_the_desk_counts_answers_by_question(scene):
    answered(scene, "affected", "Pedagang")

    assert desk(scene).answered.get("affected") == 1
    assert "title" in desk(scene).core
