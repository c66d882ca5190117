"""Puts a city into an empty database: its words, units, pillars, first planning year and first people."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID

import psycopg
from psycopg.types.json import Jsonb

from db.seed.records import CityFolder

Connection = psycopg.Connection[Any]


_SECTORS: Final = {
    "pangan": "Pertanian dan ketahanan pangan",
    "perdagangan": "Perdagangan dan UMKM",
    "pariwisata": "Pariwisata dan budaya",
    "pendidikan": "Pendidikan",
    "kesehatan": "Kesehatan",
    "transportasi": "Transportasi dan logistik",
    "kreatif": "Industri kreatif",
}


def has_city(owner: Connection) -> bool:
    row = owner.execute("select exists (select from app.city)").fetchone()
    return bool(row and row[0])


def plant_city(owner: Connection, folder: CityFolder, *, is_example: bool, year: int | None = None) -> UUID:
    """Write the folder and open its first planning year (this year, or ``year``); return that cycle's id."""
    owner.execute(
        "insert into app.city (name, time_zone, words, is_example) values (%s, %s, %s, %s)",
        (folder.city.name, folder.city.time_zone, Jsonb(folder.city.words), is_example),
    )
    _plant_units(owner, folder)
    _plant_pillars(owner, folder)
    _plant_sectors(owner)
    year = year or datetime.now(UTC).year
    title = f"Putaran {year}" + (" (contoh)" if is_example else "")
    row = owner.execute("select private.new_cycle(%s, %s, null)", (year, title)).fetchone()
    return _id(row)


def plant_person(
    owner: Connection,
    *,
    user_name: str,
    name: str,
    role: str,
    password_hash: str,
    unit_code: str | None = None,
    title: str | None = None,
    is_example: bool = False,
) -> UUID:
    """Add one account; unless it is an example, its first sign-in asks for a new password."""
    row = owner.execute(
        "insert into app.participant"
        " (user_name, name, title, role, unit_id, is_example, must_change_password)"
        " values (private.sign_in_key(%s), %s, %s, %s, (select id from app.unit where code = %s), %s, %s)"
        " returning id",
        (user_name, name, title, role, unit_code, is_example, not is_example),
    ).fetchone()
    person_id = _id(row)
    owner.execute(
        "insert into app.credential (participant_id, password_hash) values (%s, %s)",
        (person_id, password_hash),
    )
    return person_id


def _plant_units(owner: Connection, folder: CityFolder) -> None:
    with owner.cursor() as cursor:
        cursor.executemany(
            "insert into app.unit_kind (code, label, level, position) values (%s, %s, %s, %s)",
            [(kind.code, kind.label, kind.level, place) for place, kind in enumerate(folder.kinds, 1)],
        )
        cursor.executemany(
            "insert into app.unit (code, kind, name, short_name, aliases) values (%s, %s, %s, %s, %s)",
            [(unit.code, unit.kind, unit.name, unit.short_name, list(unit.aliases)) for unit in folder.units],
        )
        cursor.executemany(
            "update app.unit set parent_id = (select id from app.unit where code = %s) where code = %s",
            [(unit.parent_code, unit.code) for unit in folder.units if unit.parent_code],
        )


def _plant_pillars(owner: Connection, folder: CityFolder) -> None:
    with owner.cursor() as cursor:
        cursor.executemany(
            "insert into app.pillar (code, name, alternative_name, position) values (%s, %s, %s, %s)",
            [
                (one.code, one.name, one.alternative_name, place)
                for place, one in enumerate(folder.pillars, 1)
            ],
        )
        cursor.executemany(
            "insert into app.sub_pillar (code, pillar_code, name, scope, position)"
            " values (%s, %s, %s, %s, %s)",
            [
                (sub.code, sub.pillar_code, sub.name, sub.scope, place)
                for pillar in folder.pillars
                for place, sub in enumerate(pillar.sub_pillars, 1)
            ],
        )


def _plant_sectors(owner: Connection) -> None:
    """A neutral beginning of the list that Diskominfo edits on screen."""
    with owner.cursor() as cursor:
        cursor.executemany(
            "insert into app.sector (code, name, position) values (%s, %s, %s)",
            [(code, name, place) for place, (code, name) in enumerate(_SECTORS.items(), 1)],
        )


def _id(row: tuple[Any, ...] | None) -> UUID:
    if row is None:
        raise LookupError("the insert returned nothing")
    return UUID(str(row[0]))
