"""The README's table of who sees what is the database's."""

from __future__ import annotations

from pathlib import Path

README = Path(__file__).resolve().parent.parent.parent / "README.md"
COLUMNS = {
    "own unit": [("peserta", "own"), ("diskominfo", "own")],
    "kecamatan above": [("peserta", "below")],
    "other units": [("peserta", "other")],
    "Diskominfo": [("diskominfo", "other")],
    "pendamping": [("pendamping", "other")],
    "pimpinan": [("pimpinan", "other")],
}


def _printed() -> dict[tuple[str, str, str], str]:
    """(role, relation, state) -> the letters of its cell."""
    lines = README.read_text(encoding="utf-8").partition("| state |")[2].splitlines()
    head = [cell.strip() for cell in lines[0].strip("|").split("|")]
    assert head == list(COLUMNS)
    found: dict[tuple[str, str, str], str] = {}
    for line in lines[2:]:
        if not line.startswith("|"):
            break
        state, *cells = (cell.strip() for cell in line.strip("|").split("|"))
        for column, cell in zip(head, cells, strict=True):
            found |= {(*who, state): cell for who in COLUMNS[column]}
    return found


def test_who_sees_what_stands_in_the_readme_as_in_the_database(owner):
    letters = "case when can_read then 'R ' else '' end || case when can_count then 'C ' else '' end"
    rows = owner(
        f"select role, relation, status, rtrim({letters} || case when can_comment then 'K' else '' end)"
        " from app.visibility"
    )
    decided = {tuple(key): cell or "–" for *key, cell in rows}

    printed = _printed()

    assert {key: decided[key] for key in printed} == printed
    assert {state for *_, state in printed} == {state for *_, state in decided}
