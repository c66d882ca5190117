"""Who asks one of our own routes: from a page of ours or not, and signed in as whom."""

from __future__ import annotations

import hashlib
import re
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Final, TypeGuard

from anyio import to_thread
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response

from components.texts import errors as error_texts
from components.texts import shell as texts
from db.errors import DatabaseUnavailable, DomainError, ErrorCode
from db.gateway import sign_in
from db.identity import Identity

SESSION_COOKIE: Final = "rembuk_session"
_SECRET: Final = re.compile(r"[A-Za-z0-9_-]{43}")
_MOST_KNOWN: Final = 2000
_SIGN_IN_FIRST: Final = (ErrorCode.SESSION_ENDED, ErrorCode.PASSWORD_CHANGE_DUE, ErrorCode.NOTICE_UNREAD)
_STATUS: Final = {
    ErrorCode.NOT_FOUND: 404,
    ErrorCode.NOT_ALLOWED: 403,
    ErrorCode.FIELD_INVALID: 422,
    ErrorCode.TEXT_INVALID: 422,
    ErrorCode.TEXT_TOO_LONG: 422,
}
_known: OrderedDict[str, Identity] = OrderedDict()  # hash of the cookie -> whose it was
_known_lock = Lock()


async def answered(request: Request, act: Callable[[Identity], Response]) -> Response:
    """What ``act`` answers for whoever is signed in, in a thread of its own: it asks the database.

    What changes something is answered to our own pages only. A refusal of the database is answered as JSON
    with its ``code`` and the sentence for people.
    """
    if request.method not in ("GET", "HEAD") and not is_our_page(request):
        return refusal(403, texts.FOREIGN_ORIGIN)
    cookie = request.cookies.get(SESSION_COOKIE)
    try:
        return await to_thread.run_sync(_as_visitor, cookie, act)
    except DomainError as error:
        if error.code in _SIGN_IN_FIRST:
            _forget(cookie)
        return refused(error)
    except DatabaseUnavailable:
        return refusal(503, error_texts.UNAVAILABLE)


def refused(error: DomainError) -> Response:
    """The database's refusal: 401 when signing in comes first, else by its kind."""
    status = 401 if error.code in _SIGN_IN_FIRST else _STATUS.get(error.code, 409)
    return refusal(status, error_texts.about(error.code, None), code=error.code.value, field=error.field)


def refusal(status: int, sentence: str, **about: str | None) -> Response:
    return JSONResponse(
        {"message": sentence, **about}, status_code=status, headers={"Cache-Control": "no-store"}
    )


def is_secret(given: object) -> TypeGuard[str]:
    """Could it be one of ours? Cookies come from the browser, and others can plant them there."""
    return isinstance(given, str) and _SECRET.fullmatch(given) is not None


def is_our_page(request: Request) -> bool:
    """A form on somebody else's page may change nothing here: the origin must be this host."""
    _, _, origin = request.headers.get("origin", "").partition("://")
    return bool(origin) and origin.lower() == request.headers.get("host", "").lower()


def is_encrypted(request: Request) -> bool:
    forwarded = request.headers.get("x-forwarded-proto", request.url.scheme)
    return forwarded.split(",")[0].strip().lower() == "https"


async def bounded_body(request: Request, *, at_most: int) -> bytes | None:
    """The body; empty when it breaks off, None when it is longer than ``at_most``: the rest is not read."""
    received = bytearray()
    try:
        async for chunk in request.stream():
            received += chunk
            if len(received) > at_most:
                return None
    except ClientDisconnect:  # a phone that lost its line: nobody is there to be told
        return b""
    return bytes(received)


def _as_visitor(cookie: str | None, act: Callable[[Identity], Response]) -> Response:
    me = _identity(cookie)
    return refused(DomainError(ErrorCode.SESSION_ENDED)) if me is None else act(me)


def _identity(cookie: str | None) -> Identity | None:
    """Whose cookie this is. Once known it is not asked again: the database looks the sign-in up in each call.

    Only ids are taken from here; what the person may do is decided there.
    """
    if not is_secret(cookie):
        return None
    name = _name(cookie)
    with _known_lock:
        me = _known.get(name)
        if me is not None:
            _known.move_to_end(name)
            return me
    me = sign_in.resume(cookie=cookie)
    if me is not None:
        with _known_lock:
            _known[name] = me
            while len(_known) > _MOST_KNOWN:
                _known.popitem(last=False)
    return me


def _forget(cookie: str | None) -> None:
    if cookie:
        with _known_lock:
            _known.pop(_name(cookie), None)


def _name(cookie: str) -> str:
    """The cookie itself is kept nowhere."""
    return hashlib.sha256(cookie.encode()).hexdigest()
