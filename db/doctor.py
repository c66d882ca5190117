"""Looks at a configured Supabase project from outside, step by step, and says in plain words what to mend."""

from __future__ import annotations

import base64
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import Any, Final, Literal
from urllib.parse import urlsplit
from uuid import uuid4

import httpx
from cryptography.hazmat.primitives.asymmetric import ec

from db import migrate, texts, texts_doctor
from db.config import Settings, SupabaseSettings
from db.identity import DOORKEEPER
from db.transport.supabase import Mint, http_client

Outcome = Literal["fine", "noted", "failed"]
MANAGEMENT: Final = "https://api.supabase.com"
_SCHEMA: Final = "api"
_CLOCK_SECONDS: Final = 20
_REFUSED: Final = (401, 403)


@dataclass(frozen=True, slots=True)
class Finding:
    outcome: Outcome
    sentence: str


@dataclass(frozen=True, slots=True)
class Answer:
    """``code`` is the word PostgREST or our functions give; "" where there is none."""

    status: int
    code: str
    text: str
    json: Any
    headers: Mapping[str, str]


def examine(
    settings: Settings, *, access_token: str | None = None, management: str = MANAGEMENT
) -> Iterator[Finding]:
    """What was looked at, in order; stops where looking further makes no sense.

    ``access_token`` is a personal one of Supabase, only to name the project's region.
    """
    if settings.supabase is None:
        yield Finding("noted", texts_doctor.EMBEDDED)
        return
    yield Finding("fine", texts_doctor.SETTINGS)
    with http_client() as http:
        visit = Visit(settings.supabase, http)
        try:
            yield from visit.all_steps()
        except httpx.HTTPError as error:
            yield Finding("failed", texts_doctor.no_answer(settings.supabase.rest_url, type(error).__name__))
            return
    yield region(settings.supabase.url, access_token=access_token, management=management)


