"""A wrong or half-given setting is one sentence that names it, and nothing has been created."""

from __future__ import annotations

import json
import os
import socket
from pathlib import Path
from types import SimpleNamespace

import jwt
import pytest

from db import config
from db.config import ConfigurationError, check_home, check_port, load_settings
from tests.database.postgrest import signing_key

KEY = signing_key()
WHOLE = {
    "SUPABASE_URL": "https://contoh.supabase.co",
    "SUPABASE_PUBLISHABLE_KEY": "sb_publishable_contoh",
    "SUPABASE_SIGNING_KEY": json.dumps(KEY),
}


@pytest.fixture
def no_secrets(tmp_path: Path) -> Path:
    return tmp_path / "secrets.toml"


# ── where the settings come from ────────────────────────────────────────────────────────────────────────────


def test_without_any_setting_it_is_the_embedded_database_beside_the_project(no_secrets: Path) -> None:
    settings = load_settings({}, no_secrets)

    assert (settings.home, settings.port, settings.supabase) == (config.PROJECT / "data", 8501, None)


def test_folder_and_port_are_honoured(no_secrets: Path) -> None:
    settings = load_settings({"REMBUK_HOME": "/srv/rembuk", "PORT": "9000"}, no_secrets)

    assert (settings.home, settings.port) == (Path("/srv/rembuk"), 9000)


def test_an_empty_setting_counts_as_not_given(no_secrets: Path) -> None:
    settings = load_settings({"REMBUK_HOME": "", "PORT": " ", "SUPABASE_URL": ""}, no_secrets)

    assert (settings.port, settings.supabase) == (8501, None)


def test_three_settings_together_are_supabase(no_secrets: Path) -> None:
    found = load_settings(WHOLE, no_secrets).supabase

    assert found is not None
    assert found.rest_url == "https://contoh.supabase.co/rest/v1"
    assert found.signing_key == KEY


def test_the_environment_comes_before_the_secrets_file(no_secrets: Path) -> None:
    lines = [f"{name} = '{value}'" for name, value in WHOLE.items()]
    no_secrets.write_text("\n".join(lines))

    found = load_settings({"SUPABASE_URL": "https://lain.supabase.co"}, no_secrets).supabase

    assert found is not None
    assert (found.url, found.publishable_key) == ("https://lain.supabase.co", "sb_publishable_contoh")


def test_a_lone_postgrest_has_another_path(no_secrets: Path) -> None:
    local = {**WHOLE, "SUPABASE_URL": "http://127.0.0.1:3000/", "SUPABASE_REST_PATH": "/"}

    found = load_settings(local, no_secrets).supabase

    assert found is not None
    assert found.rest_url == "http://127.0.0.1:3000"


def test_keys_are_not_shown_when_settings_are_printed(no_secrets: Path) -> None:
    shown = repr(load_settings(WHOLE, no_secrets))

    assert KEY["d"] not in shown
    assert "sb_publishable_contoh" not in shown


# ── what is refused ─────────────────────────────────────────────────────────────────────────────────────────

OTHER_CURVE = {**KEY, "crv": "P-384"}
PUBLIC_ONLY = {name: part for name, part in KEY.items() if name != "d"}
SERVICE_ROLE = jwt.encode({"role": "service_role"}, "x" * 32, "HS256")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "delapan"),
        ("PORT", "0"),
        ("PORT", "65536"),
        ("PORT", "-1"),
        ("PORT", "8501.0"),
        ("PORT", "९"),
        ("SUPABASE_URL", "contoh.supabase.co"),
        ("SUPABASE_URL", "ftp://contoh.supabase.co"),
        ("SUPABASE_URL", "https://"),
        ("SUPABASE_URL", "https://[rusak"),
        ("SUPABASE_URL", "https://contoh.supabase.co:pintu"),
        ("SUPABASE_URL", "https://contoh.supabase.co/rest/v1"),
        ("SUPABASE_URL", "https://nama:sandi@contoh.supabase.co"),
        ("SUPABASE_URL", "http://contoh.supabase.co"),  # a token in clear text across the net
        ("SUPABASE_REST_PATH", "rest/v1"),
        ("SUPABASE_PUBLISHABLE_KEY", "dua kata"),
        ("SUPABASE_PUBLISHABLE_KEY", "sb_secret_contoh"),
        ("SUPABASE_PUBLISHABLE_KEY", SERVICE_ROLE),
        ("SUPABASE_SIGNING_KEY", "{"),
        ("SUPABASE_SIGNING_KEY", "[]"),
        ("SUPABASE_SIGNING_KEY", '"teks"'),
        ("SUPABASE_SIGNING_KEY", json.dumps(PUBLIC_ONLY)),
        ("SUPABASE_SIGNING_KEY", json.dumps(OTHER_CURVE)),
        ("SUPABASE_SIGNING_KEY", json.dumps({**KEY, "kid": None})),
        ("SUPABASE_SIGNING_KEY", json.dumps({**KEY, "x": "AAAA"})),
    ],
)
def test_a_malformed_setting_is_named_in_one_sentence(no_secrets: Path, name: str, value: str) -> None:
    with pytest.raises(ConfigurationError) as refusal:
        load_settings({**WHOLE, name: value}, no_secrets)

    assert name in str(refusal.value)
    assert "\n" not in str(refusal.value)
    assert KEY["d"] not in str(refusal.value)


