"""One-time passwords: made for one person, shown once to Diskominfo, kept only as a hash."""

from __future__ import annotations

import secrets
from typing import Final

import bcrypt

# Read aloud and copied by hand: none of 0/o, 1/l/i, 2/z, 5/s, 8/b, 9/g/q, u/v, and no vowels that make words.
ALPHABET: Final = "cdfhjkmnprtvwxy3467"
_GROUPS: Final = 4
_GROUP: Final = 4
_COST: Final = 10  # 76 ms: enough against guessing, little enough for fifty sign-ins together


def one_time_password() -> str:
    """Four groups of four, ``chkm-4wtp-…``: 68 bits, more than anybody can try."""
    return "-".join("".join(secrets.choice(ALPHABET) for _ in range(_GROUP)) for _ in range(_GROUPS))


def hash_password(password: str) -> str:
    """The bcrypt hash of a password of at most 72 bytes. Raises ValueError for a longer one."""
    return bcrypt.hashpw(password.encode(), bcrypt.gensalt(_COST)).decode()
