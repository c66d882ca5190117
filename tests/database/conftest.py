"""One embedded server for the whole run, one small city, and two ways in.

How a test starts fresh: the city is built once and its rows are copied to a schema ``snapshot``. Before each
test that asks for ``city`` (or a transport, ``owner``, ``acting_as`` …) every table of ``app`` is emptied and
filled from there in one round trip of about 10 ms. Truncating would take ten times as long, and a database
per test would need a PostgREST per test.

* ``city``       the ids in it; ``budi``, ``sari``, ``dian`` … its people (``tests/database/city.py``)
* ``transport``  psycopg, and ``db.transport.read``/``write`` use it during the test
* ``transports`` the same test twice: psycopg, then PostgREST
* ``owner``      ``everything(sql, params) -> rows`` as superuser: proof of what is really there
* ``scene``      the city with a hand on its tables: answers in any state (``tests/database/scene.py``)
* ``acting_as``  ``with acting_as(sari) as sql: sql("select …")`` with her role and claims; commits at the end
"""

from __future__ import annotations

import functools
import json
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any, Protocol

import psycopg
import pytest
from psycopg import sql

from db import embedded
from db import transport as gate
from db.config import SupabaseSettings
from db.embedded import Server
from db.identity import Identity
from db.transport import Transport
from db.transport.postgres import PostgresTransport
from db.transport.supabase import SupabaseTransport
from tests.database import city as small_city
from tests.database import postgrest as data_api
from tests.database import reset
from tests.database.city import TestCity
from tests.database.scene import Scene

Rows = list[tuple[Any, ...]]
Everything = Callable[..., Rows]


class HasClaims(Protocol):
    @property
    def claims(self) -> dict[str, str]: ...


ActingAs = Callable[[HasClaims], AbstractContextManager[Everything]]


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with embedded.start(tmp_path_factory.mktemp("home")) as started:
        started.migrate()
        with psycopg.connect(started.owner_conninfo, autocommit=True) as connection:
            connection.execute("alter system set fsync = off")
            connection.execute("alter system set synchronous_commit = off")
            connection.execute("select pg_reload_conf()")
        yield started


@pytest.fixture(scope="session")
def _owner(server: Server) -> Iterator[psycopg.Connection]:
    with psycopg.connect(server.owner_conninfo, autocommit=True) as connection:
        yield connection


@pytest.fixture(scope="session")
def _snapshot(_owner: psycopg.Connection) -> tuple[TestCity, sql.Composed]:
    with _owner.transaction():
        built = small_city.build(_owner)
        return built, reset.keep(_owner)


@pytest.fixture
def city(_owner: psycopg.Connection, _snapshot: tuple[TestCity, sql.Composed]) -> TestCity:
    built, bring_back = _snapshot
    _owner.execute(bring_back)
    return built


@pytest.fixture
def owner(_owner: psycopg.Connection, city: TestCity) -> Everything:
    return functools.partial(_rows, _owner)


@pytest.fixture
def bring_back(_snapshot: tuple[TestCity, sql.Composed]) -> sql.Composed:
    """For property tests, whose examples share one test: what takes the city back to its beginning."""
    return _snapshot[1]


@pytest.fixture
def scene(_owner: psycopg.Connection, city: TestCity, transport: Transport) -> Scene:
    return Scene(owner=_owner, city=city)


@pytest.fixture
def acting_as(server: Server, city: TestCity) -> ActingAs:
    @contextmanager
    def act(caller: HasClaims) -> Iterator[Everything]:
        with psycopg.connect(server.conninfo("authenticator")) as connection:
            connection.execute(
                "select set_config('role', %s, true), set_config('request.jwt.claims', %s, true)",
                [caller.claims["role"], json.dumps(caller.claims)],
            )
            yield functools.partial(_rows, connection)

    return act


def _rows(connection: psycopg.Connection, query: str, parameters: Sequence[object] | None = None) -> Rows:
    cursor = connection.execute(query, parameters)
    return cursor.fetchall() if cursor.description else []


# ── two ways in ─────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="session")
def _postgres(server: Server) -> Iterator[PostgresTransport]:
    opened = PostgresTransport(server.conninfo("authenticator"))
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def postgrest(server: Server) -> Iterator[SupabaseSettings]:
    """A running PostgREST and the settings that lead to it."""
    with data_api.running(server.conninfo("authenticator"), data_api.signing_key()) as settings:
        yield settings


@pytest.fixture(scope="session")
def _supabase(postgrest: SupabaseSettings) -> Iterator[SupabaseTransport]:
    opened = SupabaseTransport(postgrest)
    yield opened
    opened.close()


@pytest.fixture
def transport(_postgres: PostgresTransport, city: TestCity) -> Iterator[Transport]:
    yield from _in_use(_postgres)


@pytest.fixture(params=["_postgres", "_supabase"], ids=["psycopg", "postgrest"])
def transports(request: pytest.FixtureRequest, city: TestCity) -> Iterator[Transport]:
    yield from _in_use(request.getfixturevalue(request.param))


def _in_use(chosen: Transport) -> Iterator[Transport]:
    gate.use(chosen)
    yield chosen
    gate.use(None)


# ── people ──────────────────────────────────────────────────────────────────────────────────────────────────


def _person(name: str) -> Callable[[TestCity], Identity]:
    @pytest.fixture(name=name)
    def person(city: TestCity) -> Identity:
        return city.people[name]

    return person


budi, bayu, rina = _person("budi"), _person("bayu"), _person("rina")
citra, sari, tono, joko = _person("citra"), _person("sari"), _person("tono"), _person("joko")
dian, pandu = _person("dian"), _person("pandu")
wali, wakil, sekda = _person("wali"), _person("wakil"), _person("sekda")


@pytest.fixture
def stranger(city: TestCity, budi: Identity, sari: Identity) -> Identity:
    """Budi's id with Sari's sign-in: a token that fits nobody."""
    fields = {name: getattr(budi, name) for name in Identity.__dataclass_fields__}
    return Identity(**{**fields, "session_id": sari.session_id})


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A data folder of this test's own, not there yet."""
    return tmp_path / "data"


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that others may enter (pytest's own are closed), for servers that do not run as ourselves."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)
