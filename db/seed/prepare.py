"""Prepares a real city: a checked folder, one Diskominfo account with a one-time password, no example."""

from __future__ import annotations

import re
import secrets
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import bcrypt
import psycopg

from db.seed.folder import COLUMNS
from db.seed.plant import has_city, plant_city, plant_person
from db.seed.records import CityFolder

TEMPLATE: Final = Path(__file__).parent / "template"
BCRYPT_COST: Final = 10
_LETTERS: Final = "abcdefghjkmnpqrstuvwxyz23456789"  # without i, l, o, 0 and 1
_USER_NAME: Final = re.compile(r"[a-z][a-z0-9._@-]{2,63}")


class CityExists(Exception):
    """This database has a city already; nothing was written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstAccount:
    user_name: str
    name: str


def is_user_name(text: str) -> bool:
    return _USER_NAME.fullmatch(text) is not None


def prepare(owner_conninfo: str, city: CityFolder, account: FirstAccount, *, year: int | None) -> str:
    """Write the city and its first account, all or nothing; return the one-time password.

    Raises CityExists.
    """
    password = one_time_password()
    password_hash = bcrypt.hashpw(password.encode(), bcrypt.gensalt(BCRYPT_COST)).decode()
    with psycopg.connect(owner_conninfo) as owner:
        owner.execute("select pg_advisory_xact_lock(hashtext('rembuk.seed'))")
        if has_city(owner):
            raise CityExists
        plant_city(owner, city, is_example=False, year=year)
        plant_person(
            owner,
            user_name=account.user_name,
            name=account.name,
            role="diskominfo",
            password_hash=password_hash,
        )
    return password


def one_time_password() -> str:
    """Four groups of four letters that cannot be mistaken for one another: 79 bits."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(4))


def write_template(folder: Path) -> None:
    """Write a folder that passes the check. Raises FileExistsError rather than overwrite one of its files."""
    for name in COLUMNS:
        if (folder / name).exists():
            raise FileExistsError(folder / name)
    folder.mkdir(parents=True, exist_ok=True)
    for name in COLUMNS:
        shutil.copyfile(TEMPLATE / name, folder / name)
