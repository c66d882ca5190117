"""``GET /healthz``: for whoever waits for the app, watches it, or puts a proxy in front of it."""

from __future__ import annotations

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

_FRESH = {"Cache-Control": "no-store"}
_COME_BACK = {**_FRESH, "Retry-After": "2"}


def route(watched: Callable[[], str], version: str) -> Route:
    """200 once people can sign in, 503 before and while the database is away; never cached."""

    async def healthz(_: Request) -> Response:
        state = watched()
        return JSONResponse(
            {"state": state, "version": version},
            status_code=200 if state == "ready" else 503,
            headers=_FRESH if state == "ready" else _COME_BACK,
        )

    return Route("/healthz", healthz)