class Visit:
    """One examination of one project."""

    def __init__(self, settings: SupabaseSettings, http: httpx.Client) -> None:
        self._settings = settings
        self._http = http
        self._mint = Mint(settings.signing_key)

    def all_steps(self) -> Iterator[Finding]:
        answer = self._call("migrations", None)
        address = self._address(answer)
        yield address
        if address.outcome == "failed":
            return
        yield self._clock(answer)
        yield self._exposed()
        yield self._without_token(answer)
        accepted = self._call("migrations", self._mint.sign(DOORKEEPER.claims))
        yield self._token(accepted)
        yield self._refuses("expired", self._mint.sign(DOORKEEPER.claims, seconds=-120))
        yield self._refuses("foreign", _foreign(self._settings.signing_key["kid"]).sign(DOORKEEPER.claims))
        if accepted.status == httpx.codes.OK:
            yield self._migrations(accepted)
            yield from self._roles()

    def _address(self, answer: Answer) -> Finding:
        if answer.status in _REFUSED and not answer.code:
            return Finding("failed", texts_doctor.API_KEY)
        if not answer.code and not (answer.status == httpx.codes.OK and isinstance(answer.json, list)):
            return Finding("failed", texts_doctor.not_the_data_api(self._settings.rest_url, answer.status))
        return Finding("fine", texts_doctor.answers(self._settings.rest_url))

    def _clock(self, answer: Answer) -> Finding:
        if "date" not in answer.headers:
            return Finding("noted", texts_doctor.NO_CLOCK)
        ahead = time.time() - parsedate_to_datetime(answer.headers["date"]).timestamp()
        if abs(ahead) > _CLOCK_SECONDS:
            return Finding("failed", texts_doctor.clock(round(ahead)))
        return Finding("fine", texts_doctor.CLOCK)

    def _exposed(self) -> Finding:
        """PostgREST names the exposed schemas when asked for one that cannot exist."""
        answer = self._call("migrations", None, schema="rembuk_periksa")
        listed = answer.text.rpartition(":")[2].strip(" .")
        exposed = [name.strip() for name in listed.split(",") if name.strip()]
        if answer.code != "PGRST106" or not exposed:
            return Finding("failed", texts_doctor.SCHEMAS_UNKNOWN)
        if exposed != [_SCHEMA]:
            return Finding("failed", texts_doctor.schemas(exposed))
        return Finding("fine", texts_doctor.SCHEMAS)

    def _without_token(self, answer: Answer) -> Finding:
        if answer.status in _REFUSED:
            return Finding("fine", texts_doctor.ANONYMOUS_REFUSED)
        if answer.code == "PGRST202":
            return Finding("failed", texts_doctor.NO_FUNCTIONS)
        return Finding("failed", texts_doctor.anonymous_answered(answer.status))

    def _token(self, answer: Answer) -> Finding:
        if answer.status == httpx.codes.OK:
            return Finding("fine", texts_doctor.TOKEN)
        sentence = {
            "PGRST301": texts_doctor.TOKEN_UNKNOWN_KEY,
            "PGRST303": texts_doctor.TOKEN_UNKNOWN_KEY,
            "PGRST202": texts_doctor.NO_FUNCTIONS,
            "42501": texts_doctor.ROLE_MISSING,
            "22023": texts_doctor.ROLE_MISSING,
        }.get(answer.code)
        return Finding("failed", sentence or texts_doctor.token(answer.status, answer.code))

    def _refuses(self, which: Literal["expired", "foreign"], token: str) -> Finding:
        answer = self._call("migrations", token)
        if answer.status in _REFUSED:
            return Finding("fine", texts_doctor.REFUSED[which])
        return Finding("failed", texts_doctor.NOT_REFUSED[which])

    def _migrations(self, answer: Answer) -> Finding:
        ours, theirs = [one.version for one in migrate.migrations()], list(answer.json)
        missing = [version for version in ours if version not in theirs]
        if missing:
            return Finding("failed", texts_doctor.migrations_missing(missing))
        if theirs[-1] > ours[-1]:
            return Finding("failed", texts.database_is_newer(theirs[-1]))
        return Finding("fine", texts_doctor.migrations(len(theirs)))

    def _roles(self) -> Iterator[Finding]:
        """A person nobody knows must be turned away by our rules, and the doorkeeper by the grants."""
        nobody = {"role": "authenticated", "sub": str(uuid4()), "session_id": str(uuid4())}
        arguments = {"p_cycle_id": None}
        person = self._call("home_screen", self._mint.sign(nobody), arguments)
        if person.text == "session_ended":
            yield Finding("fine", texts_doctor.PERSON)
        else:
            yield Finding("failed", texts_doctor.person(person.status, person.code))
        doorkeeper = self._call("home_screen", self._mint.sign(DOORKEEPER.claims), arguments)
        is_refused = doorkeeper.code == "42501"
        yield Finding(
            "fine" if is_refused else "failed",
            texts_doctor.DOORKEEPER if is_refused else texts_doctor.DOORKEEPER_ENTERED,
        )

    def _call(
        self, function: str, token: str | None, arguments: dict[str, Any] | None = None, schema: str = _SCHEMA
    ) -> Answer:
        headers = {"apikey": self._settings.publishable_key, "Content-Profile": schema}
        if token is not None:
            headers["Authorization"] = f"Bearer {token}"
        url = f"{self._settings.rest_url}/rpc/{function}"
        return _answer(self._http.post(url, json=arguments or {}, headers=headers))


def _answer(response: httpx.Response) -> Answer:
    try:
        content: Any = response.json()
    except ValueError:
        content = None
    said = content if isinstance(content, dict) else {}
    text = " ".join(str(said[name]) for name in ("message", "hint") if said.get(name))
    return Answer(response.status_code, str(said.get("code") or ""), text, content, response.headers)


def _foreign(kid: str) -> Mint:
    """Signs with a key nobody has imported, under the name of ours."""
    numbers = ec.generate_private_key(ec.SECP256R1()).private_numbers()

    def part(number: int) -> str:
        return base64.urlsafe_b64encode(number.to_bytes(32, "big")).rstrip(b"=").decode()

    public = numbers.public_numbers
    coordinates = {"x": part(public.x), "y": part(public.y), "d": part(numbers.private_value)}
    return Mint({"kty": "EC", "crv": "P-256", "kid": kid, **coordinates})


def region(url: str, *, access_token: str | None, management: str = MANAGEMENT) -> Finding:
    """Where the data lies: public bodies are asked to keep it in the country; hosted Supabase is abroad."""
    host = urlsplit(url).hostname or ""
    if not host.endswith((".supabase.co", ".supabase.in")):
        return Finding("noted", texts_doctor.own_host(host))
    found = _project(host.partition(".")[0], access_token, management) if access_token else {}
    return Finding("noted", texts_doctor.region(found.get("region")))


def _project(reference: str, access_token: str, management: str) -> dict[str, Any]:
    """What Supabase's management says about a project; nothing where it does not say."""
    headers = {"Authorization": f"Bearer {access_token}"}
    with http_client() as http:
        try:
            found = _answer(http.get(f"{management}/v1/projects/{reference}", headers=headers)).json
        except httpx.HTTPError:
            return {}
    return found if isinstance(found, dict) else {}
