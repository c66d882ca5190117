"""Applies db/supabase/migrations in order and keeps the same history as the Supabase CLI."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import psycopg
from psycopg.rows import TupleRow

from db import texts
from db.config import MIGRATIONS

_NAME: Final = re.compile(r"(?P<version>[0-9]{14})_(?P<name>[a-z0-9_]+)\.sql")
_LOCK: Final = 7_236_285  # any number that only this program uses
_HISTORY: Final = """
create schema if not exists supabase_migrations;
create table if not exists supabase_migrations.schema_migrations (version text primary key);
alter table supabase_migrations.schema_migrations
  add column if not exists statements text[], add column if not exists name text;
"""

Connection = psycopg.Connection[TupleRow]


class MigrationError(Exception):
    """The files and the database's history do not fit. The text is one sentence; nothing was applied."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Migration:
    version: str
    name: str
    file_name: str
    sql: str


def migrations(folder: Path = MIGRATIONS) -> list[Migration]:
    """The files, oldest first. Raises MigrationError for a malformed or repeated name."""
    found: dict[str, Migration] = {}
    for path in sorted(folder.glob("*.sql")):
        match = _NAME.fullmatch(path.name)
        if match is None:
            raise MigrationError(texts.migration_name_malformed(path.name))
        version = match["version"]
        if version in found:
            raise MigrationError(texts.migration_version_twice(version))
        sql = path.read_text(encoding="utf-8")
        found[version] = Migration(version=version, name=match["name"], file_name=path.name, sql=sql)
    return list(found.values())


def newest(folder: Path = MIGRATIONS) -> str:
    return migrations(folder)[-1].version


def apply(conninfo: str, folder: Path = MIGRATIONS) -> int:
    """Apply what is new, each file in one transaction; return how many. Safe to call from several processes.

    Raises MigrationError when history and files do not fit; psycopg.Error when a file fails, leaving nothing.
    """
    with psycopg.connect(conninfo, autocommit=True) as connection:
        connection.execute("select pg_advisory_lock(%s)", [_LOCK])
        _make_history(connection)
        waiting = _waiting(migrations(folder), _history(connection))
        for migration in waiting:
            _apply_one(connection, migration)
        return len(waiting)


def _make_history(connection: Connection) -> None:
    """Only where it is missing: on hosted Supabase the table belongs to the platform."""
    found = connection.execute("select to_regclass('supabase_migrations.schema_migrations')").fetchone()
    if found is None or found[0] is None:
        connection.execute(_HISTORY)


def _history(connection: Connection) -> dict[str, str | None]:
    """Version to the text that was applied; None where the Supabase CLI applied it statement by statement."""
    rows = connection.execute("select version, statements from supabase_migrations.schema_migrations")
    return {
        version: statements[0] if statements and len(statements) == 1 else None
        for version, statements in sorted(rows)
    }


def _waiting(files: list[Migration], history: dict[str, str | None]) -> list[Migration]:
    known = {migration.version: migration for migration in files}
    for version, applied in history.items():
        if version not in known:
            raise MigrationError(_unknown(version, files))
        if applied is not None and applied != known[version].sql:
            raise MigrationError(texts.migration_edited(known[version].file_name))
    waiting = [migration for migration in files if migration.version not in history]
    newest_applied = max(history, default="")
    if waiting and waiting[0].version < newest_applied:
        raise MigrationError(texts.migration_too_old(waiting[0].file_name, newest_applied))
    return waiting


def _unknown(version: str, files: list[Migration]) -> str:
    is_newer = not files or version > files[-1].version
    return texts.database_is_newer(version) if is_newer else texts.migration_missing(version)


def _apply_one(connection: Connection, migration: Migration) -> None:
    with connection.transaction():
        connection.execute("reset all")
        connection.execute(migration.sql.encode())
        connection.execute(
            "insert into supabase_migrations.schema_migrations (version, statements, name) "
            "values (%s, %s, %s)",
            [migration.version, [migration.sql], migration.name],
        )
