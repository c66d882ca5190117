"""Aggregates: every number equals an independent recount over the raw rows, whatever happened before."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from psycopg.sql import Composed

from components import cached
from components.rules.rating import USG, Place, place, problem_score
from components.rules.usg import Spread
from db.errors import DomainError
from db.gateway import accounts, aggregates, answers, approval, curation, home, rating, stages
from db.gateway.aggregates import AggregateScreen
from db.gateway.questionnaire import Sheet
from db.gateway.rating import CRITERIA
from db.identity import Identity
from tests.database.scene import Scene

_RATED = "select seat_id, answer_id, cycle_id, sheet, unit_id from app.rated order by 1, 2"
_RATED_RECOUNTED = """
select rating.seat_id, answer.id, answer.cycle_id, answer.sheet, answer.unit_id
  from app.rating join app.answer on answer.id = rating.answer_id
 where answer.status in ('dikirim', 'diterima', 'digabung')
 group by rating.seat_id, answer.id
having count(*) = case answer.sheet when 'problem' then 3 else 2 end
 order by 1, 2
"""
DRAFT, SENT, ACCEPTED = {"draf", "diajukan", "dikembalikan"}, {"dikirim"}, {"diterima", "digabung"}


def look(
    me: Identity, *, sheet: Sheet = "problem", pillar: str | None = None, known: int | None = None
) -> AggregateScreen:
    screen = aggregates.aggregate_screen(
        me, cycle_id=None, sheet=sheet, pillar_code=pillar, known_version=known
    )
    assert screen is not None
    return screen


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
        _rate(scene, me, subject, one, two)
    else:
        curation.decide_answers(
            scene.dian, request_id=uuid4(), answer_ids=[subject], decision=decisions[what], reason="alasan"
        )


def _rate(scene: Scene, me: Identity, subject: UUID, one: int, two: int) -> None:
    """Half a rating, a whole one, or one that does not know everything; a 5 is *tidak tahu* here."""
    ((sheet,),) = scene.everything("select sheet from app.answer where id = %s", (subject,))
    for criterion, score in zip(CRITERIA[sheet], (one, two, 6 - one)[: 3 if one > 1 else 1], strict=False):
        rating.rate_answer(
            me,
            request_id=uuid4(),
            answer_id=subject,
            criterion=criterion,
            score=None if score == 5 else score,
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

    kept = scene.everything("select sheet, status, answers from app.sheet_count where answers <> 0")
    assert sorted(kept) == sorted(
        scene.everything("select sheet, status, count(*) from app.answer group by sheet, status")
    )
    to_rate = {
        (unit, sheet): total
        for unit, sheet, total in scene.everything(
            "select * from private.rateable_counts(%s)", (scene.cycle_id,)
        )
    }
    for me in (scene.budi, scene.citra, scene.sari):
        progress = home.home_screen(me, cycle_id=scene.cycle_id).rating
        assert progress is not None
        assert {sheet: one.total for sheet, one in progress.items()} == {
            sheet: to_rate.get((me.unit_id, sheet), 0) for sheet in ("problem", "solution")
        }


def given_ratings(scene: Scene) -> dict[UUID, list[dict[str, int | None]]]:
    """Every seat's scores by answer, whole or not."""
    seats: dict[tuple[UUID, UUID], dict[str, int | None]] = {}
    for answer_id, seat_id, criterion, score in scene.everything(
        "select answer_id, seat_id, criterion, score from app.rating"
    ):
        seats.setdefault((answer_id, seat_id), {})[criterion] = score
    by_answer: dict[UUID, list[dict[str, int | None]]] = {}
    for (answer_id, _), scores in seats.items():
        by_answer.setdefault(answer_id, []).append(scores)
    return by_answer


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEP, max_size=25))
def test_whatever_happens_scores_and_ranks_are_what_a_recount_finds(
    scene: Scene, bring_back: Composed, steps: list[tuple[str, int, int, int]]
) -> None:
    scene.owner.execute(bring_back)
    play(scene, steps)
    screen = look(scene.dian)

    ratings = given_ratings(scene)
    sent = (sorted(SENT | ACCEPTED),)
    problems = dict(
        scene.everything(
            "select id, answers from app.answer where sheet = 'problem' and status = any (%s)", sent
        )
    )
    assert scene.everything(_RATED) == scene.everything(_RATED_RECOUNTED), "who has rated what, whole"
    recount = {id_: problem_score(ratings.get(id_, [])) for id_ in problems}
    assert {problem.answer_id for problem in screen.problems} == {
        id_ for id_, score in recount.items() if score.sums
    }
    assert {problem.answer_id for problem in screen.unrated} == {
        id_ for id_, score in recount.items() if not score.sums
    }
    assert screen.rated_count == len(screen.problems)
    for problem in screen.problems:
        score = recount[problem.answer_id]
        found = Spread(
            low=problem.low,
            quartile_1=problem.quartile_1,
            median=problem.score,
            quartile_3=problem.quartile_3,
            high=problem.high,
            raters=problem.raters,
        )
        assert found == score.sums
        assert (problem.urgency, problem.seriousness, problem.growth, problem.unsure) == (
            score.urgency,
            score.seriousness,
            score.growth,
            score.unsure,
        )
        assert problem.own_score == sum(problems[problem.answer_id][criterion] for criterion in USG)

    def key(problem: aggregates.RankedProblem) -> tuple[float, ...]:
        return (-problem.score, -problem.seriousness, -problem.urgency, -problem.growth, -problem.units)

    assert [problem.rank for problem in screen.problems] == [
        1 + sum(key(other) < key(problem) for other in screen.problems) for problem in screen.problems
    ]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEP, max_size=25))
