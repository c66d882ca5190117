"""The settings, read once and checked before anything is created."""

from __future__ import annotations

import errno
import json
import os
import shutil
import socket
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import jwt

from db import texts

PROJECT: Final = Path(__file__).resolve().parent.parent
MIGRATIONS: Final = PROJECT / "db" / "supabase" / "migrations"
SECRETS: Final = PROJECT / ".streamlit" / "secrets.toml"
DEFAULT_PORT: Final = 8501
NEEDED_MEGABYTES: Final = 200
MARKER: Final = "version"
_NEEDED_TOGETHER: Final = ("SUPABASE_URL", "SUPABASE_PUBLISHABLE_KEY", "SUPABASE_SIGNING_KEY")


class ConfigurationError(Exception):
    """A setting is wrong or missing. The text is one sentence for the person who starts the program."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SupabaseSettings:
    """``rest_url`` has no slash at its end; ``signing_key`` is a private ES256 JWK with ``kid``."""

    url: str
    rest_url: str
    publishable_key: str = field(repr=False)
    signing_key: dict[str, str] = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """``home`` is absolute and need not exist. ``supabase`` is None for the embedded database."""

    home: Path
    port: int
    supabase: SupabaseSettings | None


def load_settings(environ: Mapping[str, str] = os.environ, secrets_path: Path = SECRETS) -> Settings:
    """Read the environment, then the secrets file for what the environment leaves open. Creates nothing.

    Raises ConfigurationError.
    """
    given = {**_secrets(secrets_path), **{name: value for name, value in environ.items() if value.strip()}}
    return Settings(
        home=Path(given.get("REMBUK_HOME") or PROJECT / "data").expanduser().absolute(),
        port=_port(given.get("PORT", str(DEFAULT_PORT))),
        supabase=_supabase(given),
    )


def check_home(home: Path) -> None:
    """Can the embedded database live here? Creates nothing. Raises ConfigurationError."""
    existing = next(folder for folder in (home, *home.parents) if folder.exists())
    if not existing.is_dir():
        raise ConfigurationError(texts.home_is_a_file(existing))
    if not os.access(existing, os.R_OK | os.W_OK | os.X_OK):
        raise ConfigurationError(texts.home_not_writable(existing))
    if not shutil.disk_usage(existing).total:  # /proc and its like: nothing can be kept there
        raise ConfigurationError(texts.home_not_writable(existing))
    free = shutil.disk_usage(existing).free // 1_000_000
    if free < NEEDED_MEGABYTES:
        raise ConfigurationError(texts.disk_full(home, free, NEEDED_MEGABYTES))
    _check_owner(home)
    _check_marker(home)


def check_port(host: str, port: int) -> None:
    """Could a server listen there now? Raises ConfigurationError."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, port))
        except OSError as error:
            sentence = texts.port_not_permitted if error.errno == errno.EACCES else texts.port_in_use
            raise ConfigurationError(sentence(port)) from error


def newest_migration() -> str:
    """The version (14 digits) of the newest migration file."""
    return max(path.name.partition("_")[0] for path in MIGRATIONS.glob("*.sql"))


def _secrets(path: Path) -> dict[str, str]:
    if not path.is_file():
        return {}
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise ConfigurationError(texts.secrets_unreadable(path)) from error
    found = {name: content[name] for name in (*_NEEDED_TOGETHER, "SUPABASE_REST_PATH") if name in content}
    for name, value in found.items():
        if not isinstance(value, str):
            raise ConfigurationError(texts.secret_is_no_text(name))
    return {name: value for name, value in found.items() if value.strip()}


def _port(value: str) -> int:
    if not (value.isascii() and value.isdigit() and 1 <= int(value[:6]) <= 65535):
        raise ConfigurationError(texts.port_is_no_number(value))
    return int(value)


def _supabase(given: Mapping[str, str]) -> SupabaseSettings | None:
    missing = [name for name in _NEEDED_TOGETHER if name not in given]
    if len(missing) == len(_NEEDED_TOGETHER):
        return None
    if missing:
        raise ConfigurationError(texts.supabase_half_given(missing))
    url = _url(given["SUPABASE_URL"].strip())
    return SupabaseSettings(
        url=url,
        rest_url=(url + _rest_path(given.get("SUPABASE_REST_PATH", "/rest/v1").strip())).rstrip("/"),
        publishable_key=_publishable_key(given["SUPABASE_PUBLISHABLE_KEY"].strip()),
        signing_key=_signing_key(given["SUPABASE_SIGNING_KEY"]),
    )


def _url(value: str) -> str:
    try:
        parts = urlsplit(value)
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        raise ConfigurationError(texts.SUPABASE_URL_MALFORMED) from error
    if (
        parts.scheme not in ("http", "https")
        or not host
        or parts.path.strip("/")
        or parts.query
        or parts.username
    ):
        raise ConfigurationError(texts.SUPABASE_URL_MALFORMED)
    if parts.scheme == "http" and not _is_near(host):
        raise ConfigurationError(texts.SUPABASE_URL_NOT_ENCRYPTED)
    return f"{parts.scheme}://{parts.netloc}"


def _is_near(host: str) -> bool:
    try:
        return ip_address(host).is_private
    except ValueError:
        return "." not in host


def _rest_path(value: str) -> str:
    if not value.startswith("/") or any(sign in value for sign in "?# "):
        raise ConfigurationError(texts.SUPABASE_REST_PATH_MALFORMED)
    return value


def _publishable_key(value: str) -> str:
    if not value.isascii() or any(sign.isspace() for sign in value):
        raise ConfigurationError(texts.PUBLISHABLE_KEY_MALFORMED)
    if value.startswith("sb_secret_") or _role_inside(value) == "service_role":
        raise ConfigurationError(texts.KEY_BYPASSES_RULES)
    return value


def _role_inside(value: str) -> object:
    try:
        return jwt.decode(value, options={"verify_signature": False}).get("role")
    except jwt.InvalidTokenError:
        return None


def _signing_key(value: str) -> dict[str, str]:
    try:
        found: Any = json.loads(value)
        jwk = found[0] if isinstance(found, list) and len(found) == 1 else found
        if not (isinstance(jwk, dict) and all(isinstance(jwk.get(name), str) for name in ("kid", "d"))):
            raise ValueError("not a private JWK with a key id")
        if jwk.get("crv") != "P-256":
            raise ValueError("not an ES256 key")
        jwt.PyJWK(jwk, algorithm="ES256")
    except (ValueError, jwt.PyJWTError) as error:
        raise ConfigurationError(texts.SIGNING_KEY_MALFORMED) from error
    return jwk


def _check_owner(home: Path) -> None:
    cluster = home / "pg"
    if cluster.exists() and os.geteuid() not in (0, cluster.stat().st_uid):
        raise ConfigurationError(texts.home_of_somebody_else(home))


def _check_marker(home: Path) -> None:
    marker = home / MARKER
    if not marker.exists():
        return
    version = marker.read_text(encoding="utf-8", errors="replace").strip()
    if not (version.isascii() and version.isdigit()):
        raise ConfigurationError(texts.home_marker_unreadable(marker))
    if int(version) > int(newest_migration()):
        raise ConfigurationError(texts.home_is_newer(home))
