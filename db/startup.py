"""This process's hold on the database: opened in the background, watched while it runs, let go at the end."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from itertools import count
from typing import Final, Literal

import psycopg
from postgrest.exceptions import APIError

from db import embedded, texts, transport
from db.config import Settings
from db.embedded import EmbeddedDatabaseError
from db.errors import DatabaseUnavailable, DomainError
from db.gateway import clock, sign_in
from db.gateway.sign_in import SignInScreen
from db.migrate import MigrationError
from db.seed import example
from db.transport import Transport
from db.transport.postgres import PostgresTransport
from db.transport.supabase import SupabaseTransport

State = Literal["starting", "ready", "database_away"]
BEAT_SECONDS: Final = 3

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
        self._postmaster = ""
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
        except (psycopg.Error, OSError) as error:
            _log.exception("the database could not be opened")
            self._when_hopeless(texts.database_not_opened(str(error).strip().partition("\n")[0]))
            return
        for second in count():
            if self._stopping.is_set():
                return
            self._watch_server()
            if second % BEAT_SECONDS == 0:
                self._beat()
            self._stopping.wait(1)

    def _open(self) -> None:
        if self._settings.supabase is None:
            self._server = embedded.start(self._settings.home)
            self._server.migrate()
            example.load_if_empty(self._server.owner_conninfo)
        self._connect()

    def _connect(self) -> None:
        """Begin with new connections: old ones would look for a server that is gone for half a minute."""
        before = self._transport
        if self._settings.supabase is not None:
            self._transport = SupabaseTransport(self._settings.supabase)
        elif self._server is not None:
            self._transport = PostgresTransport(self._server.conninfo("authenticator"))
            self._postmaster = self._server.postmaster()
        transport.use(self._transport)
        if before is not None:
            before.close()

    def _watch_server(self) -> None:
        """Bring the embedded server up again when it is gone; another process may have done so already."""
        if self._server is None:
            return
        try:
            if not self._server.postmaster():
                self._be_away()
                self._server.bring_up()
                _log.warning("the embedded server was gone and is up again")
            if self._server.postmaster() != self._postmaster:
                self._connect()
                self._beat()
        except EmbeddedDatabaseError as error:
            _log.error("the embedded server is gone: %s", error)

    def _beat(self) -> None:
        """Do what is due and notice whether the database answers."""
        try:
            clock.tick()
            if self.city is None:
                self.city = sign_in.sign_in_screen()
                self._when_ready(self.city)
        except DatabaseUnavailable:
            self._be_away()
        except (DomainError, APIError, psycopg.Error):
            _log.exception("the clock was refused")  # it answered; people can work
        else:
            self.state = "ready"

    def _be_away(self) -> None:
        self.state = "starting" if self.city is None else "database_away"
