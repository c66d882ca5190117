"""The schema keeps its own rules: Supabase's advisors are silent, and so are ours."""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from db import migrate
from db.config import PROJECT
from db.embedded import Server
from tests.database import tcp_server
from tests.database.postgrest import TOOLS

OURS = "('app', 'api', 'private')"

# Rule → (query for what breaks it, a fault that it must find).
RULES = {
    "every table of app has row security": (
        "select relname from pg_class where relnamespace = 'app'::regnamespace and relkind in ('r', 'p')"
        " and not relrowsecurity",
        "create table app.planted (id int primary key)",
    ),
    "every table with row security has a policy": (
        "select relname from pg_class where relnamespace = 'app'::regnamespace and relrowsecurity"
        " and not exists (select from pg_policy where polrelid = pg_class.oid)",
        "create table app.planted (id int primary key); alter table app.planted enable row level security",
    ),
    "every policy names its role": (
        "select policyname from pg_policies where schemaname = 'app' and roles = '{public}'",
        "create policy planted on app.answer for select using (false)",
    ),
    "no policy opens a write to everybody": (
        "select policyname from pg_policies where schemaname = 'app' and cmd <> 'SELECT'"
        " and 'true' in (qual, with_check)",
        "create policy planted on app.answer for insert to authenticated with check (true)",
    ),
    "every foreign key says what happens on delete": (
        "select conname from pg_constraint where connamespace = 'app'::regnamespace and contype = 'f'"
        " and confdeltype = 'a'",
        "create table app.planted (id uuid references app.unit (id))",
    ),
    "every foreign key has an index": (
        "select conname from pg_constraint where connamespace = 'app'::regnamespace and contype = 'f'"
        " and not exists (select from pg_index where indrelid = conrelid"
        " and (indkey::int2[])[0:cardinality(conkey) - 1] @> conkey)",
        "create table app.planted (id uuid references app.unit (id) on delete cascade)",
    ),
    "every table has a primary key": (
        "select relname from pg_class where relnamespace = 'app'::regnamespace and relkind = 'r'"
        " and not exists (select from pg_constraint where conrelid = pg_class.oid and contype = 'p')",
        "create table app.planted (id int)",
    ),
    "every function has an empty search path": (
        f"select proname from pg_proc where pronamespace::regnamespace::text in {OURS}"
        " and not coalesce(proconfig @> array['search_path=\"\"'], false)",
        "create function private.planted() returns int language sql as 'select 1'",
    ),
    "functions of api are invokers that return one jsonb": (
        "select proname from pg_proc where pronamespace = 'api'::regnamespace"
        " and (prosecdef or proretset or prorettype <> 'jsonb'::regtype)",
        "create function api.planted() returns jsonb language sql security definer"
        " as $$ select '1'::jsonb $$",
    ),
    "arguments of api are named p_…": (
        "select proname from pg_proc, unnest(proargnames) as argument"
        " where pronamespace = 'api'::regnamespace and argument not like 'p\\_%'",
        "create function api.planted(number int) returns jsonb language sql as $$ select '1'::jsonb $$",
    ),
    "no name of api stands for two functions": (
        "select proname from pg_proc where pronamespace = 'api'::regnamespace group by 1 having count(*) > 1",
        "create function api.sign_out(p_one int) returns jsonb language sql as $$ select '1'::jsonb $$",
    ),
    "every function is explained or explains itself": (
        "select proname from pg_proc where pronamespace = 'private'::regnamespace and prosecdef"
        " and obj_description(oid) is null and length(prosrc) > 1500",
        "create function private.planted() returns text language sql security definer"
        " as $$ select '" + "x" * 1500 + "' $$",
    ),
    "whoever calls without a token may do nothing": (
        f"select proname from pg_proc where pronamespace::regnamespace::text in {OURS}"
        " and (has_function_privilege('anon', oid, 'execute')"
        " or has_function_privilege('service_role', oid, 'execute'))"
        f" union all select nspname from pg_namespace where nspname in {OURS}"
        " and has_schema_privilege('anon', oid, 'usage')"
        " union all select relname from pg_class"
        " where relnamespace = 'app'::regnamespace and relkind in ('r', 'v', 'S')"
        " and (case when relkind = 'S' then has_sequence_privilege('anon', oid, 'usage')"
        " else has_table_privilege('anon', oid, 'select, insert, update, delete') end)",
        "create function private.planted() returns int language sql set search_path = '' as 'select 1';"
        " grant execute on function private.planted() to public",
    ),
    "nobody but functions writes a table": (
        "select relname from pg_class,"
        " unnest(array['anon', 'authenticated', 'app_auth', 'service_role']) as who"
        " where relnamespace = 'app'::regnamespace and relkind = 'r'"
        " and has_table_privilege(who, oid, 'insert, update, delete, truncate')",
        "grant update on app.answer to authenticated",
    ),
    "nobody may read a secret": (
        "select relname from pg_class, unnest(array['authenticated', 'app_auth']) as who"
        " where relnamespace = 'app'::regnamespace and has_table_privilege(who, oid, 'select')"
        " and relname in ('credential', 'session', 'session_ticket', 'device', 'sign_in_count',"
        " 'sign_in_try', 'sealed_ballot')",
        "grant select on app.credential to authenticated",
    ),
    "views run with the rights of who asks": (
        f"select relname from pg_class where relkind = 'v' and relnamespace::regnamespace::text in {OURS}"
        " and not coalesce(reloptions @> array['security_invoker=true'], false)",
        "create view app.planted as select 1 as one",
    ),
}


