"""Migrations are applied once, in order, whole or not at all; a history that does not fit is refused."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg import sql

from db import migrate
from db.config import MARKER, MIGRATIONS
from db.embedded import Server
from db.migrate import MigrationError
from tests.database import tcp_server

FIRST, SECOND, THIRD = "20270101000000", "20270102000000", "20270103000000"


@pytest.fixture
def empty(server: Server) -> Iterator[str]:
    """An empty database of this test's own; its connection string as owner."""
    name = sql.Identifier("migrations")
    with psycopg.connect(server.owner_conninfo, autocommit=True) as owner:
        owner.execute(sql.SQL("create database {} template template0").format(name))
        yield server.conninfo("postgres", "migrations")
        owner.execute(sql.SQL("drop database {}").format(name))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "migrations"
    made.mkdir()
    (made / f"{FIRST}_first.sql").write_text("create table public.first (number int);")
    (made / f"{SECOND}_second.sql").write_text("create table public.second (number int);")
    return made


def rows(conninfo: str, query: str) -> list[tuple[Any, ...]]:
    with psycopg.connect(conninfo) as connection:
        return connection.execute(query).fetchall()


def tables(conninfo: str) -> list[str]:
    return [
        name
        for (name,) in rows(
            conninfo, "select tablename from pg_tables where schemaname = 'public' order by 1"
        )
    ]


def test_every_file_is_applied_once_and_remembered_as_the_cli_does(empty: str, folder: Path) -> None:
    assert migrate.apply(empty, folder) == 2
    assert migrate.apply(empty, folder) == 0

    history = rows(
        empty, "select version, name, statements from supabase_migrations.schema_migrations order by 1"
    )
    assert [(version, name) for version, name, _ in history] == [(FIRST, "first"), (SECOND, "second")]
    assert history[0][2] == ["create table public.first (number int);"]


def test_a_file_that_fails_leaves_nothing_behind(empty: str, folder: Path) -> None:
    (folder / f"{THIRD}_third.sql").write_text("create table public.third (number int); select 1 / 0;")

    with pytest.raises(psycopg.errors.DivisionByZero):
        migrate.apply(empty, folder)

    assert tables(empty) == ["first", "second"]
    assert rows(empty, "select count(*) from supabase_migrations.schema_migrations") == [(2,)]


def test_what_one_file_sets_does_not_reach_the_next(empty: str, folder: Path) -> None:
    (folder / f"{FIRST}_first.sql").write_text("set search_path = pg_catalog; set statement_timeout = '1s';")
    (folder / f"{SECOND}_second.sql").write_text(
        "create table kept as select current_setting('statement_timeout') as it;"
    )

    migrate.apply(empty, folder)

    assert rows(empty, "select it from public.kept") == [("0",)]


def test_two_starts_at_once_apply_each_file_once(empty: str, folder: Path) -> None:
    with ThreadPoolExecutor(4) as starts:
        counts = list(starts.map(lambda _: migrate.apply(empty, folder), range(4)))

    assert sorted(counts) == [0, 0, 0, 2]


def test_a_file_that_was_edited_after_it_was_applied_is_refused(empty: str, folder: Path) -> None:
    migrate.apply(empty, folder)
    (folder / f"{FIRST}_first.sql").write_text("create table public.other (number int);")

    with pytest.raises(MigrationError, match=f"{FIRST}_first.sql"):
        migrate.apply(empty, folder)


def test_a_file_that_was_applied_and_is_gone_is_refused(empty: str, folder: Path) -> None:
    migrate.apply(empty, folder)
    (folder / f"{FIRST}_first.sql").unlink()

    with pytest.raises(MigrationError, match=f"{FIRST}.*hilang"):
        migrate.apply(empty, folder)


def test_a_file_older_than_the_newest_applied_is_refused(empty: str, folder: Path) -> None:
    migrate.apply(empty, folder)
    (folder / "20270101120000_late.sql").write_text("create table public.late (number int);")

    with pytest.raises(MigrationError, match="20270101120000_late"):
        migrate.apply(empty, folder)
    assert tables(empty) == ["first", "second"]


def test_a_database_of_a_newer_version_is_refused(empty: str, folder: Path) -> None:
    (folder / f"{THIRD}_third.sql").write_text("select 1;")
    migrate.apply(empty, folder)
    (folder / f"{THIRD}_third.sql").unlink()

    with pytest.raises(MigrationError, match=f"lebih baru.*{THIRD}"):
        migrate.apply(empty, folder)


def test_what_the_cli_applied_statement_by_statement_counts_as_applied(empty: str, folder: Path) -> None:
    migrate.apply(empty, folder)
    with psycopg.connect(empty) as owner:
        owner.execute("update supabase_migrations.schema_migrations set statements = '{a,b}'")

    assert migrate.apply(empty, folder) == 0


@pytest.mark.parametrize("name", ["1_short.sql", "20270104000000-dash.sql", "20270104000000_Upper.sql"])
def test_a_malformed_name_is_refused(empty: str, folder: Path, name: str) -> None:
    (folder / name).write_text("select 1;")

    with pytest.raises(MigrationError, match=name):
        migrate.apply(empty, folder)


def test_two_files_of_one_version_are_refused(empty: str, folder: Path) -> None:
    (folder / f"{SECOND}_again.sql").write_text("select 1;")

    with pytest.raises(MigrationError, match=SECOND):
        migrate.apply(empty, folder)


def test_the_data_folder_is_marked_with_the_newest_migration(server: Server) -> None:
    assert (server.home / MARKER).read_text().strip() == migrate.newest()


@pytest.mark.parametrize("version", tcp_server.VERSIONS)
def test_our_own_migrations_run_on_the_versions_around_the_hosted_one(
    version: int, open_folder: Path
) -> None:
    with tcp_server.running(open_folder / "pg", version) as url:
        assert migrate.apply(url) == len(list(MIGRATIONS.glob("*.sql")))
        shown = rows(url, "show server_version_num")

    assert int(shown[0][0]) // 10_000 == version


def test_our_own_migrations_may_be_applied_by_another_owner_than_a_superuser(open_folder: Path) -> None:
    """Hosted Supabase's ``postgres`` is none; it may create roles and bypasses row security."""
    with tcp_server.running(open_folder / "pg") as url:
        with psycopg.connect(url, autocommit=True) as superuser:
            superuser.execute("create role host login createrole bypassrls password 'hanya-untuk-uji'")
            superuser.execute("create role authenticator login noinherit")
            superuser.execute("grant create on database postgres to host")
            superuser.execute("grant authenticator to host with admin option")
        applied = migrate.apply(url.replace("//postgres:", "//host:"))

    assert applied == len(list(MIGRATIONS.glob("*.sql")))
