"""Two wrappings of the app's transport: one writes every call down, one answers it from memory."""

from __future__ import annotations

import json
import os
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Self
from uuid import UUID

from db import transport
from db.identity import Caller
from db.transport import Transport

HOUSEKEEPING: Final = frozenset({"tick", "sign_in_screen"})  # every few seconds, whatever people do


@dataclass(frozen=True, slots=True)
class Recording:
    """Appends ``function kind milliseconds`` to a file for each call; one write, so threads do not mix."""

    inner: Transport
    log: int

    @classmethod
    def to(cls, path: Path, inner: Transport) -> Self:
        return cls(inner, os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600))

    def call(self, function: str, arguments: Mapping[str, object], *, as_: Caller, read_only: bool) -> Any:
        started = time.perf_counter()
        try:
            return self.inner.call(function, arguments, as_=as_, read_only=read_only)
        finally:
            spent = 1000 * (time.perf_counter() - started)
            os.write(self.log, f"{function} {'read' if read_only else 'write'} {spent:.3f}\n".encode())

    def close(self) -> None:
        self.inner.close()
        os.close(self.log)


class Remembering:
    """Asks once and gives the same answer for ever: the twin's database is a dictionary.

    A write is remembered by its function and its caller alone, since its ids and sequences differ each time;
    it never changes what is read afterwards.
    """

    def __init__(self, inner: Transport) -> None:
        self._inner = inner
        self._answers: dict[tuple[str, str, str], Any] = {}

    def call(self, function: str, arguments: Mapping[str, object], *, as_: Caller, read_only: bool) -> Any:
        if function in HOUSEKEEPING:
            return self._inner.call(function, arguments, as_=as_, read_only=read_only)
        asked = json.dumps(arguments, default=_plain, sort_keys=True) if read_only else ""
        key = (function, json.dumps(as_.claims), asked)
        if key not in self._answers:
            self._answers[key] = self._inner.call(function, arguments, as_=as_, read_only=read_only)
        return self._answers[key]

    def close(self) -> None:
        self._inner.close()


def wrap_transports(wrapping: Callable[[Transport], Transport]) -> None:
    """From here on the process uses every transport in this wrapping."""
    use = transport.use
    transport.use = lambda given: use(None if given is None else wrapping(given))  # type: ignore[assignment]


def counted(log: Path, start: int, end: int | None = None) -> tuple[Counter[str], list[float]]:
    """Calls by ``function kind`` and the milliseconds of each, written between these places of the log."""
    text = log.read_bytes()[start:end].decode()
    calls: Counter[str] = Counter()
    spent: list[float] = []
    for line in text.splitlines():
        function, kind, milliseconds = line.split()
        if function not in HOUSEKEEPING:
            calls[f"{function} {kind}"] += 1
            spent.append(float(milliseconds))
    return calls, spent


def _plain(value: object) -> str:
    if isinstance(value, UUID):
        return str(value)
    return repr(value)
