"""Starting the program: what is checked before anything is made, and what is said once people can sign in."""

from __future__ import annotations

import argparse
import logging
import os
import signal
import sys
import textwrap
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from db import texts
from db.config import PROJECT, ConfigurationError, Settings, check_home, check_port, load_settings
from db.gateway.sign_in import SignInScreen
from db.seed import example

_UVICORN_PORT: Final = 8000


def checked_settings(argv: Sequence[str] = tuple(sys.argv)) -> Settings:
    """The settings, with folder and port looked at. Creates nothing. Raises SystemExit with one sentence."""
    try:
        settings = load_settings()
        if settings.supabase is None:
            check_home(settings.home)
        address = listening_address(argv)
        if address is not None:
            check_port(*address)
    except ConfigurationError as error:
        raise SystemExit(str(error)) from error
    return settings


def begin_log() -> None:
    """Our own lines on stderr; none of Streamlit's about a broken page: they may hold what people typed."""
    lines = logging.StreamHandler()
    lines.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    ours = logging.getLogger("rembuk")
    ours.setLevel(logging.INFO)
    ours.handlers = [lines]
    ours.propagate = False
    logging.getLogger("streamlit.error_util").disabled = True


def listening_address(argv: Sequence[str]) -> tuple[str, int] | None:
    """Host and port this uvicorn will listen on; None where another program binds (Streamlit, …)."""
    program = Path(argv[0])
    if "uvicorn" not in (program.stem, program.parent.name):
        return None
    parser = argparse.ArgumentParser(add_help=False, exit_on_error=False, allow_abbrev=False)
    parser.add_argument("--host", default=os.environ.get("UVICORN_HOST", "127.0.0.1"))
    parser.add_argument("--port", default=os.environ.get("UVICORN_PORT", str(_UVICORN_PORT)))
    for bound_elsewhere in ("--uds", "--fd", "--workers"):
        parser.add_argument(bound_elsewhere)
    parser.add_argument("--reload", action="store_true")
    given, _ = parser.parse_known_args(argv[1:])
    if (
        given.uds
        or given.fd
        or given.workers
        or given.reload
        or not given.port.isdigit()
        or given.port == "0"
    ):
        return None
    return given.host, int(given.port)


def program_version() -> str:
    about = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))
    return str(about["project"]["version"])


def announce(city: SignInScreen) -> None:
    """Print where the app is and, for the example alone, who may sign in."""
    address = listening_address(sys.argv)
    lines = [texts.ready(city.city_name, f"http://{address[0]}:{address[1]}" if address else None)]
    if city.is_example:
        lines += [texts.EXAMPLE_ACCOUNTS, *_accounts()]
        lines += [texts.example_password(example.PASSWORD)]
    sys.stdout.write("\n".join(["", *lines, "", ""]))
    sys.stdout.flush()


def leave(sentence: str) -> None:
    """Say why and end the whole process, the way a person would: lifespans end, locks are let go."""
    sys.stderr.write(f"{sentence}\n")
    sys.stderr.flush()
    os.kill(os.getpid(), signal.SIGTERM)


def _accounts() -> list[str]:
    """One paragraph for each role: there are dozens of officers."""
    by_role: dict[str, list[str]] = {}
    for account in example.accounts():
        by_role.setdefault(account.role, []).append(account.user_name)
    return [
        textwrap.fill(f"{role}: {', '.join(names)}", 100, initial_indent="  ", subsequent_indent="    ")
        for role, names in by_role.items()
    ]
