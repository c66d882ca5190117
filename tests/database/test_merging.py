"""Merging loses nothing: what is merged follows, is counted once, and comes back as it was."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest

from db.embedded import Server
from db.errors import DomainError
from db.gateway import aggregates, answers, curation, discussion, exports, merging, rating, voting
from db.gateway.merging import Merged, Wording
from db.gateway.rows import Progress
from tests.database.scene import Scene


def merge(scene: Scene, *answer_ids: UUID, into: UUID | Wording, **changes: Any) -> Merged:
    given = {"pillar_code": None, "reason": None, **changes}
    return merging.merge_answers(scene.dian, request_id=uuid4(), answer_ids=answer_ids, into=into, **given)


def reword(scene: Scene, *answer_ids: UUID, **values: str) -> Merged:
    said = {"title": "Antrean di semua loket", **values}
    return merge(scene, *answer_ids, into=Wording(original=answer_ids[0], values=said))


def split(scene: Scene, answer_id: UUID) -> UUID:
    return merging.split_answer(scene.dian, request_id=uuid4(), answer_id=answer_id)


def undo(scene: Scene, act_id: UUID) -> None:
    merging.undo_merge(scene.dian, request_id=uuid4(), act_id=act_id)


def status(scene: Scene, answer_id: UUID) -> str:
    return str(scene.everything("select status from app.answer where id = %s", [answer_id])[0][0])


def score(scene: Scene, problem_id: UUID) -> tuple[float | None, int] | None:
    found = scene.everything(
        "select score, raters from app.problem_score where problem_id = %s", [problem_id]
    )
    return (None if found[0][0] is None else float(found[0][0]), found[0][1]) if found else None


def coverage(scene: Scene) -> dict[tuple[Any, ...], int]:
    """Per unit and pillar: what was sent or accepted or has become part of another."""
    return {
        (unit, pillar): count
        for unit, pillar, count in scene.everything(
            "select unit_id, pillar_code, sum(answers)::int from app.coverage_count"
            " where status in ('dikirim', 'diterima', 'digabung') group by 1, 2 having sum(answers) > 0"
        )
    }


@pytest.fixture
def pair(scene: Scene) -> tuple[UUID, UUID]:
    """Budi's accepted problem, and Sari's sent one, which says the same."""
    return scene.answer(scene.budi, "diterima"), scene.answer(scene.sari, "dikirim", title="Loket penuh")


# ── into another answer ─────────────────────────────────────────────────────────────────────────────────────


def test_the_unit_of_a_merged_answer_reads_what_it_became_and_why(scene: Scene) -> None:
    main, original = scene.answer(scene.budi, "dikirim"), scene.answer(scene.sari, "dikirim")
    with pytest.raises(DomainError, match="not_found"):
        answers.answer_screen(scene.sari, answer_id=main)

    merge(scene, original, into=main, reason="Satu loket yang sama")

    screen = answers.answer_screen(scene.sari, answer_id=original)
    assert screen.answer.status == "digabung"
    assert screen.answer.merged_into is not None
    assert screen.merging.into is not None
    assert (screen.answer.merged_into.id, screen.merging.into.answer.id) == (main, main)
    assert (screen.merging.into.reason, screen.merging.into.by) == ("Satu loket yang sama", "Dian")
    assert [step.status for step in screen.history] == ["digabung"]
    assert answers.answer_screen(scene.sari, answer_id=main).answer.id == main
    with pytest.raises(DomainError, match="not_found"):
        answers.answer_screen(scene.joko, answer_id=main)


def test_each_officer_of_its_unit_is_told_of_merging_splitting_and_undoing(scene: Scene) -> None:
    main, original = scene.answer(scene.rina, "diterima"), scene.answer(scene.budi, "diterima")
    merge(scene, original, into=main)
    undo(scene, split(scene, original))

    told = scene.everything(
        "select user_name, kind, detail ->> 'number', answer_id from app.news"
        " join app.participant on participant.id = participant_id"
    )

    assert sorted(row[:2] for row in told) == [
        (who, kind) for who in ("bayu", "budi") for kind in ("merged", "split", "undone")
    ]
    assert {row[2] for row in told if row[1] == "merged"} == {"1"}
    assert {row[3] for row in told} == {original}


def test_the_merged_one_leads_to_each_original_with_what_was_said_there(
    scene: Scene, pair: tuple[UUID, UUID]
) -> None:
    main, original = pair
    discussion.add_comment(scene.sari, request_id=uuid4(), answer_id=original, body="Sejak 2024")
    scene.everything(
        "insert into app.evidence (answer_id, name, kind, size, hash, content, added_by, added_at)"
        " values (%s, 'a.pdf', 'application/pdf', 1, 'x', 'x', %s, '2020-01-01')",
        (original, scene.sari.participant_id),
    )

    merge(scene, original, into=main)

    (part,) = answers.answer_screen(scene.budi, answer_id=main).merging.originals
    assert (part.answer.id, part.answer.unit_name) == (original, "Kelurahan Satu")
    assert (part.comments, part.files) == (1, 1)
    assert answers.answer_screen(scene.rina, answer_id=original).comments[0].body == "Sejak 2024"


def test_a_person_who_stands_behind_both_is_counted_once(scene: Scene, pair: tuple[UUID, UUID]) -> None:
    main, original = pair
    for person, answer_id in ((scene.citra, main), (scene.citra, original), (scene.dian, original)):
        discussion.support_answer(person, request_id=uuid4(), answer_id=answer_id)

    act = merge(scene, original, into=main)

    screen = answers.answer_screen(scene.citra, answer_id=main)
    assert (screen.support.count, screen.answer.supports, screen.support.is_own) == (2, 2, True)
    assert {one.name for one in screen.support.people} == {"Citra", "Dian"}
    undo(scene, act.act_id)
    assert answers.answer_screen(scene.citra, answer_id=main).support.count == 1
    assert answers.answer_screen(scene.citra, answer_id=original).support.count == 2


def test_taking_support_back_takes_it_from_all_it_was_given_to(scene: Scene, pair: tuple[UUID, UUID]) -> None:
    main, original = pair
    discussion.support_answer(scene.citra, request_id=uuid4(), answer_id=original)
    merge(scene, original, into=main)

    discussion.withdraw_support(scene.citra, request_id=uuid4(), answer_id=main)

    assert scene.everything("select * from app.support") == []


def test_solutions_of_what_was_merged_answer_the_merged_one_whenever_they_were_linked(
    scene: Scene, pair: tuple[UUID, UUID]
) -> None:
    main, original = pair
    before = scene.answer(scene.rina, "diterima", "solution", problems=[str(original)])
    act = merge(scene, original, into=main)
    after = scene.answer(scene.joko, "diterima", "solution", problems=[str(main)])
    to_original = scene.answer(scene.joko, "diterima", "solution", problems=[str(original)])

    def of(problem: UUID) -> set[UUID]:
        return {row.id for row in answers.answer_screen(scene.dian, answer_id=problem).linked}

    assert of(main) == {before, after, to_original}
    assert {row.id for row in answers.answer_screen(scene.rina, answer_id=before).linked} == {main, original}
    undo(scene, act.act_id)
    assert of(main) == {after}
    assert of(original) == {before, to_original}


def test_merged_solutions_keep_the_problems_of_all_of_them(scene: Scene) -> None:
    problems = [scene.answer(scene.budi, "diterima") for _ in range(2)]
    one, two = (scene.answer(scene.sari, "diterima", "solution", problems=[str(p)]) for p in problems)

    merge(scene, two, into=one)

    assert {row.id for row in answers.answer_screen(scene.sari, answer_id=one).linked} == set(problems)
    assert {row.id for row in answers.answer_screen(scene.sari, answer_id=problems[1]).linked} == {one, two}


# ── ratings ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_of_a_rater_who_scored_several_the_latest_whole_rating_counts(
    scene: Scene, pair: tuple[UUID, UUID]
) -> None:
    main, original = pair
    scene.rate(scene.joko, main, 5, 5, 5)
    scene.everything("update app.answer set status = 'diterima' where id = %s", [original])
    scene.rate(scene.joko, original, 1, 1, 1)
    scene.rate(scene.rina, main, 2, 2, 2)

    act = merge(scene, original, into=main)

    assert score(scene, main) == (4.5, 2)  # 3 and 6
    assert score(scene, original) is None
    undo(scene, act.act_id)
    assert (score(scene, main), score(scene, original)) == ((10.5, 2), (3, 1))


def test_a_rating_given_to_an_original_alone_is_the_raters_own_of_the_merged_one(
    scene: Scene, pair: tuple[UUID, UUID]
) -> None:
    main, original = pair
    scene.everything("update app.answer set status = 'diterima' where id = %s", [original])
    scene.rate(scene.joko, original, 1, 2, 3)
    merge(scene, original, into=main)

    screen = rating.rating_screen(scene.joko, cycle_id=None, sheet="problem", answer_id=main)
    assert screen.own == {"urgency": 1, "seriousness": 2, "growth": 3}
    assert screen.waiting == ()
    assert screen.progress["problem"] == Progress(done=1, total=1)

    given = rating.rate_answer(scene.joko, request_id=uuid4(), answer_id=main, criterion="growth", score=5)
    assert given.own == {"urgency": 1, "seriousness": 2, "growth": 5}
    assert score(scene, main) == (8, 1)


def test_whoever_contributed_has_no_say_in_the_score(scene: Scene, pair: tuple[UUID, UUID]) -> None:
    main, original = pair
    scene.everything("update app.answer set status = 'diterima' where id = %s", [original])
    scene.rate(scene.sari, main, 5, 5, 5)
    scene.rate(scene.budi, original, 5, 5, 5)
    scene.rate(scene.joko, main, 1, 1, 1)

    merge(scene, original, into=main)

    assert score(scene, main) == (3, 1)
    with pytest.raises(DomainError, match="not_allowed"):
        scene.rate(scene.sari, main, 5, 5, 5)
    screen = rating.rating_screen(scene.sari, cycle_id=None, sheet="problem", answer_id=None)
    assert (screen.answer, screen.progress["problem"]) == (None, Progress(done=0, total=0))


def test_what_was_merged_is_not_scored_any_more(scene: Scene, pair: tuple[UUID, UUID]) -> None:
    main, original = pair
    merge(scene, original, into=main)

    with pytest.raises(DomainError, match="wrong_state"):
        scene.rate(scene.joko, original, 1, 1, 1)


# ── a new wording ───────────────────────────────────────────────────────────────────────────────────────────


def test_new_words_are_an_accepted_answer_of_diskominfo_and_nobodys_contribution(
    scene: Scene, pair: tuple[UUID, UUID]
) -> None:
    before = coverage(scene)

    made = reword(scene, *pair, condition="Warga antre di dua loket. NIK 3275012309870001")

    screen = answers.answer_screen(scene.dian, answer_id=made.into_id)
    assert (screen.answer.status, screen.answer.is_wording, screen.answer.number) == ("diterima", True, 3)
    assert (screen.answer.unit_name, screen.answer.title) == ("Dinas Beta", "Antrean di semua loket")
    assert screen.values["root_cause"] == "Loket hanya satu."
    assert "3275012309870001" not in screen.values["condition"]
    assert [part.answer.id for part in screen.merging.originals] == list(pair)
    assert coverage(scene) == before
    assert {status(scene, one) for one in pair} == {"digabung"}


def test_the_merged_one_is_counted_once_wherever_problems_are(scene: Scene, pair: tuple[UUID, UUID]) -> None:
    scene.rate(scene.joko, pair[0], 3, 3, 3)

    made = reword(scene, *pair)

    overview = aggregates.aggregate_screen(
        scene.wali, cycle_id=None, sheet="problem", pillar_code=None, known_version=None
    )
    assert overview is not None
    assert (overview.problem_count, overview.rated_count) == (1, 1)
    assert [row.answer_id for row in overview.problems] == [made.into_id]
    assert sum(total.accepted for total in overview.totals) == 2, "and both units still have contributed"


def test_a_vote_offers_the_merged_one_and_not_what_it_stands_for(scene: Scene) -> None:
    solutions = [scene.answer(who, "diterima", "solution") for who in (scene.budi, scene.sari, scene.joko)]
    made = reword(scene, *solutions[:2])

    eligible = [row.id for row in voting.round_desk(scene.dian, cycle_id=None).eligible]

    assert set(eligible) == {made.into_id, solutions[2]}


def test_a_wording_left_alone_is_withdrawn_and_comes_back_with_the_undoing(
    scene: Scene, pair: tuple[UUID, UUID]
) -> None:
    made = reword(scene, *pair)
    split(scene, pair[0])
    assert status(scene, made.into_id) == "diterima"

    last = split(scene, pair[1])
    assert [status(scene, one) for one in (*pair, made.into_id)] == ["diterima", "dikirim", "ditarik"]

    undo(scene, last)
    assert [status(scene, one) for one in (*pair, made.into_id)] == ["diterima", "digabung", "diterima"]


@pytest.mark.parametrize(
    ("values", "fault"),
    [
        ({"title": ""}, "field_invalid: title"),
        ({"title": "x" * 121}, "text_too_long: title"),
        ({"urgency": "5"}, "field_invalid: urgency"),  # only words are new
        ({"tidak_ada": "x"}, "field_invalid: tidak_ada"),
    ],
)
def test_new_words_keep_to_the_questions(
    scene: Scene, pair: tuple[UUID, UUID], values: dict[str, str], fault: str
) -> None:
    with pytest.raises(DomainError, match=fault):
        reword(scene, *pair, **values)

    assert scene.everything("select count(*) from app.answer") == [(2,)]


def test_across_pillars_the_pillar_is_chosen(scene: Scene) -> None:
    one = scene.answer(scene.budi, "diterima")
    two = scene.answer(scene.sari, "diterima", pillar_code="BBB", sub_pillar="BBB-1")
    words = Wording(original=one, values={"title": "Bersama"})

    with pytest.raises(DomainError, match="field_invalid: pillar_code"):
        merge(scene, one, two, into=words)
    with pytest.raises(DomainError, match="field_invalid: pillar_code"):
        merge(scene, two, into=one, pillar_code="BBB")  # another pillar is a decision of its own
    made = merge(scene, one, two, into=words, pillar_code="BBB")

    screen = answers.answer_screen(scene.dian, answer_id=made.into_id)
    assert (screen.answer.pillar_code, screen.values["sub_pillar"]) == ("BBB", "BBB-1")


def test_what_is_taken_out_says_what_each_became(scene: Scene, pair: tuple[UUID, UUID]) -> None:
    made = reword(scene, *pair)

    found = exports.export_answers(scene.dian, request_id=uuid4(), cycle_id=None, sheet="problem", after=0)

    assert [(row.number, row.merged_into, row.is_wording) for row in found.rows] == [
        (1, made.number, False),
        (2, made.number, False),
        (made.number, None, True),
    ]


# ── what is refused ─────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("state", ["dikembalikan", "ditolak", "ditarik"])
def test_only_what_was_sent_or_accepted_is_merged(scene: Scene, state: str) -> None:
    main, other = scene.answer(scene.budi, "diterima"), scene.answer(scene.sari, state)

    for sources, into in (([other], main), ([main], other)):
        with pytest.raises(DomainError, match="wrong_state"):
            merge(scene, *sources, into=into)


def test_a_draft_of_another_unit_is_not_even_there(scene: Scene, pair: tuple[UUID, UUID]) -> None:
    with pytest.raises(DomainError, match="not_found"):
        merge(scene, scene.answer(scene.joko), into=pair[0])


def test_a_problem_is_not_merged_into_a_solution_nor_a_sheet_of_a_unit(scene: Scene) -> None:
    problem, solution = scene.answer(scene.budi, "diterima"), scene.answer(scene.budi, "diterima", "solution")
    sheets = [scene.answer(who, "diterima", "swot") for who in (scene.budi, scene.sari)]

    for one, into in ((problem, solution), tuple(sheets)):
        with pytest.raises(DomainError, match="field_invalid"):
            merge(scene, one, into=into)


def test_nothing_is_merged_into_itself_or_in_a_ring(scene: Scene, pair: tuple[UUID, UUID]) -> None:
    third = scene.answer(scene.joko, "diterima")
    with pytest.raises(DomainError, match="field_invalid"):
        merge(scene, pair[0], into=pair[0])
    merge(scene, pair[1], into=pair[0])
    merge(scene, pair[0], into=third)

    with pytest.raises(DomainError, match="wrong_state"):
        merge(scene, third, into=pair[1])


def test_an_undone_split_makes_no_ring(scene: Scene, pair: tuple[UUID, UUID]) -> None:
    one, two = pair
    merge(scene, two, into=one)
    apart = split(scene, two)
    merge(scene, one, into=two)

    with pytest.raises(DomainError, match="wrong_state"):
        undo(scene, apart)


def test_what_stands_for_others_is_not_taken_back_or_declined(scene: Scene) -> None:
    main, original = scene.answer(scene.budi, "dikirim"), scene.answer(scene.sari, "dikirim")
    merge(scene, original, into=main)

    with pytest.raises(DomainError, match="holds_merged: 1"):
        answers.reopen_answer(scene.budi, request_id=uuid4(), answer_id=main)
    with pytest.raises(DomainError, match="holds_merged"):
        answers.withdraw_answer(scene.budi, request_id=uuid4(), answer_id=main, reason="Salah")
    with pytest.raises(DomainError, match="holds_merged"):
        curation.decide_answers(
            scene.dian, request_id=uuid4(), answer_ids=[main], decision="ditolak", reason="Ganda"
        )

    curation.decide_answers(
        scene.dian, request_id=uuid4(), answer_ids=[main], decision="diterima", reason=None
    )
    assert status(scene, main) == "diterima"


def test_nobody_writes_that_something_is_merged_but_merging(scene: Scene, pair: tuple[UUID, UUID]) -> None:
    with pytest.raises(psycopg.Error, match="wrong_state"):
        scene.everything("update app.answer set status = 'digabung' where id = %s", [pair[0]])
    merge(scene, pair[1], into=pair[0])
    with pytest.raises(psycopg.Error, match="wrong_state"):
        scene.everything("update app.answer set status = 'diterima' where id = %s", [pair[1]])


@pytest.fixture
def voted(scene: Scene) -> Sequence[UUID]:
    """Three accepted solutions; the second and the third are put to the vote."""
    return [scene.answer(who, "diterima", "solution") for who in (scene.budi, scene.sari, scene.joko)]


@pytest.mark.parametrize("is_closed", [False, True])
def test_once_a_vote_holds_an_answer_what_it_stands_for_is_fixed(
    scene: Scene, voted: Sequence[UUID], is_closed: bool
) -> None:
    late = scene.answer(scene.tono, "diterima", "solution")
    act = merge(scene, voted[0], into=voted[1])
    opened = voting.open_round(
        scene.dian,
        request_id=uuid4(),
        cycle_id=scene.cycle_id,
        title="Prioritas",
        option_ids=list(voted[1:]),
        closes_at=scene.everything("select now() + interval '1 hour'")[0][0],
    )
    if is_closed:
        voting.close_round(scene.dian, request_id=uuid4(), round_id=opened)

    acts: list[Callable[[], object]] = [
        lambda: merge(scene, late, into=voted[1]),
        lambda: merge(scene, voted[2], into=late),
        lambda: reword(scene, late, voted[2]),
        lambda: split(scene, voted[0]),
        lambda: undo(scene, act.act_id),
    ]
    for one in acts:
        with pytest.raises(DomainError, match="voting_opened"):
            one()
    assert not any(
        one.may_undo
        for one in merging.merge_screen(scene.dian, cycle_id=None, sheet="solution", pillar_code=None).acts
    )


def test_an_archived_year_stays_as_it_is(scene: Scene, pair: tuple[UUID, UUID]) -> None:
    act = merge(scene, pair[1], into=pair[0])
    scene.everything("update app.cycle set is_open = false")

    for one in (lambda: split(scene, pair[1]), lambda: undo(scene, act.act_id)):
        with pytest.raises(DomainError, match="cycle_archived"):
            one()


def test_the_same_request_merges_once(scene: Scene, pair: tuple[UUID, UUID]) -> None:
    request, words = uuid4(), Wording(original=pair[0], values={"title": "Bersama"})
    done = [
        merging.merge_answers(
            scene.dian, request_id=request, answer_ids=pair, into=words, pillar_code=None, reason=None
        )
        for _ in range(2)
    ]

    assert done[0] == done[1]
    assert scene.everything("select count(*) from app.answer where is_wording") == [(1,)]


# ── undoing ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_an_act_whose_answers_changed_since_cannot_be_undone(scene: Scene, pair: tuple[UUID, UUID]) -> None:
    act = merge(scene, pair[1], into=pair[0])
    apart = split(scene, pair[1])
    with pytest.raises(DomainError, match="wrong_state"):
        undo(scene, act.act_id)
    curation.decide_answers(
        scene.dian, request_id=uuid4(), answer_ids=[pair[1]], decision="diterima", reason=None
    )

    with pytest.raises(DomainError, match="wrong_state"):
        undo(scene, apart)


def test_new_words_that_stand_for_more_since_are_not_undone(scene: Scene, pair: tuple[UUID, UUID]) -> None:
    made = reword(scene, *pair)
    merge(scene, scene.answer(scene.joko, "diterima"), into=made.into_id)

    with pytest.raises(DomainError, match="holds_merged"):
        undo(scene, made.act_id)


def test_in_a_chain_the_last_one_gathers_and_each_step_can_be_undone_by_itself(scene: Scene) -> None:
    one, two, three = (scene.answer(who, "diterima") for who in (scene.budi, scene.sari, scene.joko))
    first = merge(scene, one, into=two)
    second = merge(scene, two, into=three)
    assert roots(scene) == {one: three, two: three}

    undo(scene, first.act_id)
    assert roots(scene) == {two: three}
    undo(scene, second.act_id)
    assert roots(scene) == {}


def roots(scene: Scene) -> dict[UUID, UUID]:
    return dict(scene.everything("select answer_id, root_id from app.merge"))


# ── suggestions that were dismissed ─────────────────────────────────────────────────────────────────────────


def test_that_answers_differ_is_remembered_and_can_be_taken_back(
    scene: Scene, pair: tuple[UUID, UUID]
) -> None:
    def apart() -> frozenset[frozenset[int]]:
        return merging.merge_screen(scene.dian, cycle_id=None, sheet="problem", pillar_code="AAA").apart

    merging.dismiss_similar(scene.dian, request_id=uuid4(), answer_ids=pair, is_dismissed=True)
    merging.dismiss_similar(scene.dian, request_id=uuid4(), answer_ids=pair, is_dismissed=True)
    assert apart() == {frozenset({1, 2})}

    merging.dismiss_similar(scene.dian, request_id=uuid4(), answer_ids=pair, is_dismissed=False)
    assert apart() == frozenset()


# ── at the same time ────────────────────────────────────────────────────────────────────────────────────────


def test_two_officers_who_merge_the_same_pair_both_ways_make_no_ring(
    scene: Scene, server: Server, pair: tuple[UUID, UUID]
) -> None:
    one, two = pair
    outcomes: list[str] = []

    def act(source: UUID, into: UUID) -> None:
        try:
            merge(scene, source, into=into)
            outcomes.append("-")
        except DomainError as refusal:
            outcomes.append(refusal.code.value)

    with psycopg.connect(server.owner_conninfo) as holder:
        holder.execute("select from app.answer where id = any(%s) for update", [list(pair)])
        threads = [threading.Thread(target=act, args=ends) for ends in ((one, two), (two, one))]
        for thread in threads:
            thread.start()
        while scene.everything("select count(*) from pg_locks where not granted") < [(2,)]:
            assert all(thread.is_alive() for thread in threads), outcomes
        holder.rollback()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["-", "wrong_state"]
    assert len(roots(scene)) == 1
