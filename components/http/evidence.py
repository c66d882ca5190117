"""Evidence on its way in and out: a file is sent, shown, and taken away past the pages, one call each.

A photo may be on its way for a minute, and the page is used meanwhile; so none of this is a run of a page.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from tempfile import SpooledTemporaryFile
from typing import IO, Final
from urllib.parse import quote, unquote
from uuid import UUID

from anyio import CapacityLimiter, to_thread
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from components.documents import evidence as looked_at
from components.documents import photos
from components.documents.unfit import Unfit
from components.http.visitor import answered, is_our_page, refusal
from components.rules.evidence import LARGEST_PDF, LARGEST_PHOTO
from components.texts import errors as error_texts
from components.texts import evidence as texts
from components.texts import shell as shell_texts
from db.errors import ErrorCode
from db.gateway import evidence
from db.gateway.evidence import EvidenceFile
from db.identity import Identity

_IN_MEMORY: Final = LARGEST_PHOTO  # a document waits in a file of its own until it is looked at
# A photo of 25 million pixels is 100 MB while it is looked at; who waits for that holds up nobody who types.
_LOOKING: Final = CapacityLimiter(2)
_TAKING: Final = CapacityLimiter(64)  # so many bodies wait on disk at most; the next one is not read yet
_ENDINGS: Final = {
    "image/jpeg": (".jpg", ".jpeg"),
    "image/png": (".png",),
    "image/webp": (".webp",),
    "application/pdf": (".pdf",),
}
_NOTHING_RUNS: Final = {
    "Content-Security-Policy": "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; sandbox",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sent:
    """What stands in the headers of a file; names do not belong into addresses, which are logged."""

    request_id: UUID
    answer_id: UUID
    name: str


def routes() -> list[Route]:
    return [
        Route("/evidence", _add, methods=["POST"]),
        Route("/evidence/{id:uuid}", _show),
        Route("/evidence/{id:uuid}/remove", _remove, methods=["POST"]),
    ]


async def _add(request: Request) -> Response:
    """Look at the file in the body and keep it beside its answer."""
    if not is_our_page(request):
        return refusal(403, shell_texts.FOREIGN_ORIGIN)
    sent = _sent(request.headers)
    if sent is None:
        return refusal(400, shell_texts.MALFORMED)
    somebody = await answered(request, lambda _: Response())
    if somebody.status_code != 200:  # a stranger's file is not even received
        return somebody
    async with _TAKING:
        content = await _received(request)
    if isinstance(content, Response):
        return content
    return await answered(request, lambda me: _keep(me, sent, content))


async def _received(request: Request) -> bytes | Response:
    """The file in the body, fit to be kept, or what is said of one that is not."""
    with SpooledTemporaryFile(max_size=_IN_MEMORY) as body:
        try:
            if not await _receive(request, body):
                return refusal(413, texts.TOO_LARGE)
        except ClientDisconnect:  # it will be sent again; nobody is there to be told
            return Response(status_code=400)
        try:
            return await to_thread.run_sync(lambda: looked_at.fit(body.read()), limiter=_LOOKING)
        except Unfit as fault:
            return refusal(422, str(fault))


async def _show(request: Request) -> Response:
    """The file itself, or with ``?kecil`` a small picture of it."""
    evidence_id = request.path_params["id"]
    if "kecil" not in request.query_params:
        return await answered(request, lambda me: _whole(evidence.evidence_file(me, evidence_id=evidence_id)))
    async with _LOOKING:
        return await answered(request, lambda me: _small(evidence.evidence_file(me, evidence_id=evidence_id)))


async def _remove(request: Request) -> Response:
    """Take the file away."""
    request_id = _uuid(request.headers.get("x-request"))
    if request_id is None:
        return refusal(400, shell_texts.MALFORMED)

    def remove(me: Identity) -> Response:
        evidence.remove_evidence(me, request_id=request_id, evidence_id=request.path_params["id"])
        return Response(status_code=204, headers={"Cache-Control": "no-store"})

    return await answered(request, remove)


# ── in ──────────────────────────────────────────────────────────────────────────────────────────────────────
def _sent(headers: Mapping[str, str]) -> _Sent | None:
    request_id, answer_id = _uuid(headers.get("x-request")), _uuid(headers.get("x-answer"))
    name = headers.get("x-name")
    if request_id is None or answer_id is None or name is None:
        return None
    return _Sent(request_id=request_id, answer_id=answer_id, name=unquote(name))


def _uuid(given: str | None) -> UUID | None:
    try:
        return UUID(given) if given else None
    except ValueError:
        return None


async def _receive(request: Request, into: IO[bytes]) -> bool:
    """Whether the whole body was taken; it is dropped where it grows larger than any evidence may be."""
    async for chunk in request.stream():
        into.write(chunk)
        if into.tell() > LARGEST_PDF:
            return False
    into.seek(0)
    return True


def _keep(me: Identity, sent: _Sent, content: bytes) -> Response:
    kept = evidence.add_evidence(
        me, request_id=sent.request_id, answer_id=sent.answer_id, name=sent.name, content=content
    )
    return JSONResponse(
        {"id": str(kept.id), "name": kept.name, "kind": kept.kind, "size": kept.size},
        status_code=201,
        headers={"Cache-Control": "no-store"},
    )


# ── out ─────────────────────────────────────────────────────────────────────────────────────────────────────
def _whole(file: EvidenceFile) -> Response:
    """A photo may be looked at here; a document is only ever downloaded, and read by a program of its own."""
    place = "attachment" if file.kind == "application/pdf" else "inline"
    named = f"{place}; filename*=UTF-8''{quote(_named(file), safe='')}"
    headers = {"Content-Disposition": named, "Cache-Control": "private, no-cache", **_NOTHING_RUNS}
    return Response(file.content, media_type=file.kind, headers=headers)


def _small(file: EvidenceFile) -> Response:
    if file.kind == "application/pdf":
        return refusal(404, error_texts.about(ErrorCode.NOT_FOUND, None))
    try:
        picture = photos.thumbnail(file.content, file.kind)
    except Unfit as fault:
        return refusal(404, str(fault))
    # Kept for whoever holds this cookie, and for an hour only: it may have been removed since.
    headers = {"Cache-Control": "private, max-age=3600", "Vary": "Cookie", **_NOTHING_RUNS}
    return Response(picture, media_type="image/jpeg", headers=headers)


def _named(file: EvidenceFile) -> str:
    """With the ending of what it is, whatever it was called."""
    endings = _ENDINGS[file.kind]
    return file.name if file.name.lower().endswith(endings) else file.name + endings[0]
