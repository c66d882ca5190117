"""Streamlit's own files, each kept compressed: they come uncompressed, 2.7 MB before anybody can sign in."""

from __future__ import annotations

import gzip
import hashlib
import logging
import mimetypes
import os
import re
import sys
import threading
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Final, Literal

import brotli

Encoding = Literal["br", "gzip", "identity"]
ENCODINGS: Final[tuple[Encoding, ...]] = ("br", "gzip", "identity")  # best first

_log = logging.getLogger("rembuk.static")
_COMPRESSIBLE: Final = frozenset({".css", ".html", ".js", ".json", ".svg", ".txt"})
_BEST: Final = 11
_QUICK: Final = 5  # for whoever asks before the best is ready
_IMPORT: Final = re.compile(r"""(?:from|import)\s*["'`]\./([\w.$-]+\.js)["'`]""")
# What the pages draw: fetched with the first page (``FIRST``) or compressed as well as can be (``SOON``).
FIRST: Final = ("index", "TextInput", "Html")
SOON: Final = (
    "ArrowVegaLiteChart", "BidiComponent", "Button", "ButtonGroup", "Checkbox", "DataFrame", "DownloadButton",
    "MenuButton", "Metric", "Multiselect", "NumberInput", "PageLink", "Progress", "Radio", "Selectbox",
    "Slider", "Spinner", "Table", "TextArea", "Toast",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """One file in one encoding, ready to send."""

    body: bytes
    encoding: Encoding
    content_type: str
    etag: str


class Library:
    """The files below ``folder`` by their path, e.g. ``static/js/index.X.js``; for many threads."""

    def __init__(self, folder: Path, cache: Path, replaced: Mapping[str, bytes] | None = None) -> None:
        """``cache`` keeps the best compression between starts; ``replaced`` is our own content by path."""
        self._paths = {path.relative_to(folder).as_posix(): path for path in _files(folder)}
        self._cache = cache / version("streamlit")
        self._plain: dict[str, bytes] = dict(replaced or {})
        self._ready: dict[tuple[str, Encoding], Variant] = {}
        self._lock = threading.Lock()

    def __contains__(self, name: str) -> bool:
        return name in self._paths or name in self._plain

    def ready(self, name: str, encoding: Encoding) -> Variant | None:
        """The file in this encoding when that needs no work any more."""
        return self._ready.get((name, _useful(name, encoding)))

    def variant(self, name: str, encoding: Encoding) -> Variant:
        """The file in this encoding, or as it is when compressing gains nothing. Raises KeyError."""
        encoding = _useful(name, encoding)
        return self.ready(name, encoding) or self._keep(name, encoding, *self._quickly(name, encoding))

    def prepare(self, name: str) -> None:
        """Compress this file as well as can be, at low priority, and keep the result for the next start."""
        if _useful(name, "br") == "identity":
            return
        _be_humble()
        self._keep(name, "gzip", gzip.compress(self._source(name), 9, mtime=0), "9")
        self._keep(name, "br", self._best(name), str(_BEST))

    def closure(self, stems: Iterable[str]) -> list[str]:
        """The scripts with these names (without hash) and all they import, each once, importers first."""
        waiting = [name for stem in stems for name in self.scripts(stem)]
        found: dict[str, None] = {}
        while waiting:
            name = waiting.pop(0)
            if name not in found:
                found[name] = None
                waiting += [f"static/js/{file}" for file in _IMPORT.findall(self._source(name).decode())]
        return list(found)

    def named(self, pattern: str) -> list[str]:
        """The paths that match, sorted."""
        return sorted(name for name in {*self._paths, *self._plain} if re.fullmatch(pattern, name))

    def scripts(self, stem: str) -> list[str]:
        """The paths of the scripts with this name (without hash)."""
        return self.named(rf"static/js/{re.escape(stem)}\.[\w-]{{8}}\.js")

    def text(self, name: str) -> str:
        return self._source(name).decode()

    def _source(self, name: str) -> bytes:
        if name not in self._plain:
            self._plain[name] = self._paths[name].read_bytes()
        return self._plain[name]

    def _quickly(self, name: str, encoding: Encoding) -> tuple[bytes, str]:
        source = self._source(name)
        if encoding == "br":
            return brotli.compress(source, quality=_QUICK), str(_QUICK)
        if encoding == "gzip":
            return gzip.compress(source, 6, mtime=0), "6"
        return source, ""

    def _best(self, name: str) -> bytes:
        source = self._source(name)
        kept = self._cache / f"{hashlib.sha256(source).hexdigest()}.br"
        if kept.is_file() and _opens_to(kept.read_bytes(), source):
            return kept.read_bytes()
        best: bytes = brotli.compress(source, quality=_BEST)
        try:
            self._cache.mkdir(parents=True, exist_ok=True)
            draft = kept.with_suffix(f".{os.getpid()}")
            draft.write_bytes(best)
            draft.replace(kept)
        except OSError as error:  # a full disk: the next start compresses again
            _log.warning("compressed files cannot be kept: %s", error.strerror)
        return best

    def _keep(self, name: str, encoding: Encoding, body: bytes, level: str) -> Variant:
        content_type = mimetypes.guess_type(name)[0] or "application/octet-stream"
        if content_type.startswith("text/"):
            content_type += "; charset=utf-8"
        digest = hashlib.sha256(self._source(name)).hexdigest()[:20]
        variant = Variant(
            body=body, encoding=encoding, content_type=content_type, etag=f'"{digest}-{encoding}{level}"'
        )
        with self._lock:
            self._ready[name, encoding] = variant
        return variant


def best_encoding(accepted: str) -> Encoding:
    """What to send for this ``Accept-Encoding``: the best of ours that it does not refuse."""
    weights: dict[str, float] = {}
    for offer in accepted.lower().split(","):
        name, _, parameter = offer.partition(";")
        weights[name.strip()] = _weight(parameter)
    offered = (name for name in ENCODINGS[:-1] if weights.get(name, weights.get("*", 0.0)) > 0)
    return next(offered, "identity")


def _useful(name: str, encoding: Encoding) -> Encoding:
    return encoding if Path(name).suffix in _COMPRESSIBLE else "identity"


def _weight(parameter: str) -> float:
    name, _, value = parameter.strip().partition("=")
    try:
        return float(value) if name.strip() == "q" else 1.0
    except ValueError:
        return 1.0


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_file())


def _opens_to(compressed: bytes, source: bytes) -> bool:
    """A file cut short by a full disk must not be served for ever."""
    try:
        return bool(brotli.decompress(compressed) == source)
    except brotli.error:
        return False


def _be_humble() -> None:
    """This thread gives way to people who are waiting (Linux counts niceness by thread)."""
    if sys.platform == "linux":
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), 15)
