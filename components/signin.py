"""Sign-in: streamlit-authenticator over the accounts in our database (docs/decisions/sign-in.md).

The library keeps its forms and its flow; replaced is where accounts and cookies come from. Of all accounts
only the one that signs in is ever loaded, and the cookie is set by a response (``http/session.py``).
"""

from __future__ import annotations

import json
import time
from dataclasses import replace
from datetime import UTC, datetime
from math import ceil
from typing import Any, Final
from uuid import uuid4

import streamlit as st
from streamlit_authenticator import Authenticate
from streamlit_authenticator.controllers import AuthenticationController, CookieController
from streamlit_authenticator.models import AuthenticationModel
from streamlit_authenticator.utilities import CredentialsError, Encryptor, ResetError, Validator

from components import state
from components.http.session import DEVICE_COOKIE, new_secret
from components.http.visitor import SESSION_COOKIE, is_secret
from components.passwords import DUMMY_HASH, hash_password, matches_password
from components.rules.password import password_fault
from components.texts import errors as error_texts
from components.texts import signin as texts
from db.errors import DatabaseUnavailable, DomainError, ErrorCode
from db.gateway import sign_in
from db.identity import Identity

_TICKET: Final = "signin.ticket"
_TICKET_SECONDS: Final = 60  # the database takes it no longer
_FAULT: Final = "signin.fault"
_HAND_OVER: Final = """<script>fetch("/auth/session", {method: "POST", body: JSON.stringify(%s)})</script>"""
_GOODBYE: Final = """<script>
fetch("/auth/logout", {method: "POST"}).finally(() => window.location.replace("/"))
</script>"""


def is_open() -> bool:
    """Can people sign in? Asks the database."""
    try:
        sign_in.sign_in_screen()
    except DatabaseUnavailable:
        return False
    return True


def identify() -> Identity | None:
    """Who acts in this run: as known since the last one, or by the cookie in a connection's first run."""
    if state.identity() is None and _cookie(SESSION_COOKIE):
        Authenticator().login(location="unrendered")
    return state.identity()


def form() -> None:
    """Draw the sign-in form; when the right password was sent, begin the run again as that person."""
    Authenticator().login(fields=texts.FIELDS, key="signin")
    if state.identity() is not None:
        st.rerun()
    fault = st.session_state.pop(_FAULT, None)
    if fault:
        st.warning(fault)


def new_password_form(me: Identity) -> None:
    """Draw the form for a password of one's own; save it, then begin the run again."""
    st.session_state["authentication_status"] = True  # the library asks; the database is what decides
    authenticator = Authenticator(_Rules(me.user_name))
    try:
        is_saved = authenticator.reset_password("", fields=texts.PASSWORD_FIELDS, key="new_password")
    except (ResetError, CredentialsError) as refusal:
        st.warning(_REFUSALS.get(str(refusal), str(refusal)))
        return
    if is_saved:
        state.set_identity(replace(me, must_change_password=False))
        state.keep_news(texts.PASSWORD_SAVED)
        st.rerun()


def hand_over_ticket() -> None:
    """Let the browser exchange the ticket of a fresh sign-in for its cookies. One element, in every run."""
    ticket = st.session_state.get(_TICKET)
    if ticket is None or ticket["until"] < time.monotonic():
        st.empty()
    else:
        given = {name: ticket[name] for name in ("ticket", "device")}
        st.html(_HAND_OVER % json.dumps(given), unsafe_allow_javascript=True)


def leave() -> None:
    """End this sign-in, here and wherever its cookie is, and load the page anew for whoever comes next."""
    sign_in.sign_out(state.require_identity())
    state.forget_everything()
    st.html(_GOODBYE, unsafe_allow_javascript=True)
    st.stop()


def react(refusal: DomainError) -> None:
    """What the database said about the sign-in itself decides which screen comes next."""
    me = state.identity()
    if me is None or refusal.code is ErrorCode.SESSION_ENDED:
        state.forget_everything()
        st.session_state["logout"] = True  # the cookie of this connection has ended as well
        st.session_state[_FAULT] = error_texts.about(ErrorCode.SESSION_ENDED, None)
    elif refusal.code is ErrorCode.PASSWORD_CHANGE_DUE:
        state.set_identity(replace(me, must_change_password=True))
    elif refusal.code is ErrorCode.NOTICE_UNREAD:
        state.set_identity(replace(me, notice_due=True))
    else:
        raise refusal
    st.rerun()


