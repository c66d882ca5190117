"""The server: ``uvicorn app:app`` or ``streamlit run app.py``. Settings are checked before all else."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import streamlit as st
from starlette.middleware import Middleware

from components import http, navigation
from components.http.guards import ClosedDoors, ExampleStaysHere
from components.http.static import CompressedStatic, streamlit_library
from components.ui import accident
from db import launch
from db.startup import Database

settings = launch.checked_settings()
launch.begin_log()
library = streamlit_library(settings.home / "static-cache")
warm_up = http.WarmUp(library)
database = Database(settings, when_ready=launch.announce, when_hopeless=launch.leave)


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[None]:
    """Everything slow happens beside the server: while a lifespan works, the port refuses."""
    database.start()
    warm_up.start()
    yield
    warm_up.stop()
    database.stop()


app = st.App(
    "components/shell.py",
    lifespan=lifespan,
    on_script_error=accident.outside_the_shell,
    routes=http.routes(database, launch.program_version(), library, navigation.addresses()),
    middleware=[
        Middleware(ClosedDoors),
        Middleware(ExampleStaysHere, is_example=lambda: database.holds_example),
        Middleware(CompressedStatic, library=library),
    ],
)
