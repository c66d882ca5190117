"""This process's hold on the database: opened in the background, watched while it runs, let go at the end."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import Final, Literal

import psycopg
from postgrest.exceptions import APIError

from db import embedded, transport
from db.cluster import EmbeddedDatabaseError
from db.config import Settings
from db.errors import DatabaseUnavailable, DomainError
from db.gateway import clock, sign_in
from db.gateway.sign_in import SignInScreen
from db.migrate import MigrationError
from db.seed import example
from db.transport import Transport
from db.transport.postgres import PostgresTransport
from db.transport.supabase import SupabaseTransport

State = Literal["starting", "ready", "database_away"]
BEAT_SECONDS: Final = 3.0

_log = logging.getLogger("rembuk.database")


class Database:
    """Opens the configured database once ``start`` is called and beats every three seconds from then on."""

    def __init__(
        self,
        settings: Settings,
        *,
        when_ready: Callable[[SignInScreen], None],
        when_hopeless: Callable[[str], None],
    ) -> None:
        """``when_ready`` is told the city, once; ``when_hopeless`` why opening can never succeed."""
        self._settings = settings
        self._when_ready = when_ready
        self._when_hopeless = when_hopeless
        self._server: embedded.Server | None = None
        self._transport: Transport | None = None
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="rembuk-database", daemon=True)
        self.state: State = "starting"
        self.city: SignInScreen | None = None

    @property
    def holds_example(self) -> bool:
        return self.city is not None and self.city.is_example

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Let go; the last process on a data folder stops its server. Waits for what is under way."""
        self._stopping.set()
        self._thread.join()
        transport.use(None)
        if self._transport is not None:
            self._transport.close()
        if self._server is not None:
            self._server.stop()

    def _run(self) -> None:
        try:
            self._open()
        except (EmbeddedDatabaseError, MigrationError) as error:
            self._when_hopeless(str(error))
            return
        while not self._stopping.is_set():
            self._beat()
            self._stopping.wait(BEAT_SECONDS)

    def _open(self) -> None:
        if self._settings.supabase is not None:
            self._transport = SupabaseTransport(self._settings.supabase)
        else:
            self._server = embedded.start(self._settings.home)
            self._server.migrate()
            example.load_if_empty(self._server.owner_conninfo)
            self._transport = PostgresTransport(self._server.conninfo("authenticator"))
        transport.use(self._transport)

    def _beat(self) -> None:
        """Do what is due and notice whether the database answers."""
        try:
            clock.tick()
            if self.city is None:
                self.city = sign_in.sign_in_screen()
                self._when_ready(self.city)
        except DatabaseUnavailable:
            self.state = "starting" if self.city is None else "database_away"
            self._bring_up()
        except (DomainError, APIError, psycopg.Error):
            _log.exception("the clock was refused")  # it answered; people can work
        else:
            self.state = "ready"

    def _bring_up(self) -> None:
        if self._server is None:
            return
        try:
            if self._server.bring_up():
                _log.warning("the embedded server was down and is up again")
        except EmbeddedDatabaseError as error:
            _log.error("the embedded server is down: %s", error)
