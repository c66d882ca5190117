"""The least a Streamlit server can do, tuned like ours: ``uvicorn bench.empty:app``."""

import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import altair  # noqa: F401  (what our app has loaded, so that memory compares)
import pandas  # noqa: F401
import streamlit as st


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[None]:
    gc.collect()
    gc.freeze()
    yield


app = st.App("bench/empty_page.py", lifespan=lifespan)