def test_whatever_happens_solutions_stand_where_a_recount_puts_them(
    scene: Scene, bring_back: Composed, steps: list[tuple[str, int, int, int]]
) -> None:
    scene.owner.execute(bring_back)
    play(scene, steps)
    screen = look(scene.dian, sheet="solution")

    ratings = given_ratings(scene)
    recount = {
        id_: (place(ratings.get(id_, []), own_impact=own["impact"], own_effort=own["effort"]), own)
        for id_, own in scene.everything(
            "select id, answers from app.answer where sheet = 'solution' and status = any (%s)",
            (sorted(SENT | ACCEPTED),),
        )
    }
    assert {
        one.answer_id: Place(impact=one.impact, effort=one.effort, is_rated=one.is_rated)
        for one in screen.solutions
    } == {id_: found for id_, (found, _) in recount.items()}
    assert Counter(
        place_ for cell in screen.quadrant for place_ in [(cell.impact, cell.effort)] * cell.solutions
    ) == Counter((found.impact, found.effort) for found, _ in recount.values())
    assert sum(cell.rated for cell in screen.quadrant) == sum(found.is_rated for found, _ in recount.values())
    assert sum(cell.quick_wins for cell in screen.quadrant) == sum(
        own.get("quick_win", False) for _, own in recount.values()
    )
    assert all(
        (one.own_impact, one.own_effort)
        == (recount[one.answer_id][1]["impact"], recount[one.answer_id][1]["effort"])
        for one in screen.solutions
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
    scene.rate(scene.citra, hidden, 5, 5, 5)
    scene.close_window("rating")

    assert [problem.title for problem in look(scene.dian).problems] == ["Rahasia kelurahan"]
    assert look(scene.budi).problems == ()
    assert look(scene.sari).problems == (), "the list is the same for every holder of the role"


def test_a_filter_by_pillar_ranks_that_pillar_only(scene: Scene) -> None:
    for pillar, sub in (("AAA", "AAA-1"), ("BBB", "BBB-1")):
        problem = scene.answer(scene.budi, "diterima", pillar_code=pillar, sub_pillar=sub)
        scene.rate(scene.rina, problem, 3, 3, 3)

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
        scene.rate(scene.rina, accepted, 5, 5, 5)
    else:
        cell = accounts.visibility_screen(scene.dian)[0]
        accounts.set_visibility(scene.dian, request_id=uuid4(), cell=cell)

    assert look(scene.dian, known=version).version > version


def test_a_version_of_one_year_is_never_that_of_another(scene: Scene) -> None:
    held = look(scene.budi).version

    stages.open_cycle(scene.dian, request_id=uuid4(), year=2031, title="Putaran 2031", copy_from=None)

    assert look(scene.budi, known=held).version != held, "the newest year is another one now"


# ── sheets that every unit fills in once ────────────────────────────────────────────────────────────────────
def unit_sheet(scene: Scene, me: Identity, status: str) -> None:
    """This unit's readiness sheet, in this state."""
    subject = answers.create_draft(
        me, request_id=uuid4(), cycle_id=scene.cycle_id, sheet="kesiapan", pillar_code=None
    )
    scene.everything(
        "update app.answer set status = %s, number = case when %s <> 'draf' then 1 end where id = %s",
        (status, status, subject),
    )


def readiness(me: Identity) -> aggregates.OnceCoverage:
    return next(one for one in look(me).once if one.code == "kesiapan")


def test_how_many_units_have_sent_a_sheet_is_counted_for_all_and_named_for_those_who_may(
    scene: Scene,
) -> None:
    scene.open_window("kesiapan")
    unit_sheet(scene, scene.budi, "dikirim")
    unit_sheet(scene, scene.rina, "draf")
    codes = {code for (code,) in scene.everything("select code from app.unit")}
    own = dict(
        scene.everything("select user_name, code from app.participant join app.unit on unit.id = unit_id")
    )

    for me in (scene.dian, scene.wali):
        assert set(readiness(me).missing) == codes - {own["budi"]}
    assert readiness(scene.budi).missing == ()
    assert readiness(scene.rina).missing == (own["rina"],)
    assert set(readiness(scene.citra).missing) == {"KEC-1", "KEL-1", "KEL-2"}
    for me in scene.city.people.values():
        found = readiness(me)
        assert (found.units, found.sent, found.draft) == (len(codes), 1, 1)


def test_without_an_answer_a_sheet_is_listed_with_nobody_in_it(scene: Scene) -> None:
    found = readiness(scene.dian)

    assert (found.sent, found.draft, len(found.missing)) == (0, 0, found.units)
