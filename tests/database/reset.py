"""Puts every table of ``app`` back to a snapshot, in one round trip, without touching the schema."""

from __future__ import annotations

import psycopg
from psycopg import sql

_TABLES = """
select relname, array(select attname from pg_attribute
                       where attrelid = pg_class.oid and attnum > 0 and not attisdropped and attgenerated = ''
                       order by attnum)
  from pg_class where relnamespace = 'app'::regnamespace and relkind = 'r' order by relname
"""


def keep(owner: psycopg.Connection) -> sql.Composed:
    """Copy all rows to the schema ``snapshot``; return the statements that bring them back."""
    owner.execute("create schema snapshot")
    statements: list[sql.Composable] = [
        sql.SQL("begin; set local session_replication_role = replica; set local lock_timeout = '10s'")
    ]
    for table, columns in owner.execute(_TABLES).fetchall():
        live, kept = sql.Identifier("app", table), sql.Identifier("snapshot", table)
        names = sql.SQL(", ").join(map(sql.Identifier, columns))
        owner.execute(sql.SQL("create table {} as table {}").format(kept, live))
        statements.append(sql.SQL("delete from {}").format(live))
        count = owner.execute(sql.SQL("select count(*) from {}").format(kept)).fetchone()
        if count is not None and count[0]:
            statements.append(
                sql.SQL("insert into {} ({}) overriding system value select {} from {}").format(
                    live, names, names, kept
                )
            )
    return sql.SQL(";\n").join([*statements, sql.SQL("commit")])
