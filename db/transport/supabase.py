"""Over Supabase's Data API: the same functions, called with a short-lived token made for one caller."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Mapping
from typing import Any, Final

import httpx
import jwt
from postgrest import SyncPostgrestClient
from postgrest.exceptions import APIError

from db.config import SupabaseSettings
from db.errors import DatabaseUnavailable
from db.identity import Caller
from db.transport.refusals import require_sendable, translated

TOKEN_SECONDS: Final = 300
_RENEW_SECONDS: Final = 60
_KEPT_TOKENS: Final = 2_000
_TOKEN_REFUSED: Final = ("PGRST301", "PGRST303")
Who = tuple[tuple[str, str], ...]


class Mint:
    """Makes ES256 tokens and keeps each until it is nearly used up; the least used are forgotten first."""

    def __init__(self, signing_key: dict[str, str]) -> None:
        self._key = jwt.PyJWK(dict(signing_key), algorithm="ES256").key
        self._headers = {"kid": signing_key["kid"]}
        self._kept: OrderedDict[Who, tuple[str, float]] = OrderedDict()
        self._lock = threading.Lock()

    def token(self, claims: Mapping[str, str], *, fresh: bool = False) -> str:
        """A token for these claims that holds for a minute at least. ``fresh``: never one that was kept."""
        who = _who(claims)
        with self._lock:
            token, until = self._kept.get(who, ("", 0.0))
            if fresh or until - time.time() < _RENEW_SECONDS:
                token = self.sign(claims)
                self._put(who, token)
            self._kept.move_to_end(who)
            return token

    def keep(self, claims: Mapping[str, str], token: str) -> None:
        """Use this token for these claims until it is nearly used up."""
        with self._lock:
            self._put(_who(claims), token)

    @property
    def kept(self) -> int:
        return len(self._kept)

    def sign(self, claims: Mapping[str, str], *, seconds: int = TOKEN_SECONDS) -> str:
        """A new token that ends in ``seconds``; the past is possible, for checks."""
        now = int(time.time())
        whole = {
            **claims,
            "iat": min(now, now + seconds),
            "exp": now + seconds,
            "aud": "authenticated",
            "iss": "rembuk",
        }
        return jwt.encode(whole, self._key, "ES256", headers=self._headers)

    def _put(self, who: Who, token: str) -> None:
        self._kept[who] = (token, time.time() + TOKEN_SECONDS)
        if len(self._kept) > _KEPT_TOKENS:
            self._kept.popitem(last=False)


def _who(claims: Mapping[str, str]) -> Who:
    return tuple(sorted(claims.items()))


def http_client() -> httpx.Client:
    """HTTP/1.1: the synchronous HTTP/2 client breaks under threads. More patient than the database (8 s)."""
    limits = httpx.Limits(max_connections=40, max_keepalive_connections=20, keepalive_expiry=30)
    return httpx.Client(
        timeout=httpx.Timeout(12, connect=3, pool=10),
        transport=httpx.HTTPTransport(http2=False, retries=1, limits=limits),
    )


class SupabaseTransport:
    """Calls the functions of ``api`` over PostgREST; nothing of a caller outlives the call but her token."""

    def __init__(self, settings: SupabaseSettings) -> None:
        self._settings = settings
        self.mint = Mint(settings.signing_key)
        self.http = http_client()

    def call(self, function: str, arguments: Mapping[str, object], *, as_: Caller, read_only: bool) -> Any:
        require_sendable(arguments)
        sent = {name: _value(value) for name, value in arguments.items()}
        try:
            return self._answer(function, sent, as_, fresh=False)
        except APIError as error:
            if error.code not in _TOKEN_REFUSED:
                raise
            return self._answer(function, sent, as_, fresh=True)
        except DatabaseUnavailable as error:
            if not (read_only and isinstance(error.__cause__, httpx.TransportError)):
                raise
            return self._answer(function, sent, as_, fresh=False)

    def close(self) -> None:
        self.http.close()

    def _answer(self, function: str, arguments: dict[str, Any], as_: Caller, *, fresh: bool) -> Any:
        token = self.mint.token(as_.claims, fresh=fresh)
        headers = {"apikey": self._settings.publishable_key, "Authorization": f"Bearer {token}"}
        client = SyncPostgrestClient(
            self._settings.rest_url,
            schema="api",
            headers=headers,
            http_client=self.http,
            retry_enabled=False,
        )
        try:
            return client.rpc(function, arguments).execute().data
        except httpx.TransportError as error:
            raise DatabaseUnavailable("the Data API did not answer") from error
        except APIError as error:
            refusal = translated(error.code, error.message, error.details)
            if refusal is None:
                raise
            raise refusal from error


def _value(value: object) -> object:
    if isinstance(value, tuple):
        return list(value)
    return value
