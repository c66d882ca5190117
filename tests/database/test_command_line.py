"""``python -m db`` does what it says, or says in one sentence why not and changes nothing."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import bcrypt
import psycopg
import pytest

from db import embedded, migrate, programs, texts
from db.__main__ import main
from db.config import MARKER, PROJECT
from db.embedded import Server
from db.seed import folder, prepare
from tests.database.conftest import Everything

Run = Callable[..., "Said"]


class Said:
    def __init__(self, status: int, out: str, err: str) -> None:
        self.status, self.out, self.err = status, out, err


@pytest.fixture
def run(home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    for name in list(os.environ):
        if name.startswith("SUPABASE_"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("REMBUK_HOME", str(home))

    def command(*arguments: object) -> Said:
        status = main([str(argument) for argument in arguments])
        said = capsys.readouterr()
        return Said(status, said.out, said.err)

    return command


@pytest.fixture
def kota(tmp_path: Path) -> Path:
    """A folder that passes the check."""
    prepare.write_template(tmp_path / "kota")
    return tmp_path / "kota"


def rows(home: Path, query: str) -> list[tuple[Any, ...]]:
    with embedded.start(home) as server, psycopg.connect(server.owner_conninfo) as owner:
        return owner.execute(query.encode()).fetchall()


def refused(said: Said, sentence: str) -> None:
    assert (said.status, said.out, said.err) == (1, "", sentence + "\n")


# Who may do what, as text: policies, grants, row security, triggers, default privileges.
RULES = """
select 'policy', schemaname || tablename || policyname, concat(qual, with_check) from pg_policies
union all
select 'grant', oid::regprocedure::text, array(select item::text from unnest(proacl) as item order by 1)::text
  from pg_proc where pronamespace::regnamespace::text in ('api', 'private')
union all
select 'table', relname,
       concat(relrowsecurity, array(select item::text from unnest(relacl) as item order by 1))
  from pg_class where relnamespace = 'app'::regnamespace and relkind = 'r'
