"""Asks an ASGI app as a browser would, without a server."""

from __future__ import annotations

import asyncio
from typing import Any

import httpx


class Browser:
    """Keeps cookies between requests; ``address`` is what the request came from and where it arrived."""

    def __init__(self, app: Any, *, url: str = "http://127.0.0.1:8501", address: str = "127.0.0.1") -> None:
        self._app = app
        self._url = url
        self._address = address
        self.cookies = httpx.Cookies()

    def request(self, method: str, path: str, **named: Any) -> httpx.Response:
        answer = asyncio.run(self._ask(method, path, **named))
        self.cookies.update(answer.cookies)
        return answer

    def get(self, path: str, **named: Any) -> httpx.Response:
        return self.request("GET", path, **named)

    def head(self, path: str, **named: Any) -> httpx.Response:
        return self.request("HEAD", path, **named)

    def post(self, path: str, **named: Any) -> httpx.Response:
        return self.request("POST", path, **named)

    async def _ask(self, method: str, path: str, **named: Any) -> httpx.Response:
        transport = httpx.ASGITransport(app=self._app, client=(self._address, 50_000))
        async with httpx.AsyncClient(
            transport=transport, base_url=self._url, cookies=self.cookies, headers={"accept-encoding": ""}
        ) as client:
            return await client.request(method, path, **named)
