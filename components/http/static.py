"""Serves the first page and Streamlit's files compressed and cacheable, in front of Streamlit's routes."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path
from typing import Final

import streamlit
from anyio import to_thread
from starlette.convertors import Convertor, register_url_convertor
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from components.http.first_page import first_page, lean_style
from components.http.library import FIRST, SOON, Library, Variant, best_encoding
from components.texts.widgets import WORDS
from components.ui import scripts

INDEX: Final = "index.html"
_PREFIX: Final = "static/"  # names below it carry a hash of their content
_STREAMLITS: Final = ("app", "auth", "component", "media", "oauth2callback", "static")
_THEIR_STYLE: Final = r"static/css/index\..*\.css"
_OUR_STYLE: Final = r"static/css/rembuk\..*\.css"
_FOREVER: Final = "public, max-age=31536000, immutable"
_ASK_FIRST: Final = "no-cache"


def streamlit_library(cache: Path) -> Library:
    """Streamlit's files with our first page, a leaner style sheet, and widgets that speak Indonesian."""
    folder = Path(streamlit.__file__).parent / "static"
    plain = Library(folder, cache)
    (theirs,) = plain.named(_THEIR_STYLE)
    style, content, needed = lean_style(plain.text(theirs))
    page = first_page(plain.text(INDEX), plain.closure(FIRST), {theirs: style})
    ours = {INDEX: page.encode(), style: content, scripts.PATH: scripts.CONTENT, **needed, **_spoken(plain)}
    return Library(folder, cache, replaced=ours)


def _spoken(library: Library) -> dict[str, bytes]:
    """Streamlit's scripts with our words for what its widgets say."""
    found = {}
    for stem, words in WORDS.items():
        for name in library.scripts(stem):
            script = library.text(name)
            for theirs, ours in words.items():
                script = script.replace(theirs, ours)
            found[name] = script.encode()
    return found


def prepare(library: Library, until: Callable[[], bool]) -> None:
    """Compress what people load, what they load first at first. Takes seconds at the first start only."""
    for name in [INDEX, *library.named(_OUR_STYLE), *library.closure((*FIRST, *SOON)), scripts.PATH]:
        if until():
            return
        library.prepare(name)


def page_routes(library: Library, pages: Collection[str]) -> list[Route]:
    """Every page's address answers with the same first page; they come after all other routes of ours.

    An address that is none leads to the first page: Streamlit would say so in English and in the way.
    """

    async def page(request: Request) -> Response:
        name = request.path_params.get("page", "")
        if name and "." not in name and name not in pages:
            return await nowhere(request)
        return await _answer(library, name if "." in name else INDEX, request.scope)

    async def nowhere(_: Request) -> Response:
        return RedirectResponse("/", headers={"Cache-Control": _ASK_FIRST})

    return [Route("/", page), Route("/{page}", page), Route("/{page:deep}", nowhere)]


class _Deep(Convertor[str]):
    """An address of several parts: no page of ours has one.

    What Streamlit answers there stays its own, and so does ``/<page>/_stcore/…``: by its refusal the browser
    finds out that the page's name is no folder that the app lies in.
    """

    regex = rf"(?!.*\b_stcore/|(?:{'|'.join(_STREAMLITS)})/)[^/]+/.*"

    def convert(self, value: str) -> str:
        return value

    def to_string(self, value: str) -> str:
        return value


register_url_convertor("deep", _Deep())


class CompressedStatic:
    """ASGI middleware: answers for ``/static/…`` (no route may), passes everything else on."""

    def __init__(self, app: ASGIApp, library: Library) -> None:
        self._app = app
        self._library = library

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"].startswith(f"/{_PREFIX}"):
            response = await _answer(self._library, scope["path"].removeprefix("/"), scope)
            await response(scope, receive, send)
        else:
            await self._app(scope, receive, send)


async def _answer(library: Library, name: str, scope: Scope) -> Response:
    if scope["method"] not in ("GET", "HEAD"):
        return PlainTextResponse("Method Not Allowed", 405, {"Allow": "GET, HEAD"})
    if name not in library:
        return PlainTextResponse("Not Found", 404, {"Cache-Control": _ASK_FIRST})
    headers = Headers(scope=scope)
    encoding = best_encoding(", ".join(headers.getlist("accept-encoding")))
    variant = library.ready(name, encoding)
    if variant is None:
        variant = await to_thread.run_sync(library.variant, name, encoding)
    return _response(name, variant, headers, with_body=scope["method"] == "GET")


def _response(name: str, variant: Variant, headers: Headers, *, with_body: bool) -> Response:
    about = {
        "Cache-Control": _FOREVER if name.startswith(_PREFIX) else _ASK_FIRST,
        "ETag": variant.etag,
        "Vary": "Accept-Encoding",
        "X-Content-Type-Options": "nosniff",
    }
    if _is_known(variant.etag, headers.get("if-none-match", "")):
        return Response(status_code=304, headers=about)
    if variant.encoding != "identity":
        about["Content-Encoding"] = variant.encoding
    if name == INDEX:
        about |= {"Referrer-Policy": "same-origin", "X-Frame-Options": "SAMEORIGIN"}
    about |= {"Content-Type": variant.content_type, "Content-Length": str(len(variant.body))}
    return Response(variant.body if with_body else b"", headers=about)


def _is_known(etag: str, if_none_match: str) -> bool:
    known = {tag.strip().removeprefix("W/") for tag in if_none_match.split(",")}
    return etag in known or "*" in known