union all
select 'trigger', tgname, tgrelid::regclass::text from pg_trigger where not tgisinternal
union all
select 'default', '', defaclacl::text from pg_default_acl where defaclnamespace = 0
order by 1, 2, 3
"""


# ── backup and restore ──────────────────────────────────────────────────────────────────────────────────────


def test_a_backup_comes_back_in_an_empty_folder(
    run: Run, owner: Everything, server: Server, tmp_path: Path, home: Path
) -> None:
    file = tmp_path / "kota.cadangan"

    saved = run("backup", file, "--database", server.owner_conninfo)
    said = run("restore", file)

    assert (saved.status, said.status) == (0, 0), saved.err + said.err
    assert rows(home, "select user_name from app.participant order by 1") == owner(
        "select user_name from app.participant order by 1"
    )
    assert file.stat().st_mode & 0o777 == 0o600
    assert (home / MARKER).read_text().strip() == migrate.newest()


def test_a_restored_database_keeps_its_rules(
    run: Run, city: object, server: Server, tmp_path: Path, home: Path
) -> None:
    file = tmp_path / "kota.cadangan"
    run("backup", file, "--database", server.owner_conninfo)

    run("restore", file)

    with psycopg.connect(server.owner_conninfo) as connection:
        assert rows(home, RULES) == connection.execute(RULES.encode()).fetchall()


def test_a_backup_does_not_overwrite_a_file(run: Run, server: Server, tmp_path: Path) -> None:
    file = tmp_path / "penting"
    file.write_text("penting")

    refused(run("backup", file, "--database", server.owner_conninfo), texts.file_exists(file))
    assert file.read_text() == "penting"


def test_a_backup_that_cannot_be_written_leaves_nothing(run: Run, server: Server, tmp_path: Path) -> None:
    file = tmp_path / "tidak-ada" / "kota.cadangan"

    refused(run("backup", file, "--database", server.owner_conninfo), texts.file_not_writable(file))
    assert list(tmp_path.iterdir()) == []


def test_a_backup_of_nothing_makes_nothing(run: Run, tmp_path: Path, home: Path) -> None:
    refused(run("backup", tmp_path / "kota.cadangan"), texts.NO_DATABASE_YET)

    assert not home.exists()


def test_a_secret_ballot_is_in_no_backup(run: Run, owner: Everything, server: Server, tmp_path: Path) -> None:
    file = tmp_path / "kota.cadangan"
    exists = owner("select to_regclass('app.sealed_ballot') is not null")[0][0]
    if not exists:
        owner("create table app.sealed_ballot as select 'rahasia-suara' as choices")
    try:
        run("backup", file, "--database", server.owner_conninfo)
        listed = _pg_restore(file, "--list")
    finally:
        if not exists:
            owner("drop table app.sealed_ballot")

    assert "TABLE app sealed_ballot" in listed
    assert "TABLE DATA app sealed_ballot" not in listed
    assert "TABLE DATA app participant" in listed, "and everything else is"


def test_a_restore_does_not_touch_what_is_there_unless_told_to(
    run: Run, kota: Path, tmp_path: Path, home: Path
) -> None:
    file = tmp_path / "kota.cadangan"
    run("empty", "--from", kota, "--user", "lama")
    run("backup", file)
    with embedded.start(home) as server, psycopg.connect(server.owner_conninfo) as owner:
        owner.execute("update app.participant set user_name = 'baru'")

    refused(run("restore", file), texts.NOT_EMPTY)
    assert rows(home, "select user_name from app.participant") == [("baru",)]

    assert run("restore", "--replace", file).status == 0
    assert rows(home, "select user_name from app.participant") == [("lama",)]


@pytest.mark.parametrize(
    "content", [b"", b"bukan cadangan", b"PGDMP\x01\x0e\x00 rusak"], ids=["empty", "text", "torn"]
)
def test_a_wrong_file_is_refused_and_nothing_is_made(
    run: Run, tmp_path: Path, home: Path, content: bytes
) -> None:
    file = tmp_path / "kota.cadangan"
    file.write_bytes(content)

    refused(run("restore", file), texts.no_backup(file))
    assert not home.exists()


def test_a_torn_backup_changes_nothing(run: Run, kota: Path, tmp_path: Path, home: Path) -> None:
    file = tmp_path / "kota.cadangan"
    run("empty", "--from", kota)
    run("backup", file)
    file.write_bytes(file.read_bytes()[:-5_000])

    refused(run("restore", "--replace", file), texts.no_backup(file))
    assert rows(home, "select name from app.city") == [("Kabupaten Anu",)]


def test_a_backup_of_another_program_is_refused(run: Run, server: Server, tmp_path: Path) -> None:
    file = tmp_path / "lain.cadangan"
    with psycopg.connect(server.owner_conninfo, autocommit=True) as owner:
        owner.execute("create database lain template template0")
        dump = [str(programs.binary("pg_dump")), "-Fc", f"--file={file}", server.conninfo("postgres", "lain")]
        subprocess.run(dump, check=True)
        owner.execute("drop database lain")

    refused(run("restore", file), texts.no_backup(file))


def test_a_missing_file_is_named(run: Run, tmp_path: Path) -> None:
    refused(run("restore", tmp_path / "hilang"), texts.file_not_readable(tmp_path / "hilang"))


def test_a_backup_of_a_newer_version_is_refused_and_changes_nothing(
    run: Run, kota: Path, tmp_path: Path, home: Path
) -> None:
    file = tmp_path / "kota.cadangan"
    run("empty", "--from", kota)
    newer = "insert into supabase_migrations.schema_migrations (version) values ('20990101000000')"
    with embedded.start(home) as server, psycopg.connect(server.owner_conninfo) as owner:
        owner.execute(newer)
    run("backup", file)
    with embedded.start(home) as server, psycopg.connect(server.owner_conninfo) as owner:
        owner.execute("delete from supabase_migrations.schema_migrations where version = '20990101000000'")

    refused(run("restore", "--replace", file), texts.backup_newer(file))
    assert rows(home, "select name from app.city") == [("Kabupaten Anu",)]


def _pg_restore(file: Path, *options: str) -> str:
    program = programs.binary("pg_restore")
    return subprocess.run([program, *options, file], capture_output=True, text=True, check=True).stdout


# ── a real city ─────────────────────────────────────────────────────────────────────────────────────────────


def test_the_template_is_a_city_that_can_be_prepared(run: Run, tmp_path: Path, home: Path) -> None:
    written = run("empty", "--template", tmp_path / "kota")
    said = run("empty", "--from", tmp_path / "kota", "--user", "Kominfo ", "--year", "2031")

    assert (written.status, said.status) == (0, 0), written.err + said.err
    assert rows(home, "select name, is_example from app.city") == [("Kabupaten Anu", False)]
    assert rows(home, "select year, is_open from app.cycle") == [(2031, True)]
    assert rows(home, "select count(*) from app.answer") == [(0,)]
    assert rows(home, "select count(*) from app.unit where parent_id is not null") == [(2,)]


def test_the_first_account_has_a_one_time_password_printed_once(run: Run, kota: Path, home: Path) -> None:
    said = run("empty", "--from", kota, "--user", "kominfo")

    password = next(line for line in said.out.splitlines() if "sekali pakai:" in line).split()[-1]
    people = rows(
        home,
        "select user_name, role, must_change_password, is_example, password_hash"
        " from app.participant join app.credential on participant_id = id",
    )
    assert [person[:4] for person in people] == [("kominfo", "diskominfo", True, False)]
    assert people[0][4].startswith("$2b$10$")
    assert bcrypt.checkpw(password.encode(), people[0][4].encode())
    assert said.out.count(password) == 1


def test_one_time_passwords_cannot_be_misread_and_are_not_repeated() -> None:
    made = {prepare.one_time_password() for _ in range(200)}

    assert len(made) == 200
    assert not set("".join(made)) & set("ilo01IO")
    assert {len(one) for one in made} == {19}


def test_a_folder_that_has_a_city_is_left_alone(run: Run, kota: Path, home: Path) -> None:
    run("empty", "--from", kota, "--user", "pertama")

    refused(run("empty", "--from", kota, "--user", "kedua"), texts.CITY_EXISTS)
    assert rows(home, "select user_name from app.participant") == [("pertama",)]


@pytest.mark.parametrize("name", ["ab", "1abc", "dua kata", "kömin", "a" * 65])
def test_a_malformed_user_name_is_refused_before_anything_is_made(
    run: Run, kota: Path, home: Path, name: str
) -> None:
    refused(run("empty", "--from", kota, "--user", name), texts.USER_NAME_MALFORMED)

    assert not home.exists()


def test_a_template_does_not_overwrite_a_file(run: Run, kota: Path) -> None:
    (kota / "units.csv").write_text("penting")

    said = run("empty", "--template", kota)

    assert said.status == 1
    assert (kota / "units.csv").read_text() == "penting"


def test_every_fault_of_a_folder_is_named_at_once_and_nothing_is_made(
    run: Run, kota: Path, home: Path
) -> None:
    _edit(kota / "units.csv", row=3, kind="gerai")
    _edit(kota / "pillars.csv", row=3, sub_code="")
    _edit(kota / "city.csv", row=8, value="Europe/Rome")

    said = run("empty", "--from", kota)

    assert said.status == 1
    named = [line.partition(":")[0] for line in said.err.splitlines()]
    assert named[:3] == [
        "city.csv, baris 8, kolom value",
        "units.csv, baris 3, kolom kind",
        "pillars.csv, baris 3, kolom sub_code",
    ]
    assert said.err.splitlines()[-1] == texts.folder_faults(3)
    assert not home.exists()


def test_the_example_is_such_a_folder(server: Server) -> None:
    city = folder.read(PROJECT / "db" / "seed" / "example")

    assert (len(city.units), len(city.pillars)) == (58, 6)


def _edit(path: Path, *, row: int, **cells: str) -> None:
    """Change cells of a row, counted as a spreadsheet does: the header is row 1."""
    with path.open(encoding="utf-8", newline="") as lines:
        table = list(csv.DictReader(lines))
    table[row - 2].update(cells)
    with path.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, list(table[0]))
        writer.writeheader()
        writer.writerows(table)


# ── the rest ────────────────────────────────────────────────────────────────────────────────────────────────


def test_migrate_says_how_much_was_new(run: Run, home: Path) -> None:
    count = len(migrate.migrations())

    assert run("migrate").out == texts.migrations_applied(count) + "\n"
    assert run("migrate").out == texts.migrations_applied(0) + "\n"


def test_a_database_that_does_not_answer_is_one_sentence(run: Run, tmp_path: Path) -> None:
    refused(run("migrate", "--database", f"host={tmp_path} user=postgres"), texts.DATABASE_AWAY)


def test_a_wrong_setting_is_one_sentence_without_a_traceback(home: Path) -> None:
    environment = {**os.environ, "REMBUK_HOME": str(home), "SUPABASE_URL": "https://contoh.supabase.co"}

    done = subprocess.run(
        [sys.executable, "-m", "db", "migrate"], cwd=PROJECT, env=environment, capture_output=True, text=True
    )

    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "SUPABASE_PUBLISHABLE_KEY" in done.stderr
    assert not home.exists()


# ── rehearse ────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_rehearsal_of_a_few_people_says_what_it_made_and_is_made_once(run: Run) -> None:
    made = run("rehearse", "--people", 8, "--units", 60, "--answers", 30)

    assert made.status == 0, made.err
    assert "contoh.0008" in made.out
    refused(run("rehearse", "--people", 8), texts.REHEARSED_ALREADY)


def test_a_real_city_is_never_rehearsed_in(run: Run, kota: Path, home: Path) -> None:
    run("empty", "--from", kota, "--user", "diskominfo")

    refused(run("rehearse"), texts.NOT_AN_EXAMPLE)

    assert rows(home, "select count(*) from app.answer") == [(0,)]


@pytest.mark.parametrize("number", ["0", "-1", "banyak", "2001"])
def test_a_number_of_people_that_makes_no_sense_is_refused(
    number: str, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        run("rehearse", f"--people={number}")

    assert texts.not_between(number, 2_000) in capsys.readouterr().err
