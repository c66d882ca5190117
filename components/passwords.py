"""Passwords: one-time ones made for one person and shown once; hashes, which are all that is kept."""

from __future__ import annotations

import secrets
from typing import Final

import bcrypt

# Read aloud and copied by hand: none of 0/o, 1/l/i, 2/z, 5/s, 8/b, 9/g/q, u/v, and no vowels that make words.
ALPHABET: Final = "cdfhjkmnprtvwxy3467"
_GROUPS: Final = 4
_GROUP: Final = 4
MOST_BYTES: Final = 72  # bcrypt looks at no more
_COST: Final = 10  # 76 ms: enough against guessing, little enough for fifty sign-ins together
# A one-time password has 68 bits of chance in it: nobody guesses it, however quickly a guess is checked, and
# three hundred slips are made in the time of a click. A chosen password has not, so it costs the full price.
_ONE_TIME_COST: Final = 4


def one_time_password() -> str:
    """Four groups of four, ``chkm-4wtp-…``: 68 bits, more than anybody can try."""
    return "-".join("".join(secrets.choice(ALPHABET) for _ in range(_GROUP)) for _ in range(_GROUPS))


def hash_password(password: str) -> str:
    """The bcrypt hash of a password of at most 72 bytes. Raises ValueError for a longer one."""
    return bcrypt.hashpw(password.encode(), bcrypt.gensalt(_COST)).decode()


def hash_one_time(password: str) -> str:
    """The quick hash of one that ``one_time_password`` made; for no other."""
    return bcrypt.hashpw(password.encode(), bcrypt.gensalt(_ONE_TIME_COST)).decode()


DUMMY_HASH: Final = hash_password(secrets.token_urlsafe(16))


def matches_password(password: str, password_hash: str | None) -> bool:
    """Is it this one?

    Takes as long when there is no hash or a quick one, so that names cannot be told apart by time.
    """
    given = password.encode("utf-8", "replace")
    fits = len(given) <= MOST_BYTES and b"\0" not in given
    typed = given if fits else b""
    is_same = bcrypt.checkpw(typed, (password_hash or DUMMY_HASH).encode())
    if password_hash is not None and _cost(password_hash) < _COST:
        bcrypt.checkpw(typed, DUMMY_HASH.encode())
    return fits and is_same and password_hash is not None


def _cost(password_hash: str) -> int:
    return int(password_hash.split("$")[2])
