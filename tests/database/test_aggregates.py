"""Aggregates: every number equals an independent recount over the raw rows, whatever happened before."""

from __future__ import annotations

import statistics
from collections import Counter
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from psycopg.sql import Composed

from components import cached
from db.errors import DomainError
from db.gateway import accounts, aggregates, answers, approval, curation, rating, stages
from db.gateway.aggregates import AggregateScreen
from db.gateway.questionnaire import Sheet
from db.gateway.rating import Usg
from db.identity import Identity
from tests.database.scene import Scene

DRAFT, SENT, ACCEPTED = {"draf", "diajukan", "dikembalikan"}, {"dikirim"}, {"diterima", "digabung"}


def look(
    me: Identity, *, sheet: Sheet = "problem", pillar: str | None = None, known: int | None = None
) -> AggregateScreen:
    screen = aggregates.aggregate_screen(
        me, cycle_id=None, sheet=sheet, pillar_code=pillar, known_version=known
    )
    assert screen is not None
    return screen


def rate(me: Identity, problem_id: UUID, urgency: int, seriousness: int, growth: int) -> None:
    usg = Usg(urgency=urgency, seriousness=seriousness, growth=growth)
    rating.rate_problem(me, request_id=uuid4(), problem_id=problem_id, usg=usg)


# ── the law: counts are what a recount finds ────────────────────────────────────────────────────────────────

AUTHORS = ("budi", "rina", "citra", "sari", "joko")
STEP = st.tuples(
    st.sampled_from(
        ["write", "send", "reopen", "approve", "accept", "return", "decline", "withdraw", "rate"]
    ),
    st.integers(0, 9),
    st.integers(1, 5),
    st.integers(1, 5),
)


def play(scene: Scene, steps: list[tuple[str, int, int, int]]) -> None:
    """Do these acts through the gateway; what is refused changes nothing."""
    made: list[tuple[Identity, UUID]] = []
    # in the district and its villages, what is sent waits until somebody is made responsible
    scene.everything("update app.unit set needs_approval = true where code like 'K%%'")
    for what, which, one, two in steps:
        me = scene.city.people[AUTHORS[which % len(AUTHORS)]]
        if what == "write" or not made:
            sheet = "solution" if one > 3 else "problem"
            linked = [str(answer) for author, answer in made if author is me][:1]
            values: dict[str, Any] = (
                {"impact": one, "effort": two, "quick_win": two < 3, "problems": linked or None}
                if sheet == "solution"
                else {"urgency": one, "seriousness": two, "growth": 3}
            )
            made.append((me, scene.answer(me, sheet=sheet, **values)))
            continue
        author, subject = made[which % len(made)]
        try:
            _act(scene, what, author, subject, me, one, two)
        except DomainError:
            continue


