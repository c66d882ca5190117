"""The example city: everything in ``example/``, labelled *contoh*, so that a first look shows a living round.

The people keep a printed password; that is why an example listens on loopback only.
"""

from __future__ import annotations

import csv
import random
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from uuid import UUID

import bcrypt
import psycopg
from psycopg.types.json import Jsonb

from db.seed import folder
from db.seed.plant import Connection, has_city, plant_city, plant_person

FOLDER: Final = Path(__file__).parent / "example"
PASSWORD: Final = "contoh-rembuk"
_BCRYPT_COST = 10
_ACCEPTED_OF_EVERY_THREE = 2  # so that there is something to rate and vote on, and something left to review
_DOES_NOT_KNOW = 0.06


@dataclass(frozen=True, slots=True, kw_only=True)
class ExampleAccount:
    user_name: str
    name: str
    role: str


def accounts() -> tuple[ExampleAccount, ...]:
    """The example people, in the order of their file; all share PASSWORD."""
    return tuple(
        ExampleAccount(user_name=row["user_name"], name=row["name"], role=row["role"])
        for row in _rows("people.csv")
    )


def load_if_empty(owner_conninfo: str) -> bool:
    """Load the example unless there is a city; True when it was loaded. Safe from several processes."""
    with psycopg.connect(owner_conninfo) as owner:
        owner.execute("select pg_advisory_xact_lock(hashtext('rembuk.seed'))")
        if has_city(owner):
            return False
        load(owner)
        return True


def load(owner: Connection) -> None:
    """Write the example into an empty, migrated database, in the caller's transaction."""
    cycle_id = plant_city(owner, folder.read(FOLDER), is_example=True)
    _open_windows(owner, cycle_id)
    people = _people(owner)
    problems = {
        row["key"]: _problem(owner, cycle_id, number, row, people)
        for number, row in enumerate(_rows("problems.csv"), 1)
    }
    for number, row in enumerate(_rows("solutions.csv"), 1):
        _solution(owner, cycle_id, number, row, people, problems)
    _ratings(owner, people)
    owner.execute(
        "insert into app.answer_number (cycle_id, sheet, last)"
        " select cycle_id, sheet, max(number) from app.answer group by cycle_id, sheet"
    )


