"""The one door to the database: ``read`` and ``write`` call a function of the schema ``api`` as somebody."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from db.errors import DatabaseUnavailable
from db.identity import Caller


class Transport(Protocol):
    """One way to reach the database; both ways answer and refuse alike."""

    def call(self, function: str, arguments: Mapping[str, object], *, as_: Caller, read_only: bool) -> Any:
        """Run ``api.<function>`` in one transaction of its own and return its decoded JSON.

        Arguments are named ``p_…``. Raises DomainError for a refusal, DatabaseUnavailable for an outage.
        """

    def close(self) -> None: ...


_current: Transport | None = None


def use(transport: Transport | None) -> None:
    """Make this the process's transport; ``None`` while there is no database."""
    global _current
    _current = transport


def is_ready() -> bool:
    return _current is not None


def read(function: str, *, as_: Caller, **arguments: object) -> Any:
    """Ask; the database refuses to write anything in this call."""
    return _call(function, arguments, as_, read_only=True)


def write(function: str, *, as_: Caller, **arguments: object) -> Any:
    """Act."""
    return _call(function, arguments, as_, read_only=False)


def _call(function: str, arguments: Mapping[str, object], as_: Caller, *, read_only: bool) -> Any:
    if _current is None:
        raise DatabaseUnavailable("the database is not ready yet")
    named = {f"p_{name}": value for name, value in arguments.items()}
    return _current.call(function, named, as_=as_, read_only=read_only)
