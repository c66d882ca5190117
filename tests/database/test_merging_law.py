"""The law of merging: whatever is merged, split and undone, nothing is lost, all is counted once."""

from __future__ import annotations

from statistics import median
from typing import Any
from uuid import UUID, uuid4

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from psycopg.sql import Composed

from db.errors import DomainError
from db.gateway import discussion
from db.gateway.merging import Wording
from tests.database.scene import Scene
from tests.database.test_merging import coverage, merge, split, undo

#: What happened is written down for good, a version counts looks, and numbers are never given twice.
LOGS = {"event", "request_log", "feed", "merge_act", "merge_step", "answer_number", "news"}
_TABLES = "select relname from pg_class where relnamespace = 'app'::regnamespace and relkind = 'r' order by 1"
#: Counts that are 0 are as good as none; and what new words left behind is theirs.
_NARROWED = {
    "coverage_count": "answers <> 0",
    "sheet_count": "answers <> 0 and status <> 'ditarik'",
    "quadrant_count": "answers <> 0 and status <> 'ditarik'",
    "rated_count": "problems <> 0 and status <> 'ditarik'",
    "answer": "not is_wording",
    "answer_version": "answer_id in (select id from app.answer where not is_wording)",
    "problem_location": "answer_id in (select id from app.answer where not is_wording)",
    "problem_score": "problem_id in (select id from app.answer where not is_wording)",
    "solution_score": "solution_id in (select id from app.answer where not is_wording)",
}


def whole_state(scene: Scene) -> dict[str, list[str]]:
    """Every row of every table, as text."""
    return {
        table: [
            row
            for (row,) in scene.everything(
                f"select (to_jsonb(one) - 'id' || case when '{table}' like '%%_count' then '{{}}'"
                f" else jsonb_build_object('id', to_jsonb(one) -> 'id') end)::text"
                f' from app."{table}" as one where {_NARROWED.get(table, "true")} order by 1'
            )
        ]
        for (table,) in scene.everything(_TABLES)
        if table not in LOGS
    }


RECOUNTS = (
    """
    select unit_id, pillar_code, sheet, status, kept.answers, made.answers from
      (select unit_id, pillar_code, sheet, status, answers from app.coverage_count where answers <> 0) as kept
      full join (select unit_id, pillar_code, sheet, status, count(*)::int as answers
                   from app.answer where not is_wording group by 1, 2, 3, 4) as made
        using (unit_id, pillar_code, sheet, status) where kept.answers is distinct from made.answers
    """,
    """
    select sheet, status, kept.answers, made.answers from
      (select sheet, status, answers from app.sheet_count where answers <> 0) as kept
      full join (select sheet, status, count(*)::int as answers from app.answer group by 1, 2) as made
        using (sheet, status) where kept.answers is distinct from made.answers
    """,
    """
    select pillar_code, status, kept.problems, made.problems from
      (select pillar_code, status, problems from app.rated_count where problems <> 0) as kept
      full join (select pillar_code, status, count(*)::int as problems from app.problem_score
                  where score is not null group by 1, 2) as made
        using (pillar_code, status) where kept.problems is distinct from made.problems
    """,
    """
    select pillar_code, status, impact, effort, kept.answers, made.answers from
      (select pillar_code, status, impact, effort, sum(answers)::int as answers from app.quadrant_count
        group by 1, 2, 3, 4 having sum(answers) <> 0) as kept
      full join (select pillar_code, status, impact, effort, count(*)::int as answers
                   from app.solution_score group by 1, 2, 3, 4) as made
        using (pillar_code, status, impact, effort) where kept.answers is distinct from made.answers
    """,
)


def recounted(scene: Scene) -> list[tuple[Any, ...]]:
    """Where a maintained count differs from the same, counted now."""
    return [difference for query in RECOUNTS for difference in scene.everything(query)]


