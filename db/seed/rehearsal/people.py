"""Who takes part in a rehearsal: more areas than the example has, and officers for them."""

from __future__ import annotations

from random import Random
from typing import Any, Final, LiteralString

import bcrypt

from db.seed import example
from db.seed.plant import Connection
from db.seed.rehearsal import words

USER_NAME: Final = "contoh."
_VILLAGES_OF_A_DISTRICT: Final = 14
_HAS_NOT_COME_YET = 0.2

_UNIT = """
insert into app.unit (code, kind, name, short_name, parent_id)
select %(code)s, (select code from app.unit_kind where level = %(level)s order by position limit 1),
       %(name)s, %(short_name)s, (select id from app.unit where code = %(parent)s)
"""

_PERSON = """
with person as (
  insert into app.participant (id, user_name, phone, name, role, unit_id, is_example, must_change_password)
  values (%(id)s, %(user_name)s, %(phone)s, %(name)s, 'peserta', %(unit_id)s, true, false) returning id
)
insert into app.credential (participant_id, password_hash) select id, %(password_hash)s from person
"""

# Everybody who has come: read the notice, signed in some time in the last week.
_COME = """
with come as (select id, at from unnest(%(ids)s::uuid[], %(days)s::float[]) as person (id, days),
                    lateral (select clock_timestamp() - days * interval '1 day' as at) as moment),
     reading as (insert into app.notice_reading (participant_id, version, read_at)
                 select id, (select max(version) from app.privacy_notice), at from come
                 on conflict do nothing),
     session as (insert into app.session (participant_id, started_at, expires_at, ended_at)
                 select id, at, at + interval '14 days', at + interval '40 minutes' from come
                 returning id, participant_id, started_at)
insert into app.event (at, participant_id, act, subject, subject_id)
select started_at, participant_id, 'signed_in', 'session', id::text from session
"""


def add_units(owner: Connection, wanted: int) -> None:
    """Districts with their villages until there are ``wanted`` units; never fewer than the example has."""
    (there,) = one_row(owner, "select count(*) from app.unit")
    with owner.cursor() as cursor:
        cursor.executemany(_UNIT, [_unit(number) for number in range(wanted - there)])


def _unit(number: int) -> dict[str, str | None]:
    district, village = divmod(number, _VILLAGES_OF_A_DISTRICT + 1)
    name = words.place(number)
    parent = f"LAT.{district + 1:02}"
    if village == 0:
        return {"code": parent, "level": "district", "name": f"Kecamatan {name} (contoh)",
                "short_name": f"Kec. {name}", "parent": None}  # fmt: skip
    return {"code": f"{parent}.{1000 + village}", "level": "village", "name": f"Kelurahan {name} (contoh)",
            "short_name": f"Kel. {name}", "parent": parent}  # fmt: skip


def add_people(owner: Connection, wanted: int, chance: Random) -> None:
    """Officers in turn over the units; four of five have been here already."""
    units = [row[0] for row in owner.execute("select id from app.unit order by code")]
    chance.shuffle(units)
    password_hash = bcrypt.hashpw(example.PASSWORD.encode(), bcrypt.gensalt(10)).decode()
    rows: list[dict[str, Any]] = [
        {
            "id": identifier(chance),
            "user_name": f"{USER_NAME}{number:04}",
            "phone": f"6200{number:08}",  # no such prefix: a reminder sent by mistake reaches nobody
            "name": words.person(chance),
            "unit_id": units[number % len(units)],
            "password_hash": password_hash,
        }
        for number in range(1, wanted + 1)
    ]
    with owner.cursor() as cursor:
        cursor.executemany(_PERSON, rows)
    come = [row["id"] for row in rows if chance.random() > _HAS_NOT_COME_YET]
    come += [
        str(row[0])
        for row in owner.execute(
            "select id from app.participant where role <> 'peserta' and is_active order by user_name"
        )
    ]
    owner.execute(_COME, {"ids": come, "days": [7 * chance.random() for _ in come]})


def one_row(owner: Connection, query: LiteralString, *arguments: Any) -> tuple[Any, ...]:
    row = owner.execute(query, arguments).fetchone()
    if row is None:
        raise LookupError("the query returned nothing")
    return tuple(row)


def identifier(chance: Random) -> str:
    """A version 4 identifier that is the same for the same seed."""
    digits = f"{chance.getrandbits(128):032x}"
    return f"{digits[:8]}-{digits[8:12]}-4{digits[13:16]}-a{digits[17:20]}-{digits[20:]}"