class Authenticator(Authenticate):  # type: ignore[misc]
    """The library's widgets on our model. Its own ``__init__`` would mount a cookie component each run."""

    def __init__(self, validator: Validator | None = None) -> None:
        model = _Accounts(validator)
        self.path = self.api_key = None
        self.secret_key = DUMMY_HASH  # only for e-mailed codes, which we have not
        self.attrs = {"login_sleep_time": 0, "password_instructions": texts.PASSWORD_RULES}
        self.authentication_controller = AuthenticationController({"usernames": {}}, model.validator, False)
        self.authentication_controller.authentication_model = model
        self.cookie_controller = _Cookie(model)
        self.encryptor = Encryptor(self.secret_key)


class _Accounts(AuthenticationModel):  # type: ignore[misc]
    """Asks the database about one name, and holds nobody else."""

    def __init__(self, validator: Validator | None) -> None:
        super().__init__({"usernames": {}}, auto_hash=False, validator=validator or _Rules(None))

    def login(self, username: str | None, password: str | None, *others: Any, **named: Any) -> Any:
        """By the form (name and password are text) or by the cookie (both are None)."""
        if username is not None and not (username and password):
            st.session_state[_FAULT] = texts.NAME_MISSING
            return None
        return super().login(username, password, *others, **named)

    def check_credentials(self, username: str, password: str) -> bool:
        """Count the try, check it, open the session. Unknown names take the same time and the same words."""
        try:
            fault = self._sign_in(username, password)
        except DomainError:  # a name that no account can have, or a try that grew old
            fault = texts.WRONG
        if fault is not None:
            st.session_state[_FAULT] = fault
        return fault is None

    def _sign_in(self, username: str, password: str) -> str | None:
        device = _device()
        attempt = sign_in.begin_sign_in(name=username, device=device)
        if attempt.is_refused or not matches_password(password, attempt.password_hash):
            return _refused(attempt.locked_until)
        device = device or new_secret()
        signed_in = sign_in.finish_sign_in(attempt_id=attempt.attempt_id, device=device)
        self.welcome(username, signed_in.identity)
        st.session_state[_TICKET] = {
            "ticket": signed_in.ticket,
            "device": device,
            "until": time.monotonic() + _TICKET_SECONDS,
        }
        return None

    def welcome(self, username: str, me: Identity) -> None:
        """From here on the library finds this person, and the pages know her."""
        self.credentials["usernames"] = {username: {"name": me.name, "email": None, "roles": [me.role]}}
        state.set_identity(me)

    def reset_password(self, username: str, password: str, new_password: str, callback: Any = None) -> bool:
        me = state.require_identity()
        if not matches_password(password, sign_in.own_password_hash(me)):
            raise CredentialsError("password")
        sign_in.change_password(me, request_id=uuid4(), password_hash=hash_password(new_password))
        return True


class _Cookie(CookieController):  # type: ignore[misc]
    """Reads the cookie of this connection; setting and deleting is done by a response."""

    def __init__(self, accounts: _Accounts) -> None:
        self._accounts = accounts

    def get_cookie(self) -> dict[str, Any] | None:
        secret = None if st.session_state.get("logout") else _cookie(SESSION_COOKIE)
        me = sign_in.resume(cookie=secret) if secret else None
        if me is None:
            return None
        username = str(me.participant_id)
        self._accounts.welcome(username, me)
        return {"username": username}

    def set_cookie(self) -> None:
        """The ticket of this sign-in is in the session; ``hand_over_ticket`` does the rest."""

    def delete_cookie(self) -> None:
        """``leave`` does."""


class _Rules(Validator):  # type: ignore[misc]
    """Our rules for passwords in place of the library's (8–20 characters of four kinds)."""

    def __init__(self, user_name: str | None) -> None:
        self._user_name = user_name

    def validate_length(self, variable: str, min_length: int = 0, max_length: int = 0) -> bool:
        return len(variable) >= min_length

    def validate_password(self, password: str) -> bool:
        return password_fault(password, user_name=self._user_name) is None

    def diagnose_password(self, password: str) -> str:
        fault = password_fault(password, user_name=self._user_name)
        return texts.PASSWORD_FAULTS[fault] if fault else ""


# What the library says in English; pinned to 0.4.2 and provoked one by one in the tests.
_REFUSALS: Final = {
    "No new password provided": texts.PASSWORD_EMPTY,
    "Passwords do not match": texts.PASSWORDS_DIFFER,
    "New and current passwords are the same": texts.PASSWORD_SAME,
    "Password is incorrect": texts.PASSWORD_WRONG,
}


def _cookie(name: str) -> str | None:
    """A cookie as the browser sent it when this connection began."""
    return st.context.cookies.get(name)


def _device() -> str | None:
    """The device that was remembered here; it goes into a script, so nothing else will do."""
    device = _cookie(DEVICE_COOKIE)
    return device if is_secret(device) else None


def _refused(locked_until: datetime | None) -> str:
    if locked_until is None:
        return texts.WRONG
    return texts.locked(max(1, ceil((locked_until - datetime.now(UTC)).total_seconds() / 60)))
