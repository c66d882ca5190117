"""One browser tab as the server sees it: Streamlit's protocol over a WebSocket, on loopback only."""

from __future__ import annotations

import ipaddress
import socket
import time
import urllib.request
from dataclasses import dataclass
from typing import Any, Final, Self
from urllib.parse import urlsplit

import streamlit  # noqa: F401  (its protobuf modules need the package imported first)
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect

CLICK: Final = object()  # the value of a button

_KINDS: Final = {  # field of WidgetState -> element types that use it (Streamlit 1.67)
    "string_value": "text_input text_area selectbox radio feedback time_input color_picker "
    "tab_container dataframe vega_lite_chart",
    "string_array_value": "button_group multiselect date_input date_time_input",
    "double_array_value": "slider",
    "double_value": "number_input",
    "bool_value": "checkbox",
    "int_value": "pagination",
    "trigger_value": "button",
}
_FIELD: Final = {kind: field for field, kinds in _KINDS.items() for kind in kinds.split()}


class ScriptError(RuntimeError):
    """The app showed an exception or did not compile."""


@dataclass(frozen=True, slots=True)
class Timing:
    """One run: seconds from the request to its last message, and what came over the wire."""

    seconds: float
    messages: int
    bytes: int


def require_loopback(url: str) -> None:
    host = urlsplit(url).hostname or ""
    for *_, address in socket.getaddrinfo(host, None):
        if not ipaddress.ip_address(address[0]).is_loopback:
            raise SystemExit(f"refused: {host} is not a loopback address")


def xsrf_token(url: str) -> str:
    """The token that the server hands a browser with its health check ('' if the protection is off)."""
    with urllib.request.urlopen(f"{url}/_stcore/health", timeout=30) as reply:  # noqa: S310  (loopback)
        for cookie in reply.headers.get_all("Set-Cookie") or []:
            if cookie.startswith("_streamlit_xsrf="):
                return str(cookie.split(";")[0].split("=", 1)[1])
    return ""


class Session:
    """A tab: remembers its widgets, its pages and the messages the server may refer to again."""

    def __init__(self, url: str, *, cookie: str = "", xsrf: str = "") -> None:
        require_loopback(url)
        parts = urlsplit(url)
        self._origin = f"{parts.scheme}://{parts.netloc}"
        self._stream = f"ws://{parts.netloc}/_stcore/stream"
        self._cookie = "; ".join(one for one in (cookie, xsrf and f"_streamlit_xsrf={xsrf}") if one)
        self._protocols: list[Any] = ["streamlit", xsrf or "PLACEHOLDER_AUTH_TOKEN"]
        self._socket: ClientConnection
        self._states: dict[str, WidgetState] = {}
        self._cached: dict[str, ForwardMsg] = {}
        self._page_hash = ""
        self.widgets: dict[str, tuple[str, str, str]] = {}  # key or label -> id, type, fragment
        self.pages: dict[str, str] = {}  # address -> page hash
        self.texts: list[str] = []  # what the last run wrote, for a look at what was measured

    async def __aenter__(self) -> Self:
        self._socket = await connect(
            self._stream, origin=self._origin, subprotocols=self._protocols,  # type: ignore[arg-type]
            additional_headers={"Cookie": self._cookie} if self._cookie else {},
            compression=None, max_size=None, open_timeout=120, ping_interval=None, proxy=None,
        )  # fmt: skip
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._socket.close()

    async def run(
        self, changes: dict[str, object] | None = None, *, page: str | None = None, query: str = ""
    ) -> Timing:
        """Change the widgets named in ``changes`` (or open ``page``) and wait for the end of the run.

        Raises ScriptError when the app shows an exception.
        """
        message = BackMsg()
        state = message.rerun_script
        clicks = [item for item in (self._change(state, *one) for one in (changes or {}).items()) if item]
        if page is not None and page not in self.pages:
            state.page_name = page
        else:
            self._page_hash = self._page_hash if page is None else self.pages[page]
            state.page_script_hash = self._page_hash
        state.query_string = query
        state.widget_states.widgets.extend([*self._states.values(), *clicks])
        state.cached_message_hashes.extend(self._cached)
        return await self._send(message.SerializeToString())

    def _change(self, state: Any, key: str, value: object) -> WidgetState | None:
        """Keep the new value; a click is returned instead, since it is sent only once."""
        widget_id, kind, state.fragment_id = self.widgets[key]
        item = _widget_state(widget_id, kind, value)
        if value is CLICK:
            return item
        self._states[widget_id] = item
        return None

    async def _send(self, message: bytes) -> Timing:
        self.texts = []
        count, size, errors, started = 0, 0, [], time.perf_counter()
        await self._socket.send(message)
        while True:
            raw = await self._socket.recv(decode=False)
            count, size = count + 1, size + len(raw)
            got = self._recall(ForwardMsg.FromString(raw))
            errors += self._take(got)
            if got.WhichOneof("type") != "script_finished":
                continue
            if got.script_finished == ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                continue
            if errors or got.script_finished == ForwardMsg.FINISHED_WITH_COMPILE_ERROR:
                raise ScriptError("; ".join(errors) or "compile error")
            return Timing(time.perf_counter() - started, count, size)

    def _recall(self, got: ForwardMsg) -> ForwardMsg:
        if got.WhichOneof("type") == "ref_hash":
            return self._cached[got.ref_hash]
        if got.metadata.cacheable:
            self._cached[got.hash] = got
        return got

    def _take(self, got: ForwardMsg) -> list[str]:
        kind = got.WhichOneof("type")
        if kind == "delta":
            return self._take_delta(got.delta)
        if kind == "new_session":
            self._page_hash = got.new_session.page_script_hash
        elif kind == "navigation":
            self.pages = {page.url_pathname: page.page_script_hash for page in got.navigation.app_pages}
            self._page_hash = got.navigation.page_script_hash  # the page shown: the next run is of this one
        return []

    def _take_delta(self, delta: Any) -> list[str]:
        if delta.WhichOneof("type") != "new_element":
            return []
        kind = delta.new_element.WhichOneof("type")
        element = getattr(delta.new_element, kind)
        if kind == "exception":
            return [f"{element.type}: {element.message}"]
        self.texts.append(str(getattr(element, "body", "") or getattr(element, "label", "")))
        widget_id = getattr(element, "id", "")
        if widget_id.startswith("$$ID-"):
            key = widget_id.split("-", 2)[2]
            name = getattr(element, "label", widget_id) if key == "None" else key
            self.widgets[name] = widget_id, kind, delta.fragment_id
        return []


def _widget_state(widget_id: str, kind: str, value: object) -> WidgetState:
    item = WidgetState(id=widget_id)
    if value is CLICK:
        item.trigger_value = True
        return item
    field = _FIELD[kind]
    if field.endswith("array_value"):
        values = value if isinstance(value, list) else [value]
        field = "string_array_value" if isinstance(values[0], str) else field
        getattr(item, field).data.extend(values)
    else:
        setattr(item, field, value)
    return item