def _act(scene: Scene, what: str, author: Identity, subject: UUID, me: Identity, one: int, two: int) -> None:
    decisions: dict[str, curation.Decision] = {
        "accept": "diterima",
        "return": "dikembalikan",
        "decline": "ditolak",
    }
    if what == "send":
        answers.send_answer(author, request_id=uuid4(), answer_id=subject)
    elif what == "reopen":
        answers.reopen_answer(author, request_id=uuid4(), answer_id=subject)
    elif what == "approve":
        who = (author.participant_id,)
        scene.everything("update app.participant set is_responsible = true where id = %s", who)
        version = answers.answer_screen(author, answer_id=subject).version
        approval.approve_answer(author, request_id=uuid4(), answer_id=subject, version=version)
    elif what == "withdraw":
        answers.withdraw_answer(author, request_id=uuid4(), answer_id=subject, reason="batal")
    elif what == "rate":
        rate(me, subject, one, two, one)
    else:
        curation.decide_answers(
            scene.dian, request_id=uuid4(), answer_ids=[subject], decision=decisions[what], reason="alasan"
        )


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEP, max_size=25))
def test_whatever_happens_the_counts_are_what_a_recount_finds(
    scene: Scene, bring_back: Composed, steps: list[tuple[str, int, int, int]]
) -> None:
    scene.owner.execute(bring_back)
    play(scene, steps)

    for sheet in ("problem", "solution"):
        screen = look(scene.dian, sheet=sheet)
        raw = scene.everything(
            "select unit.code, pillar_code, status from app.answer join app.unit on unit.id = unit_id"
            " where sheet = %s",
            (sheet,),
        )
        recount = Counter(
            (unit, pillar, name)
            for unit, pillar, status in raw
            for name, states in (("draft", DRAFT), ("sent", SENT), ("accepted", ACCEPTED))
            if status in states
        )
        shown = Counter(
            {
                (cell.unit_code, cell.pillar_code, name): getattr(cell, name)
                for cell in screen.coverage
                for name in ("draft", "sent", "accepted")
            }
        )
        assert +shown == +recount
        assert sum(total.sent + total.draft + total.accepted for total in screen.totals) == recount.total()
        answered = {unit for unit, _, name in recount if name != "draft"}
        assert {unit.code for unit in screen.missing} == set(scene.city.units) - answered


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEP, max_size=25))
def test_whatever_happens_scores_and_places_are_what_a_recount_finds(
    scene: Scene, bring_back: Composed, steps: list[tuple[str, int, int, int]]
) -> None:
    scene.owner.execute(bring_back)
    play(scene, steps)
    screen = look(scene.dian)

    ratings: dict[UUID, list[tuple[int, int, int]]] = {}
    for problem_id, *scores in scene.everything(
        "select problem_id, urgency, seriousness, growth"
        " from app.usg_rating join app.answer on id = problem_id where status = any (%s)",
        (sorted(SENT | ACCEPTED),),
    ):
        ratings.setdefault(problem_id, []).append(tuple(scores))
    assert {problem.answer_id for problem in screen.problems} == set(ratings)
    for problem in screen.problems:
        sums = [sum(scores) for scores in ratings[problem.answer_id]]
        criteria = [statistics.median(column) for column in zip(*ratings[problem.answer_id], strict=True)]
        assert (problem.score, problem.low, problem.high) == (statistics.median(sums), min(sums), max(sums))
        assert [problem.urgency, problem.seriousness, problem.growth] == criteria
        if len(sums) > 1:
            quartiles = statistics.quantiles(sums, n=4, method="inclusive")
            assert (problem.quartile_1, problem.quartile_3) == (quartiles[0], quartiles[2])

    def key(problem: aggregates.RankedProblem) -> tuple[float, ...]:
        return (-problem.score, -problem.seriousness, -problem.urgency, -problem.growth, -problem.units)

    assert [problem.rank for problem in screen.problems] == [
        1 + sum(key(other) < key(problem) for other in screen.problems) for problem in screen.problems
    ]
    placed = scene.everything(
        "select answers, status from app.answer where sheet = 'solution' and status = any (%s)",
        (sorted(SENT | ACCEPTED),),
    )
    solutions = look(scene.dian, sheet="solution")
    assert Counter(
        key for cell in solutions.quadrant for key in [(cell.impact, cell.effort)] * cell.solutions
    ) == Counter((values["impact"], values["effort"]) for values, _ in placed)
    assert sum(cell.quick_wins for cell in solutions.quadrant) == sum(
        values.get("quick_win", False) for values, _ in placed
    )


# ── who sees what of it ─────────────────────────────────────────────────────────────────────────────────────


def test_an_officer_sees_her_own_row_and_the_citys_total(scene: Scene) -> None:
    scene.answer(scene.budi, "dikirim")
    scene.answer(scene.sari, "dikirim")

    screen = look(scene.budi)

    assert {cell.unit_code for cell in screen.coverage} == {"DINAS-A"}
    assert [unit.code for unit in screen.units] == ["DINAS-A"]
    assert sum(total.sent for total in screen.totals) == 2


def test_a_district_sees_its_villages_and_which_are_missing(scene: Scene) -> None:
    scene.answer(scene.sari, "dikirim")

    screen = look(scene.citra)

    assert {unit.code for unit in screen.units} == {"KEC-1", "KEL-1", "KEL-2"}
    assert {unit.code for unit in screen.missing} == {"KEC-1", "KEL-2"}


def test_an_officer_meets_no_title_she_may_not_read(scene: Scene) -> None:
    hidden = scene.answer(scene.sari, "dikirim", title="Rahasia kelurahan")
    scene.everything(
        "insert into app.usg_rating (problem_id, rater_id, urgency, seriousness, growth)"
        " values (%s, %s, 5, 5, 5)",
        (hidden, scene.rina.participant_id),
    )

    assert [problem.title for problem in look(scene.dian).problems] == ["Rahasia kelurahan"]
    assert look(scene.budi).problems == ()
    assert look(scene.sari).problems == (), "the list is the same for every holder of the role"


def test_a_filter_by_pillar_ranks_that_pillar_only(scene: Scene) -> None:
    for pillar, sub in (("AAA", "AAA-1"), ("BBB", "BBB-1")):
        problem = scene.answer(scene.budi, "diterima", pillar_code=pillar, sub_pillar=sub)
        rate(scene.rina, problem, 3, 3, 3)

    assert {problem.pillar_code for problem in look(scene.dian, pillar="BBB").problems} == {"BBB"}
    assert look(scene.dian, pillar="BBB").problem_count == 1


