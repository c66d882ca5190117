"""Who is asking: a signed-in person, or the doorkeeper that answers before anyone has signed in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, get_args
from uuid import UUID

Role = Literal["peserta", "diskominfo", "pimpinan", "pendamping"]
ROLES: Final[tuple[Role, ...]] = get_args(Role)


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """One sign-in of one person.

    Only ``participant_id`` and ``session_id`` are sent to the database, which looks everything else up again
    on each call; the rest is here so that a screen can greet and guide without asking.
    """

    participant_id: UUID
    session_id: UUID
    role: Role
    user_name: str
    name: str
    title: str | None
    unit_id: UUID | None
    unit_name: str | None
    must_change_password: bool
    notice_due: bool

    @property
    def claims(self) -> dict[str, str]:
        return {
            "role": "authenticated",
            "sub": str(self.participant_id),
            "session_id": str(self.session_id),
        }


@dataclass(frozen=True, slots=True)
class Doorkeeper:
    """The database role ``app_auth``: sign-in, the version poll and the clock, nothing else."""

    @property
    def claims(self) -> dict[str, str]:
        return {"role": "app_auth"}


DOORKEEPER: Final = Doorkeeper()
Caller = Identity | Doorkeeper
