"""The doctor finds a sound project sound, and names what is wrong with each that is not."""

from __future__ import annotations

import dataclasses
import json
import threading
import time
from collections.abc import Callable, Iterator
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import psycopg
import pytest

from db import doctor, migrate, texts_doctor
from db.__main__ import main
from db.config import PROJECT, Settings, SupabaseSettings
from db.doctor import Finding
from db.embedded import Server
from tests.database import postgrest as data_api
from tests.database.city import TestCity


def examine(settings: SupabaseSettings) -> list[Finding]:
    return list(doctor.examine(Settings(home=PROJECT / "data", port=8501, supabase=settings)))


def failed(findings: list[Finding]) -> list[str]:
    return [finding.sentence for finding in findings if finding.outcome == "failed"]


# ── against the real PostgREST ──────────────────────────────────────────────────────────────────────────────


def test_a_sound_project_passes_every_step(postgrest: SupabaseSettings, city: TestCity) -> None:
    findings = examine(postgrest)

    assert failed(findings) == []
    assert [finding.sentence for finding in findings] == [
        texts_doctor.SETTINGS,
        texts_doctor.answers(postgrest.rest_url),
        texts_doctor.CLOCK,
        texts_doctor.SCHEMAS,
        texts_doctor.ANONYMOUS_REFUSED,
        texts_doctor.TOKEN,
        texts_doctor.REFUSED["expired"],
        texts_doctor.REFUSED["foreign"],
        texts_doctor.migrations(len(migrate.migrations())),
        texts_doctor.PERSON,
        texts_doctor.DOORKEEPER,
        texts_doctor.own_host("127.0.0.1"),
    ]


def test_a_key_that_was_not_imported_is_named(postgrest: SupabaseSettings, city: TestCity) -> None:
    other = dataclasses.replace(postgrest, signing_key=data_api.signing_key("belum-diimpor"))

    assert failed(examine(other)) == [texts_doctor.TOKEN_UNKNOWN_KEY]


def test_an_address_where_nobody_answers_is_named() -> None:
    nowhere = data_api.settings_for(data_api.free_port(), data_api.signing_key())

    assert failed(examine(nowhere)) == [texts_doctor.no_answer(nowhere.rest_url, "ConnectError")]


def test_a_schema_too_many_is_named(server: Server, city: TestCity) -> None:
    with data_api.running(
        server.conninfo("authenticator"), data_api.signing_key(), PGRST_DB_SCHEMAS="api, app"
    ) as settings:
        assert failed(examine(settings)) == [texts_doctor.schemas(["api", "app"])]


def test_a_project_without_migrations_is_named(server: Server) -> None:
    with psycopg.connect(server.owner_conninfo, autocommit=True) as owner:
        owner.execute("create database kosong template template0")
        with psycopg.connect(server.conninfo("postgres", "kosong"), autocommit=True) as empty:
            empty.execute("create schema api; grant usage on schema api to anon, app_auth")
        try:
            with data_api.running(
                server.conninfo("authenticator", "kosong"), data_api.signing_key()
            ) as settings:
                findings = failed(examine(settings))
        finally:
            owner.execute("drop database kosong with (force)")

    assert set(findings) == {texts_doctor.NO_FUNCTIONS}