def scores_by_hand(scene: Scene) -> dict[UUID, tuple[float, int]]:
    """Each living problem's median and n from the single ratings, in Python, by the rule as it is told."""
    merged = dict(scene.everything("select answer_id, into_id from app.merge"))

    def root(one: UUID) -> UUID:
        return root(merged[one]) if one in merged else one

    rows = scene.everything("select id, unit_id, is_wording, status from app.answer where sheet = 'problem'")
    groups: dict[UUID, set[UUID]] = {}
    units: dict[UUID, set[UUID]] = {}
    for id_, unit, is_wording, _ in rows:
        groups.setdefault(root(id_), set()).add(id_)
        if not is_wording:
            units.setdefault(root(id_), set()).add(unit)
    given = scene.everything(
        "select answer_id, seat_id, min(unit_id::text)::uuid, sum(score), max(rated_at) from app.rating"
        " group by 1, 2 having count(score) = 3"
    )
    scores = {}
    for id_, _, _, state in rows:
        if state not in ("dikirim", "diterima"):
            continue
        latest: dict[UUID, tuple[Any, int]] = {}
        for answer_id, seat, unit, total, at in given:
            if answer_id in groups[id_] and unit not in units.get(id_, set()):
                latest[seat] = max(latest.get(seat, (at, total)), (at, total))
        if latest:
            scores[id_] = (float(median(total for _, total in latest.values())), len(latest))
    return scores


def kept_scores(scene: Scene) -> dict[UUID, tuple[float, int]]:
    return {
        id_: (float(value), n)
        for id_, value, n in scene.everything(
            "select problem_id, score, raters from app.problem_score"
            " where score is not null and status in ('dikirim', 'diterima')"
        )
    }


MOVES = st.lists(
    st.tuples(st.sampled_from(["merge", "word", "split", "undo"]), st.integers(0, 5), st.integers(0, 5)),
    min_size=1,
    max_size=7,
)


def _populated(scene: Scene) -> list[UUID]:
    """Six problems of five units, supported, talked about, rated and answered."""
    people = [scene.budi, scene.sari, scene.tono, scene.joko, scene.citra, scene.rina]
    states = ["diterima", "dikirim", "diterima", "diterima", "dikirim", "diterima"]
    pillars = ["AAA", "AAA", "AAA", "BBB", "AAA", "AAA"]
    problems = [
        scene.answer(who, state, pillar_code=pillar, title=f"Masalah {at}")
        for at, (who, state, pillar) in enumerate(zip(people, states, pillars, strict=True))
    ]
    for at, (who, problem) in enumerate(zip(people, [*problems[2:], *problems[:2]], strict=True)):
        if states[(at + 2) % 6] == "diterima":
            scene.rate(who, problem, 1 + at % 5, 2, 3)
            discussion.support_answer(who, request_id=uuid4(), answer_id=problem)
            discussion.add_comment(who, request_id=uuid4(), answer_id=problem, body="Benar")
    scene.answer(scene.budi, "diterima", "solution", problems=[str(problems[1]), str(problems[3])])
    return problems


def _move(scene: Scene, problems: list[UUID], acts: list[UUID], move: tuple[str, int, int]) -> None:
    kind, one, other = move
    if kind == "merge":
        acts.append(merge(scene, problems[one], into=problems[other], pillar_code="AAA").act_id)
    elif kind == "word":
        words = Wording(original=problems[one], values={"title": "Kata baru"})
        acts.append(merge(scene, problems[one], problems[other], into=words, pillar_code="AAA").act_id)
    elif kind == "split":
        acts.append(split(scene, problems[one]))
    elif acts:
        undo(scene, acts[one % len(acts)])


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(moves=MOVES)
def test_whatever_is_merged_split_and_undone_nothing_is_lost(
    scene: Scene, bring_back: Composed, moves: list[tuple[str, int, int]]
) -> None:
    scene.owner.execute(bring_back)
    problems = _populated(scene)
    before, covered = whole_state(scene), coverage(scene)
    acts: list[UUID] = []

    for move in moves:
        stood = whole_state(scene)
        try:
            _move(scene, problems, acts, move)
        except DomainError:
            assert whole_state(scene) == stood, "what is refused changes nothing"
        assert coverage(scene) == covered
        assert recounted(scene) == []
        assert kept_scores(scene) == scores_by_hand(scene)
        assert {one for (one,) in scene.everything("select answer_id from app.merge")} == {
            one for (one,) in scene.everything("select id from app.answer where status = 'digabung'")
        }
    for act in reversed(_standing(scene)):
        undo(scene, act)

    assert whole_state(scene) == before


def _standing(scene: Scene) -> list[UUID]:
    return [
        one for (one,) in scene.everything("select id from app.merge_act where undone_at is null order by at")
    ]
