"""What the officers of a rehearsal wrote, rated and said: by inserts, whose triggers keep every count."""

from __future__ import annotations

import json
from dataclasses import dataclass
from random import Random
from typing import Any, Final

from db.seed.plant import Connection
from db.seed.rehearsal import words
from db.seed.rehearsal.people import USER_NAME, identifier

_SILENT_UNITS = 0.12  # somebody has to be reminded
_DRAFTS = 0.15
_SOLUTIONS = 0.4
_HAS_DATA = 0.55
_DOES_NOT_KNOW = 0.06

_ANSWER = """
insert into app.answer (id, cycle_id, sheet, unit_id, pillar_code, author_id,
                        number, status, answers, created_at, updated_at, sent_at)
select %(id)s, (select id from app.cycle where is_open order by year desc limit 1), %(sheet)s, %(unit_id)s,
       %(pillar)s, %(author_id)s, %(number)s, %(status)s, %(answers)s::jsonb, at, at,
       case when %(number)s::int is not null then at end
  from (select clock_timestamp() - %(days)s * interval '1 day' as at) as moment
"""

_SENT = """
with sent as (select * from app.answer where id = any (%(ids)s) and number is not null),
     version as (insert into app.answer_version (answer_id, version, status, answers, act_by, at)
                 select id, 1, 'dikirim', answers, author_id, sent_at from sent),
     location as (insert into app.problem_location (answer_id, unit_id)
                  select sent.id, unit.id from sent join app.unit on sent.answers -> 'location' ? unit.code
                   where sheet = 'problem'),
     link as (insert into app.answers_problem (solution_id, problem_id)
              select id, linked::uuid from sent, jsonb_array_elements_text(answers -> 'problems') as linked
               where sheet = 'solution')
insert into app.event (at, participant_id, act, subject, subject_id)
select sent_at, author_id, 'answer_sent', 'answer', id::text from sent
"""

_NUMBERS = """
insert into app.answer_number (cycle_id, sheet, last)
select cycle_id, sheet, max(number) from app.answer where number is not null group by cycle_id, sheet
on conflict (cycle_id, sheet) do update set last = excluded.last
"""

_RATING = """
insert into app.rating (answer_id, seat_id, criterion, score, rater_id, unit_id)
select answer_id, person.id, criterion, score, person.id, person.unit_id
  from unnest(%(answers)s::uuid[], %(raters)s::uuid[], %(criteria)s::text[], %(scores)s::smallint[])
       as given (answer_id, rater_id, criterion, score)
  join app.participant as person on person.id = given.rater_id
"""


@dataclass(frozen=True, slots=True)
class Author:
    id: Any
    unit_id: Any
    unit: str
    unit_code: str


def write(owner: Connection, wanted: int, chance: Random) -> None:
    """``wanted`` answers of people who have signed in; some units stay silent, some answers stay drafts."""
    authors = _authors(owner, chance)
    places = owner.execute("select code, pillar_code from app.sub_pillar order by code").fetchall()
    numbers = {"problem": 1_000, "solution": 1_000}
    written: dict[Any, list[tuple[str, str, str]]] = {}  # the sent problems of each unit
    rows = []
    for _ in range(wanted):
        author, (sub_code, pillar) = chance.choice(authors), chance.choice(places)
        problems = written.setdefault(author.unit_id, [])
        sheet = "solution" if problems and chance.random() < _SOLUTIONS else "problem"
        is_draft = chance.random() < _DRAFTS
        if sheet == "problem":
            values = _problem(author, sub_code, pillar, chance)
        else:
            problem_id, sub_code, pillar = chance.choice(problems)
            values = _solution(author, sub_code, pillar, problem_id, chance)
        if is_draft:
            values = {key: values[key] for key in list(values)[: chance.randint(2, 6)]}
        else:
            numbers[sheet] += 1
        row = {
            "id": identifier(chance), "sheet": sheet, "unit_id": author.unit_id, "pillar": pillar,
            "author_id": author.id,
            "number": None if is_draft else numbers[sheet], "status": "draf" if is_draft else "dikirim",
            "answers": json.dumps(values), "days": round(6.5 * chance.random() ** 1.5, 4),
        }  # fmt: skip
        if sheet == "problem" and not is_draft:
            problems.append((row["id"], sub_code, pillar))
        rows.append(row)
    with owner.cursor() as cursor:
        cursor.executemany(_ANSWER, rows)
    owner.execute(_SENT, {"ids": [row["id"] for row in rows]})
    owner.execute(_NUMBERS)


def _authors(owner: Connection, chance: Random) -> list[Author]:
    rows = owner.execute(
        "select person.id, unit.id, unit.short_name, unit.code from app.participant as person"
        " join app.unit on unit.id = person.unit_id join app.notice_reading on participant_id = person.id"
        " where user_name like %s order by user_name",
        [USER_NAME + "%"],
    ).fetchall()
    units = sorted({code for *_, code in rows})
    silent = set(chance.sample(units, int(len(units) * _SILENT_UNITS)))
    return [Author(*row) for row in rows if row[3] not in silent]