def test_what_the_process_keeps_for_one_unit_is_not_shown_to_another_of_the_same_role(scene: Scene) -> None:
    # of other units Diskominfo counts nothing here, of its own everything
    scene.everything("update app.visibility set can_count = relation = 'own' where role = 'diskominfo'")
    scene.everything("update app.participant set role = 'diskominfo' where user_name = 'budi'")
    scene.answer(scene.budi, "dikirim")
    of_another_unit = replace(scene.budi, role="diskominfo")
    cached.forget()

    def units_seen(me: Identity) -> list[str]:
        screen = cached.aggregate_screen(me, cycle_id=None, sheet="problem", pillar_code=None)
        return [cell.unit_code for cell in screen.coverage]

    assert (units_seen(of_another_unit), units_seen(scene.dian)) == (["DINAS-A"], [])


# ── unchanged means unchanged ───────────────────────────────────────────────────────────────────────────────


def test_who_holds_the_newest_version_is_sent_nothing(scene: Scene) -> None:
    version = look(scene.dian).version

    again = aggregates.aggregate_screen(
        scene.dian, cycle_id=None, sheet="problem", pillar_code=None, known_version=version
    )

    assert again is None


@pytest.mark.parametrize("act", ["send", "accept", "rate", "setting"])
def test_every_change_moves_the_version(scene: Scene, act: str) -> None:
    draft, sent = scene.answer(scene.budi), scene.answer(scene.budi, "dikirim")
    accepted = scene.answer(scene.budi, "diterima")
    version = look(scene.dian).version

    if act == "send":
        answers.send_answer(scene.budi, request_id=uuid4(), answer_id=draft)
    elif act == "accept":
        curation.decide_answers(
            scene.dian, request_id=uuid4(), answer_ids=[sent], decision="diterima", reason=None
        )
    elif act == "rate":
        rate(scene.rina, accepted, 5, 5, 5)
    else:
        cell = accounts.visibility_screen(scene.dian)[0]
        accounts.set_visibility(scene.dian, request_id=uuid4(), cell=cell)

    assert look(scene.dian, known=version).version > version


def test_a_version_of_one_year_is_never_that_of_another(scene: Scene) -> None:
    held = look(scene.budi).version

    stages.open_cycle(scene.dian, request_id=uuid4(), year=2031, title="Putaran 2031", copy_from=None)

    assert look(scene.budi, known=held).version != held, "the newest year is another one now"


# ── rating ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_units_own_scores_are_one_rating_whoever_sends(scene: Scene) -> None:
    draft = scene.answer(scene.budi)
    answers.send_answer(scene.budi, request_id=uuid4(), answer_id=draft)
    answers.reopen_answer(scene.bayu, request_id=uuid4(), answer_id=draft)
    answers.send_answer(scene.bayu, request_id=uuid4(), answer_id=draft)

    assert scene.everything("select rater_id, is_author from app.usg_rating") == [
        (scene.bayu.participant_id, True)
    ]


def test_a_second_rating_replaces_the_first(scene: Scene) -> None:
    problem = scene.answer(scene.budi, "diterima")
    rate(scene.rina, problem, 1, 1, 1)

    rate(scene.rina, problem, 5, 5, 5)

    assert [(one.score, one.raters) for one in look(scene.dian).problems] == [(15, 1)]


@pytest.mark.parametrize("score", [0, 6, -1])
def test_a_rating_off_the_scale_is_refused_at_the_database(scene: Scene, score: int) -> None:
    problem = scene.answer(scene.budi, "diterima")

    with pytest.raises(DomainError, match="field_invalid: urgency"):
        rate(scene.rina, problem, score, 3, 3)

    assert scene.everything("select count(*) from app.usg_rating") == [(0,)]


def test_after_closing_nobody_rates(scene: Scene) -> None:
    problem = scene.answer(scene.budi, "diterima")
    scene.close_window("rating")

    with pytest.raises(DomainError, match="window_closed: rating"):
        rate(scene.rina, problem, 3, 3, 3)


def test_the_next_problem_is_one_not_yet_rated_without_its_authors_scores(scene: Scene) -> None:
    first, second = (scene.answer(scene.budi, "diterima") for _ in range(2))
    rate(scene.rina, first, 3, 3, 3)

    screen = rating.rating_screen(scene.rina, cycle_id=None, problem_id=None)

    assert screen.problem is not None
    assert screen.problem.id == second
    assert (screen.progress.done, screen.progress.total) == (1, 2)
    assert not {"urgency", "seriousness", "growth"} & set(screen.values)
