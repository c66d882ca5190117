"""Backups: one file that holds the whole city, and its way back, all of it or nothing."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Final

import psycopg

from db import migrate, programs, texts

SCHEMAS: Final = ("app", "api", "private", "supabase_migrations")
_UNSAID: Final = "app.sealed_ballot"  # a secret ballot is in no backup, as long as its round is open
_NEWER: Final = "rembuk: newer backup"


class BackupError(Exception):
    """Nothing was written or changed. The text is one sentence."""


def backup(conninfo: str, path: Path) -> int:
    """Write the database to a new file that only its owner may read; return its bytes. Raises BackupError."""
    if path.exists():
        raise BackupError(texts.file_exists(path))
    draft = path.with_name(path.name + ".part")
    schemas = [f"--schema={schema}" for schema in SCHEMAS]
    options = ["--format=custom", "--no-owner", f"--exclude-table-data={_UNSAID}", *schemas]
    try:
        draft.touch(mode=0o600)
        _run("pg_dump", *options, f"--file={draft}", f"--dbname={conninfo}", otherwise=texts.backup_failed)
        draft.rename(path)
    except OSError as error:
        raise BackupError(texts.file_not_writable(path)) from error
    finally:
        draft.unlink(missing_ok=True)
    return path.stat().st_size


def require_backup(path: Path) -> None:
    """Look at the file before anything is made. Raises BackupError."""
    _script(path)


def restore(conninfo: str, path: Path, *, replace: bool) -> None:
    """Put a backup in the place of what is there, in one transaction. Raises BackupError."""
    script = _script(path)
    if not replace and _has_data(conninfo):
        raise BackupError(texts.NOT_EMPTY)
    migrate.apply(conninfo)  # makes the roles that the backup grants to
    emptied = f"drop schema if exists {', '.join(SCHEMAS)} cascade;\n"
    checked = (
        "\ndo $$ begin if exists (select from supabase_migrations.schema_migrations"
        f" where version > '{migrate.newest()}') then raise exception '{_NEWER}'; end if; end $$;\n"
    )
    said = _psql(conninfo, emptied + script + checked)
    if said is not None:
        raise BackupError(texts.backup_newer(path) if _NEWER in said else texts.restore_failed(_reason(said)))
    migrate.apply(conninfo)


def _script(path: Path) -> str:
    """The backup as SQL."""
    if not path.is_file():
        raise BackupError(texts.file_not_readable(path))
    script = _run(
        "pg_restore", "--no-owner", "--file=-", str(path), otherwise=lambda _: texts.no_backup(path)
    )
    if "CREATE TABLE app.city " not in script or "CREATE TABLE supabase_migrations." not in script:
        raise BackupError(texts.no_backup(path))
    return script


def _has_data(conninfo: str) -> bool:
    with psycopg.connect(conninfo) as owner:
        row = owner.execute("select to_regclass('app.city') is not null").fetchone()
        if row is None or not row[0]:
            return False
        row = owner.execute("select exists (select from app.city)").fetchone()
        return row is not None and bool(row[0])


def _psql(conninfo: str, script: str) -> str | None:
    """Run a script as one transaction; None when it was committed, else what was said against it."""
    options = ("--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1")
    done = _program("psql", *options, f"--dbname={conninfo}", script=script)
    return None if done.returncode == 0 else done.stderr


def _run(name: str, *arguments: str, otherwise: Callable[[str], str]) -> str:
    done = _program(name, *arguments)
    if done.returncode != 0:
        raise BackupError(otherwise(_reason(done.stderr)))
    return done.stdout


def _program(name: str, *arguments: str, script: str | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 (our own programs, no shell)
        [programs.binary(name), *arguments],
        input="" if script is None else script,
        env=programs.environment(),
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )


def _reason(said: str) -> str:
    """The first error, without what the program says around it."""
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    errors = [line for line in lines if "error" in line.lower()]
    return (errors or lines or ["-"])[0]
