"""Both ways to the database answer, refuse and fail alike, and never mix people up."""

from __future__ import annotations

import dataclasses
import json
import os
import signal
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import jwt
import psycopg
import pytest
from hypothesis import given
from hypothesis import strategies as st
from postgrest.exceptions import APIError

from db import embedded
from db import transport as gate
from db.config import SupabaseSettings
from db.embedded import Server
from db.errors import DatabaseUnavailable, DomainError, ErrorCode
from db.identity import DOORKEEPER, Identity
from db.transport import Transport
from db.transport.postgres import PostgresTransport
from db.transport.refusals import require_sendable, translated
from db.transport.supabase import Mint, SupabaseTransport
from tests.database import city as small_city
from tests.database import postgrest as data_api
from tests.database.city import PASSWORD_HASH, Anonymous, TestCity
from tests.database.conftest import Everything

THREADS, CALLS, IDENTITIES = 40, 4_000, 50


def test_a_function_answers_with_decoded_json(transports: Transport, budi: Identity) -> None:
    answer = gate.read("own_password_hash", as_=budi)

    assert answer == PASSWORD_HASH


def test_a_refusal_carries_its_word_and_field(transports: Transport, budi: Identity) -> None:
    with pytest.raises(DomainError) as refusal:
        gate.write(
            "create_draft", as_=budi, request_id=uuid4(), cycle_id=None, sheet="puisi", pillar_code="AAA"
        )

    assert (refusal.value.code, refusal.value.field) == (ErrorCode.FIELD_INVALID, "sheet")


def test_a_token_that_fits_nobody_is_a_session_that_ended(transports: Transport, stranger: Identity) -> None:
    with pytest.raises(DomainError, match="session_ended"):
        gate.read("home_screen", as_=stranger, cycle_id=None)


def test_a_write_in_a_read_is_refused_by_the_database(transport: Transport, budi: Identity) -> None:
    with pytest.raises(psycopg.errors.ReadOnlySqlTransaction):
        gate.read("sign_out", as_=budi)


def test_the_doorkeeper_cannot_call_what_people_call(transports: Transport) -> None:
    with pytest.raises((psycopg.errors.InsufficientPrivilege, APIError), match="permission denied"):
        gate.read("home_screen", as_=DOORKEEPER, cycle_id=None)


@pytest.mark.parametrize("text", ["nol\0", "separuh \ud83d", "\udc00"], ids=["NUL", "high half", "low half"])
@pytest.mark.parametrize("wrap", [str, lambda text: [{"value": {text: 1}}]], ids=["argument", "inside json"])
def test_text_that_cannot_be_stored_is_refused_by_name(
    transports: Transport, budi: Identity, text: str, wrap: Any
) -> None:
    with pytest.raises(DomainError) as refusal:
        gate.write("save_fields", as_=budi, answer_id=uuid4(), client_id=uuid4(), fields=wrap(text))

    assert (refusal.value.code, refusal.value.field) == (ErrorCode.TEXT_INVALID, "fields")


@pytest.mark.parametrize("number", [float("nan"), float("inf")])
def test_a_number_that_is_none_is_refused_by_name(
    transports: Transport, budi: Identity, number: float
) -> None:
    with pytest.raises(DomainError) as refusal:
        gate.write("save_fields", as_=budi, answer_id=uuid4(), client_id=uuid4(), fields=[{"value": number}])

    assert (refusal.value.code, refusal.value.field) == (ErrorCode.FIELD_INVALID, "fields")


def nested(depth: int) -> object:
    value: object = "in the middle"
    for _ in range(depth):
        value = [value]
    return value


@pytest.mark.parametrize("value", [10**5000, -(10**5000), nested(100_000)], ids=["huge", "-huge", "deep"])
def test_what_json_readers_break_on_is_refused_by_name(
    transports: Transport, budi: Identity, value: object
) -> None:
    with pytest.raises(DomainError) as refusal:
        gate.write("save_fields", as_=budi, answer_id=uuid4(), client_id=uuid4(), fields=[{"value": value}])

    assert (refusal.value.code, refusal.value.field) == (ErrorCode.FIELD_INVALID, "fields")


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "**tebal** $x$ :smile:",
        "=cmd()",
        "👩‍👩‍👧 ﷽",
        "a" * 4_000,
        "'; drop table app.answer --",
    ],
)
def test_any_other_text_comes_back_as_it_was(
    transports: Transport, budi: Identity, city: TestCity, text: str, owner: Everything
) -> None:
    draft = gate.write(
        "create_draft",
        as_=budi,
        request_id=uuid4(),
        cycle_id=city.cycle_id,
        sheet="problem",
        pillar_code="AAA",
    )
    save = {"field": "condition", "value": text, "sequence": 1, "base_version": 0}

    gate.write("save_fields", as_=budi, answer_id=draft["answer_id"], client_id=uuid4(), fields=[save])

    assert owner("select answers ->> 'condition' from app.answer where id = %s", [draft["answer_id"]]) == [
        (text,)
    ]