def _problem(author: Author, sub_code: str, pillar: str, chance: Random) -> dict[str, Any]:
    trouble, _ = words.subject(pillar, chance)
    is_area = author.unit_code[:1].isdigit() or author.unit_code.startswith("LAT")
    values = {
        "sub_pillar": sub_code,
        "title": words.problem_title(trouble, author.unit, chance),
        "condition": words.condition(trouble, author.unit, chance),
        "location": [author.unit_code] if is_area else ["kota"],
        "root_cause": words.cause(chance),
        "aspect": chance.choice(("struktur", "infrastruktur", "suprastruktur")),
        "urgency": chance.randint(1, 5),
        "seriousness": chance.randint(1, 5),
        "growth": chance.randint(1, 5),
    }
    if chance.random() < _HAS_DATA:
        figure = f"{trouble}: {chance.randint(12, 980)} laporan"
        values["supporting_data"] = [
            {"figure": figure, "unit": "laporan", "year": 2025, "source": "Catatan unit (contoh)"}
        ]
    return values


def _solution(author: Author, sub_code: str, pillar: str, problem_id: str, chance: Random) -> dict[str, Any]:
    trouble, remedy = words.subject(pillar, chance)
    start = 2027 + chance.randint(0, 2)
    return {
        "problems": [problem_id],
        "sub_pillar": sub_code,
        "title": f"{remedy} di {author.unit}"[:120],
        "kind": chance.choice(("Program", "Produk", "Metode")),
        "is_it": chance.random() < 0.6,
        "goal": f"Contoh: {trouble.lower()} membaik dalam satu tahun.",
        "benefit": "Contoh: layanan lebih cepat dan merata.",
        "beneficiaries": "Warga dan unit terkait (contoh)",
        "indicators": [
            {
                "name": "Cakupan (contoh)",
                "unit": "persen",
                "baseline": {"no_data": True} if chance.random() < 0.3 else chance.randint(10, 50),
                "target": chance.randint(60, 100),
                "year": start + 1,
            }
        ],
        "lead_unit": author.unit_code,
        "horizon": "pendek",
        "years": {"start": start, "end": start + chance.randint(0, 3)},
        "fund_sources": ["apbd_kota"],
        "cost": chance.randint(20, 900) * 1_000_000,
        "impact": chance.randint(1, 5),
        "effort": chance.randint(1, 5),
        "quick_win": chance.random() < 0.3,
    }


def rate(owner: Connection, chance: Random) -> None:
    """Three to six raters of other units for every second accepted answer."""
    people = _readers(owner)
    accepted = owner.execute(
        "select id, unit_id, private.criteria(sheet), answers from app.answer"
        " where status = 'diterima' and number > 1000 order by sheet, number"
    ).fetchall()
    given: list[tuple[Any, Any, str, int | None]] = []
    for answer_id, unit_id, criteria, values in accepted[::2]:
        others = [person for person, unit in chance.sample(people, min(len(people), 12)) if unit != unit_id]
        for rater in others[: chance.randint(3, 6)]:
            given += [(answer_id, rater, one, _near(values[one], chance)) for one in criteria]
    names: Final = ("answers", "raters", "criteria", "scores")
    columns = zip(*given, strict=True) if given else ([], [], [], [])
    owner.execute(_RATING, {name: list(column) for name, column in zip(names, columns, strict=True)})


def _near(score: int, chance: Random) -> int | None:
    if chance.random() < _DOES_NOT_KNOW:
        return None
    return min(5, max(1, score + chance.choice((-1, 0, 0, 1))))


def discuss(owner: Connection, chance: Random) -> None:
    """Supports and comments beside every third answer that others may read."""
    people = _readers(owner)
    read = owner.execute(
        "select id, unit_id from app.answer where status = 'diterima' and number > 1000"
        " order by sheet, number"
    ).fetchall()
    supports, comments = [], []
    for answer_id, unit_id in read[::3]:
        others = [person for person, unit in chance.sample(people, min(len(people), 8)) if unit != unit_id]
        supports += [(answer_id, person) for person in others[: chance.randint(1, 6)]]
        comments += [
            (identifier(chance), answer_id, person, chance.choice(words.COMMENTS)) for person in others[:1]
        ]
    with owner.cursor() as cursor:
        cursor.executemany("insert into app.support (answer_id, supporter_id) values (%s, %s)", supports)
        cursor.executemany(
            "insert into app.comment (id, answer_id, author_id, body) values (%s, %s, %s, %s)", comments
        )


def _readers(owner: Connection) -> list[tuple[Any, Any]]:
    return owner.execute(
        "select id, unit_id from app.participant join app.notice_reading on participant_id = id"
        " where user_name like %s order by user_name",
        [USER_NAME + "%"],
    ).fetchall()
