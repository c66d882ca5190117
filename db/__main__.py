"""The operator's command line: ``python -m db migrate | backup | restore | empty | rehearse | doctor``."""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from db import backup, doctor, embedded, migrate, texts, texts_doctor
from db.config import ConfigurationError, Settings, check_home, load_settings
from db.embedded import EmbeddedDatabaseError
from db.migrate import MigrationError
from db.seed import example, folder, prepare, rehearsal
from db.seed.folder import FolderError
from db.seed.prepare import CityExists, FirstAccount

Command = Callable[[argparse.Namespace, Settings], None]


class Refused(Exception):
    """One sentence; the command ends with status 1."""


def main(arguments: list[str]) -> int:
    given = _parser().parse_args(arguments)
    try:
        command: Command = given.command
        command(given, load_settings())
    except FolderError as error:
        print(error, file=sys.stderr)
        print(texts.folder_faults(len(error.faults)), file=sys.stderr)
    except (Refused, ConfigurationError, EmbeddedDatabaseError, MigrationError, backup.BackupError) as error:
        print(error, file=sys.stderr)
    except CityExists:
        print(texts.CITY_EXISTS, file=sys.stderr)
    except psycopg.OperationalError:
        print(texts.DATABASE_AWAY, file=sys.stderr)
    else:
        return 0
    return 1


def _migrate(given: argparse.Namespace, settings: Settings) -> None:
    if given.database:
        print(texts.migrations_applied(migrate.apply(given.database)))
        return
    with _server(settings) as server:
        print(texts.migrations_applied(server.migrate()))


def _backup(given: argparse.Namespace, settings: Settings) -> None:
    with _database(given, settings, must_exist=True) as conninfo:
        size = backup.backup(conninfo, given.file)
    print(texts.backup_written(given.file, size))


def _restore(given: argparse.Namespace, settings: Settings) -> None:
    backup.require_backup(given.file)
    with _database(given, settings) as conninfo:
        backup.restore(conninfo, given.file, replace=given.replace)
    print(texts.restored(given.file))


def _empty(given: argparse.Namespace, settings: Settings) -> None:
    if given.template:
        _write_template(given.template)
        return
    city = folder.read(given.source)
    account = FirstAccount(user_name=_user_name(given.user), name=given.name)
    with _database(given, settings) as conninfo:
        migrate.apply(conninfo)
        password = prepare.prepare(conninfo, city, account, year=given.year)
    print(texts.city_prepared(city.city.name, len(city.units), account.user_name, password))


def _rehearse(given: argparse.Namespace, settings: Settings) -> None:
    size = rehearsal.Size(people=given.people, units=given.units, answers=given.answers, seed=given.seed)
    started = time.perf_counter()
    try:
        with _database(given, settings) as conninfo:
            migrate.apply(conninfo)
            rehearsal.rehearse(conninfo, size, lambda step, seconds: print(texts.rehearsing(step, seconds)))
    except rehearsal.NotAnExample as error:
        raise Refused(texts.NOT_AN_EXAMPLE) from error
    except rehearsal.RehearsedAlready as error:
        raise Refused(texts.REHEARSED_ALREADY) from error
    print(texts.rehearsed(given.people, time.perf_counter() - started, example.PASSWORD))


def _doctor(given: argparse.Namespace, settings: Settings) -> None:
    findings = list(doctor.examine(settings, access_token=os.environ.get("SUPABASE_ACCESS_TOKEN")))
    for finding in findings:
        print(f"{texts_doctor.SIGNS[finding.outcome]} {finding.sentence}")
    if any(finding.outcome == "failed" for finding in findings):
        raise Refused(texts_doctor.FOUND_FAULTS)


def _write_template(target: Path) -> None:
    try:
        prepare.write_template(target)
    except FileExistsError as error:
        raise Refused(texts.file_exists(Path(str(error)))) from error
    except OSError as error:
        raise Refused(texts.file_not_writable(target)) from error
    print(texts.template_written(target))


def _user_name(given: str | None) -> str:
    if given is None and sys.stdin.isatty():
        given = input(texts.USER_QUESTION)
    name = (given or "diskominfo").strip().lower()
    if not prepare.is_user_name(name):
        raise Refused(texts.USER_NAME_MALFORMED)
    return name


@contextmanager
def _database(given: argparse.Namespace, settings: Settings, *, must_exist: bool = False) -> Iterator[str]:
    """The owner's connection: the address given, else the embedded database."""
    if given.database:
        yield given.database
    else:
        with _server(settings, must_exist=must_exist) as server:
            yield server.owner_conninfo
            if not must_exist:
                server.mark()


@contextmanager
def _server(settings: Settings, *, must_exist: bool = False) -> Iterator[embedded.Server]:
    if settings.supabase is not None:
        raise Refused(texts.DATABASE_NEEDED)
    check_home(settings.home)
    if must_exist and not (settings.home / "pg").exists():
        raise Refused(texts.NO_DATABASE_YET)
    with embedded.start(settings.home) as server:
        yield server


def _number(most: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= most:
            raise argparse.ArgumentTypeError(texts.not_between(text, most))
        return int(text)

    return read


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m db", description=texts.PROGRAM)
    commands = parser.add_subparsers(
        required=True, metavar="migrate | backup | restore | empty | rehearse | doctor"
    )

    def add(name: str, summary: str, command: Command) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=summary, description=summary)
        added.set_defaults(command=command)
        if name != "doctor":
            added.add_argument("--database", metavar="URL", help=texts.DATABASE_HELP)
        return added

    add("migrate", texts.MIGRATE_HELP, _migrate)
    add("backup", texts.BACKUP_HELP, _backup).add_argument("file", type=Path)
    restore = add("restore", texts.RESTORE_HELP, _restore)
    restore.add_argument("file", type=Path)
    restore.add_argument("--replace", action="store_true", help=texts.REPLACE_HELP)
    empty = add("empty", texts.EMPTY_HELP, _empty)
    source = empty.add_mutually_exclusive_group(required=True)
    source.add_argument("--from", dest="source", type=Path, metavar="FOLDER", help=texts.FROM_HELP)
    source.add_argument("--template", type=Path, metavar="FOLDER", help=texts.TEMPLATE_HELP)
    empty.add_argument("--user", metavar="NAMA", help=texts.USER_HELP)
    empty.add_argument("--name", metavar="NAMA", default=texts.FIRST_PERSON, help=texts.PERSON_HELP)
    empty.add_argument("--year", type=int, choices=range(2000, 2101), metavar="TAHUN", help=texts.YEAR_HELP)
    rehearse = add("rehearse", texts.REHEARSE_HELP, _rehearse)
    for name, most, summary in (
        ("people", 2_000, texts.PEOPLE_HELP), ("units", 1_000, texts.UNITS_HELP),
        ("answers", 20_000, texts.ANSWERS_HELP), ("seed", 1_000_000, texts.SEED_HELP),
    ):  # fmt: skip
        rehearse.add_argument(
            f"--{name}",
            type=_number(most),
            metavar="N",
            default=getattr(rehearsal.Size(), name),
            help=summary,
        )
    add("doctor", texts.DOCTOR_HELP, _doctor)
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
