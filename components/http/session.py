"""Where the sign-in cookie is set and taken away: only a response can make a cookie HttpOnly."""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Callable
from typing import Final, TypeGuard

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from components.texts import errors as error_texts
from components.texts import shell as texts
from db.errors import DatabaseUnavailable, DomainError
from db.gateway import sign_in

SESSION_COOKIE: Final = "rembuk_session"
DEVICE_COOKIE: Final = "rembuk_device"
SESSION_SECONDS: Final = 14 * 24 * 3600
DEVICE_SECONDS: Final = 365 * 24 * 3600
_MOST_BYTES: Final = 1024
_SECRET: Final = re.compile(r"[A-Za-z0-9_-]{43}")


def new_secret() -> str:
    """256 random bits, 43 characters."""
    return secrets.token_urlsafe(32)


def is_secret(given: object) -> TypeGuard[str]:
    """Could ``new_secret`` have made this? Cookies come from the browser, and others can plant them there."""
    return isinstance(given, str) and _SECRET.fullmatch(given) is not None


def routes() -> list[Route]:
    return [
        Route("/auth/session", _keep_session, methods=["POST"]),
        Route("/auth/logout", _end_session, methods=["POST"]),
    ]


async def _keep_session(request: Request) -> Response:
    """Exchange the one-time ticket for its session's cookie. Body: JSON with ``ticket`` and ``device``."""
    if not _is_our_page(request):
        return _refusal(403, texts.FOREIGN_ORIGIN)
    given = _tickets(await _body(request))
    if given is None:
        return _refusal(400, texts.MALFORMED)
    ticket, device = given
    cookie = new_secret()

    def redeem() -> None:
        sign_in.redeem_ticket(ticket=ticket, cookie=cookie)
        before = request.cookies.get(SESSION_COOKIE)
        if before:  # whoever was signed in on this browser is so no longer
            sign_in.end_session(cookie=before)

    refusal = await _attempt(redeem)
    if refusal is not None:
        return refusal
    response = Response(status_code=204, headers={"Cache-Control": "no-store"})
    _set(response, request, SESSION_COOKIE, cookie, SESSION_SECONDS)
    _set(response, request, DEVICE_COOKIE, device, DEVICE_SECONDS)
    return response


async def _end_session(request: Request) -> Response:
    """End the session of this browser's cookie, wherever copies of it are, and drop the cookie."""
    if not _is_our_page(request):
        return _refusal(403, texts.FOREIGN_ORIGIN)
    cookie = request.cookies.get(SESSION_COOKIE)
    if cookie:
        refusal = await _attempt(lambda: sign_in.end_session(cookie=cookie))
        if refusal is not None:
            return refusal
    response = Response(status_code=204, headers={"Cache-Control": "no-store"})
    response.delete_cookie(SESSION_COOKIE, httponly=True, samesite="strict", secure=_is_encrypted(request))
    return response


async def _attempt(act: Callable[[], object]) -> Response | None:
    try:
        await to_thread.run_sync(act)
    except DomainError as error:
        return _refusal(401, error_texts.about(error.code, None))
    except DatabaseUnavailable:
        return _refusal(503, error_texts.UNAVAILABLE)
    return None


def _is_our_page(request: Request) -> bool:
    """A form on somebody else's page may not sign people in or out: the origin must be this host."""
    _, _, origin = request.headers.get("origin", "").partition("://")
    return bool(origin) and origin.lower() == request.headers.get("host", "").lower()


def _is_encrypted(request: Request) -> bool:
    forwarded = request.headers.get("x-forwarded-proto", request.url.scheme)
    return forwarded.split(",")[0].strip().lower() == "https"


async def _body(request: Request) -> bytes:
    """The body; nothing when it grows beyond what our own page sends."""
    received = b""
    async for chunk in request.stream():
        received += chunk
        if len(received) > _MOST_BYTES:
            return b""
    return received


def _tickets(body: bytes) -> tuple[str, str] | None:
    try:
        given = json.loads(body)
    except (ValueError, RecursionError):
        return None
    if not isinstance(given, dict):
        return None
    ticket, device = given.get("ticket"), given.get("device")
    if not (isinstance(ticket, str) and is_secret(device)):
        return None
    return ticket, device


def _set(response: Response, request: Request, name: str, value: str, seconds: int) -> None:
    response.set_cookie(
        name, value, max_age=seconds, httponly=True, samesite="strict", secure=_is_encrypted(request)
    )


def _refusal(status: int, sentence: str) -> Response:
    return JSONResponse({"message": sentence}, status_code=status, headers={"Cache-Control": "no-store"})
