"""The app with the same people and answers, but no database behind a look: ``uvicorn bench.twin:app``."""

from bench.calls import Remembering, wrap_transports

wrap_transports(Remembering)

from app import app  # noqa: E402  (the wrapping must be there first)

__all__ = ["app"]
