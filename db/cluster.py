"""The files and the postmaster of one data folder: made once, started when it does not answer, repaired.

Callers hold the folder's lock (``db/embedded.py``).
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import subprocess
import time
from pathlib import Path
from typing import Final

import psycopg

from db import programs, texts

OWNER: Final = "postgres"
DATABASE: Final = "postgres"
PORT: Final = 5432
_STARTS: Final = 5
_PATIENCE_SECONDS: Final = 120
_SETTINGS: Final = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "fsync": "on",
    "synchronous_commit": "on",
    "full_page_writes": "on",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "jit": "off",
    "max_connections": "80",
    "idle_in_transaction_session_timeout": "60s",
    # Seven files at most, and never what people typed: no statements, no details, no refusals.
    "logging_collector": "on",
    "log_directory": "log",
    "log_filename": "server-%a.log",
    "log_truncate_on_rotation": "on",
    "log_rotation_age": "1d",
    "log_rotation_size": "0",
    "log_min_messages": "log",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_checkpoints": "off",
}


class EmbeddedDatabaseError(Exception):
    """The server could not be made or started. The text is one sentence for whoever starts the program."""


def socket_folder(home: Path) -> Path:
    """Short, because a socket's path may have 107 bytes; the same for every process on this data folder."""
    name = hashlib.sha256(os.fsencode(_files(home))).hexdigest()[:16]
    return Path("/tmp") / f"rembuk-{name}"  # noqa: S108 (0700, and refused when somebody else made it)


def create_once(home: Path) -> None:
    """Under another name first: a first start that was killed leaves nothing half-made."""
    if _files(home).exists():
        return
    draft = home / "pg.new"
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(mode=0o700)
    programs.give(draft, home)
    made = programs.run(
        home, "initdb", "--pgdata", str(draft), "--username", OWNER, "--encoding", "UTF8",
        "--locale-provider", "builtin", "--builtin-locale", "C.UTF-8", "--locale", "C",
        "--auth-local", "trust", "--auth-host", "reject",
    )  # fmt: skip
    if made.returncode != 0:
        shutil.rmtree(draft, ignore_errors=True)
        raise EmbeddedDatabaseError(texts.database_not_created(_reason(made.stdout)))
    with (draft / "postgresql.conf").open("a", encoding="utf-8") as settings:
        settings.write("\ninclude 'rembuk.conf'\n")
    draft.rename(_files(home))


def ensure_running(home: Path) -> bool:
    """Start the server unless it answers; True when it had to be started.

    A few tries: back ends orphaned by a kill hold its memory for a moment.
    """
    if _answers(home):
        return False
    for attempt in range(_STARTS):
        if attempt:
            time.sleep(1)
        _prepare(home)
        _start(home)
        if _answers(home):
            return True
    _remove_socket_folder(home)
    raise EmbeddedDatabaseError(texts.database_not_started(_reason(_read(_log(home)))))


def stop(home: Path) -> None:
    programs.run_silently(home, "pg_ctl", "--pgdata", str(_files(home)), "--mode", "fast", "--wait", "stop")
    _remove_socket_folder(home)


def postmaster(home: Path) -> str:
    """The process id of the living server of this folder; empty when it is gone."""
    pid = _read(_files(home) / "postmaster.pid").partition("\n")[0].strip()
    return pid if _is_our_server(home, pid) else ""


def write_whole(path: Path, text: str) -> None:
    """A reader finds the old text or the new one, nothing between."""
    draft = path.with_name(path.name + ".new")
    draft.write_text(text, encoding="utf-8")
    draft.replace(path)


def _files(home: Path) -> Path:
    return home.resolve() / "pg"


def _log(home: Path) -> Path:
    return _files(home) / "start.log"


def _start(home: Path) -> None:
    options = ("--wait", "--timeout", str(_PATIENCE_SECONDS), "--log", str(_log(home)))
    programs.run_silently(home, "pg_ctl", "--pgdata", str(_files(home)), *options, "start")


def _prepare(home: Path) -> None:
    _make_socket_folder(home)
    settings = {**_SETTINGS, "unix_socket_directories": str(socket_folder(home))}
    path = _files(home) / "rembuk.conf"
    write_whole(path, "".join(f"{name} = '{value}'\n" for name, value in settings.items()))
    programs.give(path, home)
    _log(home).unlink(missing_ok=True)
    _forget_dead_server(home)


def _make_socket_folder(home: Path) -> None:
    folder = socket_folder(home)
    folder.mkdir(mode=0o700, exist_ok=True)
    found = folder.lstat()
    if found.st_uid == 0 and not folder.is_symlink():
        programs.give(folder, home)
        found = folder.lstat()
    if folder.is_symlink() or found.st_uid != programs.server_user(home)[0] or found.st_mode & 0o077:
        raise EmbeddedDatabaseError(texts.socket_folder_not_ours(folder))


def _remove_socket_folder(home: Path) -> None:
    with contextlib.suppress(OSError):  # not empty while a server is still there
        socket_folder(home).rmdir()


def _answers(home: Path) -> bool:
    """Does a server on our socket serve our folder? Waits while it says that it is starting or recovering."""
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while time.monotonic() < deadline:
        try:
            return _served_folder(home) == _files(home)
        except psycopg.OperationalError as error:
            if "the database system is" not in str(error):
                return False
            time.sleep(0.1)
    return False


def _served_folder(home: Path) -> Path | None:
    folder = str(socket_folder(home))
    with psycopg.connect(
        host=folder, port=PORT, user=OWNER, dbname=DATABASE, connect_timeout=5
    ) as connection:
        row = connection.execute("select current_setting('data_directory')").fetchone()
    return None if row is None else Path(row[0]).resolve()


def _forget_dead_server(home: Path) -> None:
    """Remove what a server that is gone left behind.

    PostgreSQL refuses for ever when the process id in it lives on as somebody else (usual after a container's
    restart), or when the file is empty.
    """
    pid_file = _files(home) / "postmaster.pid"
    if _is_our_server(home, _read(pid_file).partition("\n")[0].strip()):
        return
    for path in (pid_file, *socket_folder(home).glob(".s.PGSQL.*")):
        path.unlink(missing_ok=True)


def _is_our_server(home: Path, pid: str) -> bool:
    if not pid.isdigit() or int(pid) == 0:
        return False
    if not Path("/proc/self").exists():
        return _is_named_postgres(pid)
    process = Path("/proc") / pid
    try:
        return (process / "comm").read_text().strip() == "postgres" and (
            process / "cwd"
        ).readlink() == _files(home)
    except PermissionError:
        return True
    except (FileNotFoundError, ProcessLookupError):
        return False


def _is_named_postgres(pid: str) -> bool:
    command = ["ps", "-p", pid, "-o", "comm="]
    found = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    return Path(found.stdout.strip()).name == "postgres"


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except FileNotFoundError:
        return ""


def _reason(log: str) -> str:
    """The last line that says why."""
    lines = [line.strip() for line in log.splitlines() if line.strip()]
    fatal = [line for line in lines if "FATAL" in line or "error" in line.lower()]
    return (fatal or lines or ["-"])[-1]