def test_an_outage_is_said_to_be_one(home: Path) -> None:
    home.mkdir()
    away = PostgresTransport(
        f"host={home} user=authenticator dbname=postgres connect_timeout=1", patience_seconds=1
    )
    try:
        with pytest.raises(DatabaseUnavailable):
            away.call("resume", {"p_cookie": "x"}, as_=DOORKEEPER, read_only=True)
    finally:
        away.close()

    nobody = SupabaseTransport(data_api.settings_for(data_api.free_port(), data_api.signing_key()))
    try:
        with pytest.raises(DatabaseUnavailable):
            nobody.call("resume", {"p_cookie": "x"}, as_=DOORKEEPER, read_only=True)
    finally:
        nobody.close()


def test_a_broken_connection_does_not_break_the_next_call(
    transport: Transport, owner: Everything, budi: Identity
) -> None:
    gate.read("own_password_hash", as_=budi)
    killed = owner("select pg_terminate_backend(pid) from pg_stat_activity where usename = 'authenticator'")
    assert killed, "and there really was a connection to break"

    assert gate.read("own_password_hash", as_=budi) == PASSWORD_HASH


def test_many_broken_connections_make_nobody_wait(
    server: Server, city: TestCity, budi: Identity, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The pool's own check sleeps 1, 2, 4 … seconds after each that is broken: 13 seconds after a crash."""
    monkeypatch.setattr("psycopg_pool.pool.sleep", lambda _: pytest.fail("waited"))
    crowd = PostgresTransport(server.conninfo("authenticator"))
    try:
        with ThreadPoolExecutor(20) as threads:
            list(
                threads.map(
                    lambda _: crowd.call("own_password_hash", {}, as_=budi, read_only=True), range(200)
                )
            )
        assert crowd.pool.get_stats()["pool_size"] > 3, "a crowd that would wait 7 seconds"
        with psycopg.connect(server.owner_conninfo, autocommit=True) as owner:
            owner.execute(
                "select pg_terminate_backend(pid, 5000) from pg_stat_activity where usename = 'authenticator'"
            )

        assert crowd.call("own_password_hash", {}, as_=budi, read_only=False) == PASSWORD_HASH
    finally:
        crowd.close()


def test_nothing_of_a_caller_stays_on_the_connection(server: Server, city: TestCity, budi: Identity) -> None:
    alone = PostgresTransport(server.conninfo("authenticator"), max_connections=1)
    try:
        alone.call("own_password_hash", {}, as_=budi, read_only=True)
        with alone.pool.connection() as connection:
            row = connection.execute(
                "select current_user, current_setting('request.jwt.claims', true)"
            ).fetchone()
    finally:
        alone.close()

    assert row == ("authenticator", "")


def test_every_call_has_eight_seconds(transport: Transport, owner: Everything, budi: Identity) -> None:
    owner(
        "create or replace function api.patience() returns jsonb language sql stable set search_path = '' as"
        " $$ select to_jsonb(current_setting('statement_timeout')) $$"
    )
    owner("grant execute on function api.patience() to authenticated")
    try:
        assert gate.read("patience", as_=budi) == "8s"
    finally:
        owner("drop function api.patience()")


# ── tokens ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_token_is_kept_until_a_minute_before_its_end(
    monkeypatch: pytest.MonkeyPatch, budi: Identity
) -> None:
    mint = Mint(data_api.signing_key())
    first = mint.token(budi.claims)
    begun = jwt.decode(first, options={"verify_signature": False})["iat"]

    monkeypatch.setattr("time.time", lambda: begun + 239.0)
    kept = mint.token(budi.claims)
    monkeypatch.setattr("time.time", lambda: begun + 242.0)
    renewed = mint.token(budi.claims)

    assert kept == first
    assert renewed != first


def test_a_token_says_who_for_five_minutes_and_nothing_else(budi: Identity) -> None:
    claims = jwt.decode(Mint(data_api.signing_key()).token(budi.claims), options={"verify_signature": False})

    assert claims["exp"] - claims["iat"] == 300
    assert {name: claims[name] for name in ("role", "sub", "session_id", "aud", "iss")} == {
        "role": "authenticated",
        "sub": str(budi.participant_id),
        "session_id": str(budi.session_id),
        "aud": "authenticated",
        "iss": "rembuk",
    }
    assert len(claims) == 7


def test_tokens_of_many_people_do_not_pile_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("db.transport.supabase._KEPT_TOKENS", 3)
    mint = Mint(data_api.signing_key())

    for number in range(10):
        mint.token({"role": "authenticated", "sub": str(number)})

    assert mint.kept == 3