@pytest.fixture
def schema(server: Server) -> Iterator[psycopg.Connection]:
    """The migrated schema, in a transaction that is rolled back."""
    with psycopg.connect(server.owner_conninfo) as owner:
        yield owner
        owner.rollback()


@pytest.mark.parametrize("rule", RULES)
def test_the_schema_keeps_the_rule(schema: psycopg.Connection, rule: str) -> None:
    query, _ = RULES[rule]

    assert schema.execute(query.encode()).fetchall() == []


@pytest.mark.parametrize("rule", RULES)
def test_the_rule_would_be_noticed(schema: psycopg.Connection, rule: str) -> None:
    query, fault = RULES[rule]
    schema.execute(fault.encode())

    assert schema.execute(query.encode()).fetchall() != []


# ── helpers in policies ─────────────────────────────────────────────────────────────────────────────────────


def bare_calls(expression: str) -> list[str]:
    """Calls of our helpers outside a sub-select: those run once per row (949 ms instead of 12)."""
    open_groups: list[bool] = []  # is this group, or one around it, a sub-select?
    found = []
    for part in re.findall(r"\(\s*SELECT\b|[()]|private\.\w+", expression):
        if part.startswith("("):
            open_groups.append("SELECT" in part or open_groups[-1:] == [True])
        elif part == ")":
            open_groups.pop()
        elif open_groups[-1:] != [True]:
            found.append(part)
    return found


def test_no_policy_calls_a_helper_once_per_row(schema: psycopg.Connection) -> None:
    policies = schema.execute(
        "select policyname, concat_ws(' ', qual, with_check) from pg_policies"
    ).fetchall()

    assert any("private." in expression for _, expression in policies), "and policies do call helpers"
    assert {name: bare_calls(expression) for name, expression in policies if bare_calls(expression)} == {}


def test_a_bare_call_would_be_noticed(schema: psycopg.Connection) -> None:
    schema.execute(
        "create policy planted on app.answer for select to authenticated using (id = private.unit_id())"
    )
    row = schema.execute("select qual from pg_policies where policyname = 'planted'").fetchone()

    assert row is not None
    assert bare_calls(row[0]) == ["private.unit_id"]


# ── Supabase's own ──────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        with tcp_server.running(Path(folder) / "pg") as address:
            migrate.apply(address)
            with psycopg.connect(address, autocommit=True) as owner:
                owner.execute("alter database postgres set pgrst.db_schemas = 'api'")
            yield address


def supabase(*arguments: str) -> subprocess.CompletedProcess[str]:
    program = TOOLS / ".bin" / "supabase"
    assert program.exists(), "the Supabase CLI is missing from .tools: run `make tools`"
    environment = {**os.environ, "SUPABASE_TELEMETRY_DISABLED": "1", "DO_NOT_TRACK": "1"}
    return subprocess.run([program, *arguments], cwd=PROJECT, env=environment, capture_output=True, text=True)


def advisors(url: str) -> subprocess.CompletedProcess[str]:
    return supabase("db", "advisors", f"--remote={url}", "--level", "warn", "--fail-on", "warn")


def test_the_advisors_find_nothing(url: str) -> None:
    said = advisors(url)

    assert said.returncode == 0, said.stdout + said.stderr


def test_the_advisors_would_find_a_fault(url: str) -> None:
    with psycopg.connect(url, autocommit=True) as owner:
        owner.execute("create function api.planted() returns int language sql security definer as 'select 1'")
        try:
            said = advisors(url)
        finally:
            owner.execute("drop function api.planted()")

    assert said.returncode != 0
    assert "planted" in said.stdout


def test_the_cli_finds_our_migrations_already_applied(url: str) -> None:
    said = supabase("db", "push", f"--remote={url}", "--workdir", "db", "--yes")

    assert (said.returncode, "up to date" in said.stdout) == (0, True), said.stdout + said.stderr


def test_we_find_what_the_cli_applied(open_folder: Path) -> None:
    with tcp_server.running(open_folder / "pg") as fresh:
        said = supabase("db", "push", f"--remote={fresh}", "--workdir", "db", "--yes")
        assert said.returncode == 0, said.stdout + said.stderr

        assert migrate.apply(fresh) == 0