@pytest.mark.parametrize("missing", WHOLE)
def test_a_half_given_supabase_names_what_is_missing(no_secrets: Path, missing: str) -> None:
    with pytest.raises(ConfigurationError, match=f"{missing} belum diisi"):
        load_settings({name: value for name, value in WHOLE.items() if name != missing}, no_secrets)


@pytest.mark.parametrize("content", ["SUPABASE_URL = ", "SUPABASE_URL = 7", b"\xff\xfe"])
def test_a_broken_secrets_file_is_named(no_secrets: Path, content: str | bytes) -> None:
    no_secrets.write_bytes(content.encode() if isinstance(content, str) else content)

    with pytest.raises(ConfigurationError, match=r"secrets\.toml|SUPABASE_URL"):
        load_settings({}, no_secrets)


# ── the data folder ─────────────────────────────────────────────────────────────────────────────────────────


def test_a_folder_that_is_not_there_yet_is_fine_and_stays_so(tmp_path: Path) -> None:
    check_home(tmp_path / "a" / "b")

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("below", ["", "data"])
def test_a_file_in_place_of_the_folder_is_refused(tmp_path: Path, below: str) -> None:
    (tmp_path / "berkas").write_text("")

    with pytest.raises(ConfigurationError, match=r"REMBUK_HOME.*berkas"):
        check_home(tmp_path / "berkas" / below)


def test_a_folder_without_permission_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)  # root may do everything, so ask as if we were not

    with pytest.raises(ConfigurationError, match="REMBUK_HOME"):
        check_home(tmp_path)


def test_a_folder_of_the_kernel_is_no_full_disk() -> None:
    with pytest.raises(ConfigurationError, match="tidak dapat ditulisi"):
        check_home(Path("/proc/rembuk"))


def test_the_database_of_another_user_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "pg").mkdir()
    monkeypatch.setattr(os, "geteuid", lambda: tmp_path.stat().st_uid + 1)

    with pytest.raises(ConfigurationError, match="pengguna lain"):
        check_home(tmp_path)


def test_a_full_disk_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = SimpleNamespace(total=10**12, free=100_000_000)
    monkeypatch.setattr("shutil.disk_usage", lambda _: usage)

    with pytest.raises(ConfigurationError, match="100 MB"):
        check_home(tmp_path)


def test_the_folder_of_this_version_and_of_an_older_one_is_fine(tmp_path: Path) -> None:
    for version in (config.newest_migration(), "20200101000000"):
        (tmp_path / config.MARKER).write_text(version + "\n")
        check_home(tmp_path)
        assert (tmp_path / config.MARKER).read_text() == version + "\n"


def test_the_folder_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    (tmp_path / config.MARKER).write_text("20990101000000\n")

    with pytest.raises(ConfigurationError, match="lebih baru"):
        check_home(tmp_path)


@pytest.mark.parametrize("content", ["", "rusak", "\0"])
def test_a_broken_mark_of_the_version_is_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / config.MARKER).write_text(content)

    with pytest.raises(ConfigurationError, match="rusak"):
        check_home(tmp_path)


# ── the port ────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_port_in_use_is_refused_by_number() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        with pytest.raises(ConfigurationError, match=f"Port {port}"):
            check_port("127.0.0.1", port)
    check_port("127.0.0.1", port)
