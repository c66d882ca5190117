"""What is answered to nobody, and what only to this computer."""

from __future__ import annotations

import re
from collections.abc import Callable
from ipaddress import IPv6Address, ip_address
from typing import Final

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from components.texts import shell as texts

_HOST: Final = re.compile(r"(?:\[(?P<address>[0-9a-f:.]+)\]|(?P<name>[^:/\[\]]+))(?::[0-9]*)?")
_CLOSED = ("/_stcore/metrics", "/_stcore/agent")


class ClosedDoors:
    """ASGI middleware: Streamlit's figures about the server, and its door for programs, are closed."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"].startswith(_CLOSED):
            await PlainTextResponse("Not Found", status_code=404)(scope, receive, send)
        else:
            await self._app(scope, receive, send)


class ExampleStaysHere:
    """ASGI middleware: while the city is the example, only loopback is answered, on either end.

    Its passwords are printed for everybody.
    """

    def __init__(self, app: ASGIApp, is_example: Callable[[], bool]) -> None:
        self._app = app
        self._is_example = is_example

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan" or _is_near(scope):
            await self._app(scope, receive, send)
        elif not self._is_example():
            await self._app(scope, self._while_not_example(receive), send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008, "reason": ""})
        else:
            await PlainTextResponse(texts.EXAMPLE_STAYS_HERE, status_code=403)(scope, receive, send)

    def _while_not_example(self, receive: Receive) -> Receive:
        """Until the database is open nobody knows which city it is; who came before is looked at again."""

        async def received() -> Message:
            message = await receive()
            if message["type"] == "websocket.receive" and self._is_example():
                return {"type": "websocket.disconnect", "code": 1008}
            return message

        return received


def _is_near(scope: Scope) -> bool:
    """``server`` is the address this connection came in on, ``client`` where it came from.

    The name that was asked for counts too: behind a proxy on this computer, or when a foreign page's name
    is led to 127.0.0.1, everybody comes from here.
    """
    ends = [end[0] for end in (scope.get("server"), scope.get("client")) if end is not None]
    asked = Headers(raw=scope.get("headers", [])).get("host")
    return all(map(_is_loopback, ends)) and (asked is None or _is_loopback_name(asked))


def _is_loopback_name(host: str) -> bool:
    found = _HOST.fullmatch(host.lower())
    if found is None:
        return False
    name = found["name"] or found["address"]
    return name == "localhost" or name.endswith(".localhost") or _is_loopback(name)


def _is_loopback(host: str) -> bool:
    if host.startswith("/") or not host:  # a socket file, and whoever speaks through it
        return True
    try:
        address = ip_address(host.partition("%")[0])
    except ValueError:
        return False
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return (mapped or address).is_loopback