def _rows(file_name: str) -> list[dict[str, str]]:
    with (FOLDER / file_name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _open_windows(owner: Connection, cycle_id: UUID) -> None:
    """The first two stages are open; the third, where solutions are worked out, is planned."""
    owner.execute(
        "update app.\"window\" set opens_at = today + begin, closes_at = today + begin + interval '67 days'"
        " from app.stage, date_trunc('day', now()) as today,"
        " lateral (select case when stage.position < 3 then '-7 days' else '60 days' end::interval)"
        " as plan (begin)"
        " where stage.id = stage_id and cycle_id = %s",
        (cycle_id,),
    )


def _people(owner: Connection) -> dict[str, UUID]:
    """Unit code -> the officer who answers for it."""
    password_hash = bcrypt.hashpw(PASSWORD.encode(), bcrypt.gensalt(_BCRYPT_COST)).decode()
    officers: dict[str, UUID] = {}
    for row in _rows("people.csv"):
        person_id = plant_person(
            owner,
            user_name=row["user_name"],
            name=row["name"],
            role=row["role"],
            title=row["title"] or None,
            unit_code=row["unit_code"] or None,
            password_hash=password_hash,
            is_example=True,
        )
        officers.setdefault(row["unit_code"], person_id)
    return officers


def _status(number: int) -> str:
    return "diterima" if number % 3 < _ACCEPTED_OF_EVERY_THREE else "dikirim"


def _answer(
    owner: Connection,
    cycle_id: UUID,
    sheet: str,
    number: int,
    unit_code: str,
    author_id: UUID,
    values: dict[str, Any],
) -> UUID:
    row = owner.execute(
        "insert into app.answer"
        " (cycle_id, sheet, unit_id, pillar_code, author_id, number, status, answers, sent_at)"
        " values (%s, %s, (select id from app.unit where code = %s),"
        " (select pillar_code from app.sub_pillar where code = %s), %s, %s, %s, %s, clock_timestamp())"
        " returning id",
        (
            cycle_id,
            sheet,
            unit_code,
            values["sub_pillar"],
            author_id,
            number,
            _status(number),
            Jsonb(values),
        ),
    ).fetchone()
    if row is None:
        raise LookupError("the insert returned nothing")
    owner.execute(
        "insert into app.answer_version (answer_id, version, status, answers, act_by)"
        " values (%s, 1, 'dikirim', %s, %s)",
        (row[0], Jsonb(values), author_id),
    )
    return UUID(str(row[0]))


def _problem(
    owner: Connection, cycle_id: UUID, number: int, row: dict[str, str], people: dict[str, UUID]
) -> UUID:
    places = row["locations"].split(";")
    values: dict[str, Any] = {
        "sub_pillar": row["sub_code"],
        "title": row["title"],
        "condition": f"Contoh: {row['title']}. Uraian lengkap ditulis oleh unit pada survei sesungguhnya.",
        "location": places,
        "affected": row["affected"],
        "root_cause": f"Contoh akar masalah pada aspek {row['aspect']}.",
        "aspect": row["aspect"],
        "urgency": int(row["urgency"]),
        "seriousness": int(row["seriousness"]),
        "growth": int(row["growth"]),
    }
    author_id = people[row["unit_code"]]
    answer_id = _answer(owner, cycle_id, "problem", number, row["unit_code"], author_id, values)
    owner.execute(
        "insert into app.problem_location (answer_id, unit_id)"
        " select %s, id from app.unit where code = any (%s)",
        (answer_id, places),
    )
    return answer_id


def _solution(
    owner: Connection,
    cycle_id: UUID,
    number: int,
    row: dict[str, str],
    people: dict[str, UUID],
    problems: dict[str, UUID],
) -> None:
    linked = [problems[key] for key in row["problem_keys"].split(";")]
    values: dict[str, Any] = {
        "problems": [str(one) for one in linked],
        "sub_pillar": row["sub_code"],
        "title": row["title"],
        "kind": row["kind"],
        "is_it": row["is_it"] == "ya",
        "goal": f"Contoh tujuan: {row['title'].lower()}.",
        "benefit": "Contoh manfaat: layanan lebih cepat dan merata.",
        "beneficiaries": "Warga dan unit terkait (contoh)",
        "indicators": [
            {
                "name": "Cakupan (contoh)",
                "unit": "persen",
                "baseline": {"no_data": True} if number % 3 == 0 else 40,
                "target": 80,
                "year": int(row["year_end"]),
            }
        ],
        "lead_unit": row["lead_unit_code"],
        "horizon": row["horizon"],
        "years": {"start": int(row["year_start"]), "end": int(row["year_end"])},
        "fund_sources": ["apbd_kota"],
        "cost": int(row["cost_idr_million"]) * 1_000_000,
        "impact": int(row["impact"]),
        "effort": int(row["effort"]),
        "quick_win": row["quick_win"] == "ya",
    }
    author_id = people[row["lead_unit_code"]]
    answer_id = _answer(owner, cycle_id, "solution", number, row["lead_unit_code"], author_id, values)
    with owner.cursor() as cursor:
        cursor.executemany(
            "insert into app.answers_problem (solution_id, problem_id) values (%s, %s)",
            [(answer_id, problem_id) for problem_id in linked],
        )


def _ratings(owner: Connection, people: dict[str, UUID]) -> None:
    """A handful of raters for each accepted answer, near the author's values, the same at every start."""
    chance = random.Random(2026)  # noqa: S311  no secret: it only has to look alike each time
    officers = [person_id for code, person_id in people.items() if code]
    accepted = owner.execute(
        "select id, author_id, answers, private.criteria(sheet) from app.answer"
        " where status = 'diterima' order by sheet, number"
    ).fetchall()
    with owner.cursor() as cursor:
        for answer_id, author_id, values, criteria in accepted:
            raters = chance.sample([one for one in officers if one != author_id], chance.randint(4, 8))
            cursor.executemany(
                "insert into app.rating (answer_id, seat_id, criterion, score, rater_id, unit_id)"
                " select %s, id, %s, %s, id, unit_id from app.participant where id = %s",
                [
                    (answer_id, criterion, _near(values[criterion], chance), rater)
                    for rater in raters
                    for criterion in criteria
                ],
            )


def _near(score: int, chance: random.Random) -> int | None:
    """A score like the author's, or *tidak tahu*."""
    if chance.random() < _DOES_NOT_KNOW:
        return None
    return min(5, max(1, score + chance.choice((-1, 0, 0, 1))))
