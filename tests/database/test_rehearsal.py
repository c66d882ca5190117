"""A rehearsal is a whole process, every count right, the same for the same seed, never in a real city."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from db import embedded
from db.seed import prepare, rehearsal
from db.seed.folder import read
from db.seed.plant import Connection, plant_city

SMALL = rehearsal.Size(people=20, units=62, answers=120, seed=7)

CONTENT = """
select md5(string_agg(sheet || status || coalesce(number::text, '') || answers::text, '' order by id)),
       count(*)
  from app.answer
 where author_id in (select id from app.participant where user_name like 'contoh.%')
"""

# Each maintained count beside what a recount finds; rows that differ.
RECOUNTS = {
    "coverage": """
      select unit_id, sheet, pillar_code, status, answers::bigint from app.coverage_count where answers <> 0
      -- recounted:
      select unit_id, sheet, pillar_code, status, count(*) from app.answer group by 1, 2, 3, 4""",
    "sheets": """
      select sheet, status, answers::bigint from app.sheet_count where answers <> 0
      -- recounted:
      select sheet, status, count(*) from app.answer group by 1, 2""",
    "waiting": """
      select sheet, sent_on, answers::bigint from app.waiting_count where answers <> 0
      -- recounted:
      select sheet, private.city_day(sent_at), count(*) from app.answer
       where status = 'dikirim' group by 1, 2""",
    "problem scores": """
      select problem_id, raters::bigint from app.problem_score where raters > 0
      -- recounted:
      select answer_id, count(*) from (
        select answer_id, seat_id, count(score) as scores, count(*) as given from app.rating
          join app.answer on answer.id = answer_id and sheet = 'problem' group by 1, 2) as seat
       where given = 3 and scores = 3 group by 1""",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("latihan")


@pytest.fixture(scope="module")
def city(folder: Path) -> Iterator[Connection]:
    """An empty, migrated database; what a test writes is rolled back."""
    with embedded.start(folder) as server:
        server.migrate()
        with psycopg.connect(server.owner_conninfo) as owner:
            yield owner


@pytest.fixture
def owner(city: Connection) -> Iterator[Connection]:
    yield city
    city.rollback()


def rehearse(owner: Connection, size: rehearsal.Size = SMALL) -> list[str]:
    done: list[str] = []
    rehearsal.play(owner, size, lambda step, _: done.append(step))
    return done


def one(owner: Connection, query: str) -> tuple[object, ...]:
    row = owner.execute(query.encode()).fetchone()
    assert row is not None
    return tuple(row)


def test_it_fills_an_empty_database_with_a_whole_process_and_every_count_is_right(owner: Connection) -> None:
    assert rehearse(owner) == ["units", "people", "answers", "review", "ratings", "discussion", "rounds"]

    assert one(owner, "select is_example, (select count(*) from app.unit) from app.city") == (True, 62)
    assert one(owner, "select count(*) from app.participant where user_name like 'contoh.%'") == (20,)
    states = {row[0] for row in owner.execute("select distinct status from app.answer where number > 1000")}
    assert {"dikirim", "diterima", "dikembalikan"} <= states
    assert one(owner, "select count(*) from app.round where state = 'open'") == (1,)
    assert one(owner, "select count(*) from app.round where state = 'closed'") == (1,)
    for table in ("rating", "support", "comment", "review", "news"):
        assert one(owner, f"select count(*) > 0 from app.{table}") == (True,), table
    for name, query in RECOUNTS.items():
        kept, counted = query.split("-- recounted:")
        assert owner.execute(kept.encode()).fetchall() != [], name
        assert owner.execute(f"({kept}) except ({counted})".encode()).fetchall() == [], name
        assert owner.execute(f"({counted}) except ({kept})".encode()).fetchall() == [], name


def test_everything_invented_says_so(owner: Connection) -> None:
    rehearse(owner)

    assert one(owner, "select bool_and(is_example and name like '%(contoh)') from app.participant"
                      " where user_name like 'contoh.%'") == (True,)  # fmt: skip
    assert one(owner, "select bool_and(name like '%(contoh)') from app.unit where code like 'LAT%'") == (
        True,
    )


def test_the_same_seed_writes_the_same_and_another_seed_does_not(owner: Connection) -> None:
    def written(size: rehearsal.Size) -> tuple[object, ...]:
        owner.rollback()
        rehearse(owner, size)
        return one(owner, CONTENT)

    first = written(SMALL)

    assert written(SMALL) == first
    assert written(rehearsal.Size(people=20, units=62, answers=120, seed=8)) != first


def test_it_cannot_be_played_in_a_real_city_nor_twice(owner: Connection, tmp_path: Path) -> None:
    rehearse(owner)
    with pytest.raises(rehearsal.RehearsedAlready):
        rehearse(owner)
    owner.rollback()

    prepare.write_template(tmp_path / "kota")
    plant_city(owner, read(tmp_path / "kota"), is_example=False)
    with pytest.raises(rehearsal.NotAnExample):
        rehearse(owner)
    assert one(owner, "select count(*) from app.answer") == (0,)
