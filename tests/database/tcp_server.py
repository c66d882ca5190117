"""A server of the tests' own on loopback TCP, with a password: the Supabase CLI needs one."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from db import programs
from tests.database.postgrest import free_port

PASSWORD: Final = "hanya-untuk-uji"
VERSIONS: Final = {
    16: "pginstall",
    18: "pginstall18",
}  # both are in the wheel; hosted Supabase is between them


@contextmanager
def running(folder: Path, version: int = 18) -> Iterator[str]:
    """Yields the owner's URL, ``…/postgres?sslmode=disable``. The folder's parents must be open to all."""
    program = programs.binary("initdb").parents[2] / VERSIONS[version] / "bin"
    options: dict[str, Any] = {}
    folder.mkdir(mode=0o700)
    password = folder.with_suffix(".password")
    password.write_text(PASSWORD)
    if os.geteuid() == 0:
        user, group = programs.server_user(folder)
        options = {"user": user, "group": group, "extra_groups": []}
        os.chown(folder, user, group)
        os.chown(password, user, group)
    port = free_port()

    def run(*command: str | Path) -> None:
        subprocess.run(
            command, check=True, env=programs.environment(), cwd="/", stdout=subprocess.DEVNULL, **options
        )

    run(program / "initdb", "-D", folder, "-U", "postgres", "-E", "UTF8", "--locale=C", "--no-sync",
        "--auth=scram-sha-256", f"--pwfile={password}")  # fmt: skip
    settings = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off"
    run(program / "pg_ctl", "-D", folder, "-w", "-l", folder / "log", "-o", settings, "start")
    try:
        yield f"postgresql://postgres:{PASSWORD}@127.0.0.1:{port}/postgres?sslmode=disable"
    finally:
        run(program / "pg_ctl", "-D", folder, "-w", "-m", "immediate", "stop")
