"""Where the sign-in cookie is set and taken away: only a response can make a cookie HttpOnly."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable
from typing import Final

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from components.http.visitor import (
    SESSION_COOKIE,
    bounded_body,
    is_encrypted,
    is_our_page,
    is_secret,
    refusal,
)
from components.texts import errors as error_texts
from components.texts import shell as texts
from db.errors import DatabaseUnavailable, DomainError
from db.gateway import sign_in

DEVICE_COOKIE: Final = "rembuk_device"
SESSION_SECONDS: Final = 14 * 24 * 3600
DEVICE_SECONDS: Final = 365 * 24 * 3600
_MOST_BYTES: Final = 1024


def new_secret() -> str:
    """256 random bits, 43 characters."""
    return secrets.token_urlsafe(32)


def routes() -> list[Route]:
    return [
        Route("/auth/session", _keep_session, methods=["POST"]),
        Route("/auth/logout", _end_session, methods=["POST"]),
    ]


async def _keep_session(request: Request) -> Response:
    """Exchange the one-time ticket for its session's cookie. Body: JSON with ``ticket`` and ``device``."""
    if not is_our_page(request):
        return refusal(403, texts.FOREIGN_ORIGIN)
    given = _tickets(await bounded_body(request, at_most=_MOST_BYTES) or b"")
    if given is None:
        return refusal(400, texts.MALFORMED)
    ticket, device = given
    cookie = new_secret()

    def redeem() -> None:
        sign_in.redeem_ticket(ticket=ticket, cookie=cookie)
        before = request.cookies.get(SESSION_COOKIE)
        if before:  # whoever was signed in on this browser is so no longer
            sign_in.end_session(cookie=before)

    failed = await _attempt(redeem)
    if failed is not None:
        return failed
    response = Response(status_code=204, headers={"Cache-Control": "no-store"})
    _set(response, request, SESSION_COOKIE, cookie, SESSION_SECONDS)
    _set(response, request, DEVICE_COOKIE, device, DEVICE_SECONDS)
    return response


async def _end_session(request: Request) -> Response:
    """End the session of this browser's cookie, wherever copies of it are, and drop the cookie."""
    if not is_our_page(request):
        return refusal(403, texts.FOREIGN_ORIGIN)
    cookie = request.cookies.get(SESSION_COOKIE)
    if cookie:
        failed = await _attempt(lambda: sign_in.end_session(cookie=cookie))
        if failed is not None:
            return failed
    response = Response(status_code=204, headers={"Cache-Control": "no-store"})
    response.delete_cookie(SESSION_COOKIE, httponly=True, samesite="strict", secure=is_encrypted(request))
    return response


async def _attempt(act: Callable[[], object]) -> Response | None:
    try:
        await to_thread.run_sync(act)
    except DomainError as error:
        return refusal(401, error_texts.about(error.code, None))
    except DatabaseUnavailable:
        return refusal(503, error_texts.UNAVAILABLE)
    return None


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
        name, value, max_age=seconds, httponly=True, samesite="strict", secure=is_encrypted(request)
    )
