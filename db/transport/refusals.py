"""What a database's error means to us: the one translation, used by both transports."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Final

from db.errors import DatabaseUnavailable, DomainError, ErrorCode

_NO_SUCH_CHARACTER: Final = ("22P05", "22021")  # NUL in JSON, NUL or bytes that are not UTF-8 in text
_MOST_BITS: Final = 4096  # of a whole number: 1,233 digits; Python itself writes no more than 4,300
_DEEPEST: Final = 100  # lists in lists; writers and readers of JSON end at about 1,000
_STATEMENT_TIMEOUT: Final = "57014"
# Connection lost, resources, shutdown, and rolled back for another's sake: trying again may help.
_AWAY: Final = ("08", "53", "57P", "40")
_POSTGREST_AWAY: Final = ("PGRST000", "PGRST001", "PGRST002", "PGRST003", "502", "503", "504")


def translated(code: str | None, message: str | None, detail: str | None) -> Exception | None:
    """The error to raise instead; None for one that is a bug and travels as it is.

    ``code`` is an SQLSTATE, a PostgREST code or an HTTP status as text.
    """
    code = code or ""
    if code.startswith("PT"):
        return _refusal(message, detail)
    if code in _NO_SUCH_CHARACTER:
        return DomainError(ErrorCode.TEXT_INVALID)
    if code == _STATEMENT_TIMEOUT or code.startswith(_AWAY) or code in _POSTGREST_AWAY:
        return DatabaseUnavailable(f"the database could not answer: {code}")
    return None


def require_sendable(arguments: Mapping[str, object]) -> None:
    """Refuse what neither way can carry, by the name of its argument.

    That is NUL and half a surrogate pair, numbers that are none or endless, JSON nested without end.
    Raises DomainError: TEXT_INVALID, FIELD_INVALID.
    """
    for name, value in arguments.items():
        field = name.removeprefix("p_")
        waiting = [(value, 0)]
        while waiting:
            one, depth = waiting.pop()
            _check(one, field)
            if depth > _DEEPEST:
                raise DomainError(ErrorCode.FIELD_INVALID, field)
            waiting.extend((inner, depth + 1) for inner in _inside(one))


def _check(value: object, field: str) -> None:
    if isinstance(value, str):
        if "\0" in value or not _is_unicode(value):
            raise DomainError(ErrorCode.TEXT_INVALID, field)
    elif isinstance(value, float):
        if not math.isfinite(value):
            raise DomainError(ErrorCode.FIELD_INVALID, field)
    elif isinstance(value, int) and value.bit_length() > _MOST_BITS:
        raise DomainError(ErrorCode.FIELD_INVALID, field)


def _inside(value: object) -> Iterator[object]:
    if isinstance(value, Mapping):
        yield from value
        yield from value.values()
    elif isinstance(value, list | tuple):
        yield from value


def _is_unicode(value: str) -> bool:
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True


def _refusal(message: str | None, detail: str | None) -> DomainError | None:
    try:
        return DomainError(ErrorCode(message or ""), detail or None)
    except ValueError:
        return None