def test_a_project_with_older_migrations_is_named(
    postgrest: SupabaseSettings, city: TestCity, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours = migrate.migrations()
    newer = dataclasses.replace(ours[-1], version="20990101000000")
    monkeypatch.setattr(migrate, "migrations", lambda: [*ours, newer])

    assert failed(examine(postgrest)) == [texts_doctor.migrations_missing(["20990101000000"])]


def test_a_role_that_is_not_granted_is_named(
    postgrest: SupabaseSettings, server: Server, city: TestCity
) -> None:
    with psycopg.connect(server.owner_conninfo, autocommit=True) as owner:
        owner.execute("revoke app_auth from authenticator")
        try:
            findings = failed(examine(postgrest))
        finally:
            owner.execute("grant app_auth to authenticator")

    assert findings == [texts_doctor.ROLE_MISSING]


def test_a_function_open_to_everybody_is_named(
    postgrest: SupabaseSettings, server: Server, city: TestCity
) -> None:
    opened = (
        "grant usage on schema api, private to anon;"
        " grant execute on function api.migrations(), private.migrations() to anon"
    )
    with psycopg.connect(server.owner_conninfo, autocommit=True) as owner:
        owner.execute(opened)
        try:
            findings = failed(examine(postgrest))
        finally:
            owner.execute(opened.replace("grant ", "revoke ").replace(" to ", " from "))

    assert findings == [texts_doctor.anonymous_answered(200)]


# ── against answers a real project would not give us on demand ──────────────────────────────────────────────

Reply = Callable[[str], tuple[int, dict[str, str], bytes]]


@pytest.fixture
def stub() -> Iterator[Callable[[Reply], str]]:
    """Starts a web server that gives these replies to a path; returns its address."""
    started: list[ThreadingHTTPServer] = []

    def start(reply: Reply) -> str:
        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                self.rfile.read(int(self.headers.get("content-length", 0)))
                status, headers, body = reply(self.path)
                self.send_response_only(status)
                for name, value in {"Date": formatdate(usegmt=True), **headers}.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            do_GET = do_POST

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        started.append(server)
        return f"http://127.0.0.1:{server.server_port}"

    yield start
    for server in started:
        server.shutdown()
        server.server_close()


def settings_at(url: str) -> SupabaseSettings:
    return SupabaseSettings(
        url=url, rest_url=url, publishable_key="sb_publishable_uji", signing_key=data_api.signing_key()
    )


def test_a_publishable_key_of_another_project_is_named(stub: Callable[[Reply], str]) -> None:
    url = stub(lambda _: (401, {}, b'{"message": "Invalid API key"}'))

    assert failed(examine(settings_at(url))) == [texts_doctor.API_KEY]


def test_an_address_that_is_no_data_api_is_named(stub: Callable[[Reply], str]) -> None:
    url = stub(lambda _: (200, {}, b"<html>Selamat datang</html>"))

    assert failed(examine(settings_at(url))) == [texts_doctor.not_the_data_api(url, 200)]


def test_a_gate_that_takes_any_token_is_named(stub: Callable[[Reply], str]) -> None:
    url = stub(lambda _: (200, {}, b"[]"))

    findings = failed(examine(settings_at(url)))

    assert texts_doctor.NOT_REFUSED["expired"] in findings
    assert texts_doctor.NOT_REFUSED["foreign"] in findings
    assert texts_doctor.anonymous_answered(200) in findings
    assert texts_doctor.person(200, "") in findings
    assert texts_doctor.DOORKEEPER_ENTERED in findings


@pytest.mark.parametrize("off_by_seconds", [-90, 90])
def test_a_clock_that_is_off_is_named(stub: Callable[[Reply], str], off_by_seconds: int) -> None:
    url = stub(
        lambda _: (401, {"Date": formatdate(time.time() + off_by_seconds, usegmt=True)}, b'{"code": "42501"}')
    )

    findings = failed(examine(settings_at(url)))

    assert any("Jam komputer ini" in sentence for sentence in findings)


@pytest.mark.parametrize(
    "said",
    [
        {"code": "PGRST106", "message": "The schema must be one of the following: api, public"},
        {
            "code": "PGRST106",
            "message": "Invalid schema: x",
            "hint": "Only the following schemas are exposed: api, public",
        },
    ],
    ids=["12", "14"],
)
def test_exposed_schemas_are_read_from_old_and_new_answers(
    stub: Callable[[Reply], str], said: dict[str, str]
) -> None:
    url = stub(lambda _: (406, {}, json.dumps(said).encode()))

    assert texts_doctor.schemas(["api", "public"]) in failed(examine(settings_at(url)))


# ── where the data lies ─────────────────────────────────────────────────────────────────────────────────────


def test_the_region_of_a_hosted_project_is_named_and_warned_about(stub: Callable[[Reply], str]) -> None:
    asked: list[str] = []

    def reply(path: str) -> tuple[int, dict[str, str], bytes]:
        asked.append(path)
        return 200, {}, b'{"region": "ap-southeast-1"}'

    finding = doctor.region("https://abcd.supabase.co", access_token="sbp_uji", management=stub(reply))

    assert asked == ["/v1/projects/abcd"]
    assert finding == Finding("noted", texts_doctor.region("ap-southeast-1"))
    assert "ap-southeast-1" in finding.sentence
    assert "Indonesia" in finding.sentence


@pytest.mark.parametrize("body", [b"{}", b"[]", b"rusak"])
def test_a_region_that_cannot_be_asked_is_warned_about_too(stub: Callable[[Reply], str], body: bytes) -> None:
    address = stub(lambda _: (401, {}, body))

    for token in (None, "sbp_uji"):
        finding = doctor.region("https://abcd.supabase.co", access_token=token, management=address)
        assert finding == Finding("noted", texts_doctor.region(None))


# ── the command ─────────────────────────────────────────────────────────────────────────────────────────────


def test_the_command_ends_with_a_status(
    postgrest: SupabaseSettings,
    city: TestCity,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("SUPABASE_URL", postgrest.url)
    monkeypatch.setenv("SUPABASE_REST_PATH", "/")
    monkeypatch.setenv("SUPABASE_PUBLISHABLE_KEY", postgrest.publishable_key)
    monkeypatch.setenv("SUPABASE_SIGNING_KEY", json.dumps(postgrest.signing_key))
    assert main(["doctor"]) == 0
    assert texts_doctor.TOKEN in capsys.readouterr().out

    monkeypatch.setenv("SUPABASE_SIGNING_KEY", json.dumps(data_api.signing_key("lain")))
    assert main(["doctor"]) == 1
    said = capsys.readouterr()
    assert texts_doctor.TOKEN_UNKNOWN_KEY in said.out
    assert said.err == texts_doctor.FOUND_FAULTS + "\n"


def test_without_supabase_there_is_nothing_to_examine(home: Path) -> None:
    findings = list(doctor.examine(Settings(home=home, port=8501, supabase=None)))

    assert findings == [Finding("noted", texts_doctor.EMBEDDED)]
    assert not home.exists()
