"""Whether a new password may be chosen."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

LEAST_CHARACTERS: Final = 12
MOST_CHARACTERS: Final = 64
MOST_BYTES: Final = 72  # bcrypt looks at no more
_TELLING_NAME: Final = 3  # a shorter user name is in half of all words


class PasswordFault(StrEnum):
    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    HAS_NAME = "has_name"
    BAD_CHARACTERS = "bad_characters"


def password_fault(password: str, *, user_name: str | None) -> PasswordFault | None:
    """What is wrong with this new password, or None. Length is what protects, so no sign is demanded."""
    if not password.isprintable():
        return PasswordFault.BAD_CHARACTERS
    if len(password) < LEAST_CHARACTERS:
        return PasswordFault.TOO_SHORT
    if len(password) > MOST_CHARACTERS or len(password.encode()) > MOST_BYTES:
        return PasswordFault.TOO_LONG
    name = (user_name or "").strip().lower()
    if len(name) >= _TELLING_NAME and name in password.lower():
        return PasswordFault.HAS_NAME
    return None
