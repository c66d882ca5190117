"""Straight to PostgreSQL: pooled connections belong to nobody, the caller holds for one transaction."""

from __future__ import annotations

import json
import select
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from typing import Any, Final

import psycopg
from psycopg import ClientCursor, sql
from psycopg.rows import TupleRow
from psycopg.types.json import Jsonb
from psycopg_pool import ConnectionPool, PoolTimeout

from db.errors import DatabaseUnavailable
from db.identity import Caller
from db.transport.refusals import require_sendable, translated

Connection = psycopg.Connection[TupleRow]
_BECOME: Final = """
select set_config('role', %s, true), set_config('request.jwt.claims', %s, true),
       set_config('statement_timeout', '8s', true), set_config('transaction_read_only', %s, true)
"""


class PostgresTransport:
    """Calls the functions of ``api`` over a pool that logs in as ``authenticator``."""

    def __init__(self, conninfo: str, *, max_connections: int = 8, patience_seconds: float = 10) -> None:
        self.pool: ConnectionPool[Connection] = ConnectionPool(
            conninfo,
            kwargs={"autocommit": True, "cursor_factory": ClientCursor},
            min_size=1,
            max_size=max_connections,
            open=True,
            timeout=patience_seconds,
            name="rembuk",
        )

    def call(self, function: str, arguments: Mapping[str, object], *, as_: Caller, read_only: bool) -> Any:
        require_sendable(arguments)
        statement = _statement(function, tuple(arguments))
        values: list[object] = [as_.claims["role"], json.dumps(as_.claims), "on" if read_only else "off"]
        values += [_value(value) for value in arguments.values()]
        try:
            return self._answer(statement, values)
        except DatabaseUnavailable as error:
            if not read_only or isinstance(error.__cause__, PoolTimeout):
                raise
            return self._answer(statement, values)

    def close(self) -> None:
        self.pool.close()

    def _answer(self, statement: bytes, values: list[object]) -> Any:
        """One message, which the server runs as one transaction; what it returns is committed."""
        try:
            with self._connection() as connection:
                cursor = connection.execute(statement, values)
                cursor.nextset()
                row = cursor.fetchone()
        except psycopg.Error as error:
            refusal = _translated(error)
            if refusal is None:
                raise
            raise refusal from error
        return None if row is None else row[0]

    @contextmanager
    def _connection(self) -> Iterator[Connection]:
        """A connection that is alive. The pool's own check waits 1, 2, 4 … seconds between broken ones."""
        connection = self.pool.getconn()
        if not _is_alive(connection):
            self.pool.putconn(connection)
            self.pool.check()
            connection = self.pool.getconn()
        try:
            yield connection
        finally:
            self.pool.putconn(connection)


def _is_alive(connection: Connection) -> bool:
    """An idle connection has nothing to say; one that has was closed from the other side, or is asked."""
    waiting = select.poll()
    waiting.register(connection.fileno(), select.POLLIN)
    if not waiting.poll(0):
        return True
    try:
        ConnectionPool.check_connection(connection)
    except psycopg.OperationalError:
        return False
    return True


@cache
def _statement(function: str, names: tuple[str, ...]) -> bytes:
    """Become the caller, then call: one message waits for the network, and for Python, once."""
    named = [sql.SQL("{} => %s").format(sql.Identifier(name)) for name in names]
    call = sql.SQL("select {}({})").format(sql.Identifier("api", function), sql.SQL(", ").join(named))
    return (sql.SQL(_BECOME) + sql.SQL(";") + call).as_bytes()


def _value(value: object) -> object:
    """All but JSON goes as text: the function's own argument types decide, as over the Data API."""
    if isinstance(value, Mapping | list | tuple):
        return Jsonb(value)
    if value is None or isinstance(value, str | bytes):
        return value
    if isinstance(value, bool | int | float):
        return json.dumps(value)
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def _translated(error: psycopg.Error) -> Exception | None:
    if error.sqlstate is None and isinstance(error, psycopg.OperationalError):
        return DatabaseUnavailable("the connection to the database was lost")
    return translated(error.sqlstate, error.diag.message_primary, error.diag.message_detail)