def test_a_token_that_is_refused_is_made_again_once(
    postgrest: SupabaseSettings, city: TestCity, budi: Identity
) -> None:
    strange = SupabaseTransport(dataclasses.replace(postgrest, signing_key=data_api.signing_key(kid="lain")))
    sent: list[httpx.Request] = []
    strange.http.event_hooks = {"request": [sent.append]}
    try:
        with pytest.raises(APIError, match="JW"):
            strange.call("own_password_hash", {}, as_=budi, read_only=True)
    finally:
        strange.close()

    assert len({request.headers["Authorization"] for request in sent}) == 2, "tried twice, with two tokens"


def test_a_stale_token_heals_by_itself(postgrest: SupabaseSettings, city: TestCity, budi: Identity) -> None:
    stale = SupabaseTransport(postgrest)
    stale.mint.keep(budi.claims, stale.mint.sign(budi.claims, seconds=-120))
    try:
        answer = stale.call("own_password_hash", {}, as_=budi, read_only=True)
    finally:
        stale.close()

    assert answer == PASSWORD_HASH


def test_a_call_without_a_token_may_do_nothing(postgrest: SupabaseSettings, city: TestCity) -> None:
    answer = httpx.post(
        f"{postgrest.rest_url}/rpc/home_screen",
        json={"p_cycle_id": None},
        headers={"apikey": postgrest.publishable_key, "Content-Profile": "api"},
    )

    assert (answer.status_code, answer.json()["code"]) == (401, "42501")


def test_anon_reaches_no_schema(acting_as: Any) -> None:
    with acting_as(Anonymous()) as sql, pytest.raises(psycopg.errors.InsufficientPrivilege):
        sql("select api.tick()")


# ── two people at once ──────────────────────────────────────────────────────────────────────────────────────


def test_forty_threads_never_see_each_others_rows(transports: Transport, server: Server) -> None:
    hashes = _people_with_hashes(server)
    people = list(hashes)

    def ask(number: int) -> tuple[str, Any]:
        me = people[number % len(people)]
        return hashes[me], transports.call("own_password_hash", {}, as_=me, read_only=True)

    with ThreadPoolExecutor(THREADS) as threads:
        answers = list(threads.map(ask, range(CALLS)))

    assert len(answers) == CALLS
    assert [pair for pair in answers if pair[0] != pair[1]] == []


def _people_with_hashes(server: Server) -> dict[Identity, str]:
    people = {}
    with psycopg.connect(server.owner_conninfo) as owner:
        for number in range(IDENTITIES):
            me = small_city.sign_in(owner, f"orang{number}", "peserta", "DINAS-A")
            people[me] = f"$2b$04${number:053d}"
            owner.execute(
                "update app.credential set password_hash = %s where participant_id = %s",
                [people[me], me.participant_id],
            )
    return people


# ── a server that is killed under a call ────────────────────────────────────────────────────────────────────


def test_after_a_kill_reads_and_writes_work_again(home: Path) -> None:
    with embedded.start(home) as server:
        server.migrate()
        over = PostgresTransport(server.conninfo("authenticator"))
        try:
            over.call("tick", {}, as_=DOORKEEPER, read_only=False)
            os.kill(int((home / "pg" / "postmaster.pid").read_text().split()[0]), signal.SIGKILL)
            assert server.bring_up()
            over.call("resume", {"p_cookie": "x" * 40}, as_=DOORKEEPER, read_only=True)
            over.call("tick", {}, as_=DOORKEEPER, read_only=False)
        finally:
            over.close()


# ── translation ─────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "code", ["08006", "53300", "57014", "57P01", "57P03", "40P01", "PGRST000", "PGRST003", "502"]
)
def test_what_may_pass_is_an_outage(code: str) -> None:
    assert isinstance(translated(code, "x", None), DatabaseUnavailable)


@pytest.mark.parametrize("code", ["22P05", "22021"])
def test_characters_that_cannot_be_stored_are_one_refusal(code: str) -> None:
    refusal = translated(code, "unsupported Unicode escape sequence", None)

    assert isinstance(refusal, DomainError)
    assert refusal.code is ErrorCode.TEXT_INVALID


@pytest.mark.parametrize("code", ["42501", "23505", "22P02", "PGRST202", "PT409", None])
def test_everything_else_is_a_bug_and_travels(code: str | None) -> None:
    assert translated(code, "a word nobody listed", "field") is None


json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])),
    lambda inner: (
        st.lists(inner)
        | st.dictionaries(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])), inner)
    ),
    max_leaves=20,
)


@given(json_values)
def test_whatever_json_can_carry_may_be_sent(value: object) -> None:
    require_sendable({"p_value": value})
    assert json.loads(json.dumps(value)) == value, "and it is what the other side reads"
