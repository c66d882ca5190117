"""The app itself, every call to its database written down: ``uvicorn bench.served:app``."""

import os
from pathlib import Path

from bench.calls import Recording, wrap_transports

wrap_transports(lambda inner: Recording.to(Path(os.environ["REMBUK_BENCH_CALLS"]), inner))

from app import app  # noqa: E402  (the wrapping must be there first)

__all__ = ["app"]
