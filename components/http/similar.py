"""``POST /similar``: the problems most like the title that is being typed, among those the person may read.

What a whole role reads is kept by the process, with its index. The database says in the one call of each
request whether that still holds for this caller, and what she alone reads beside it.
"""

from __future__ import annotations

import json
import time
from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock
from typing import Final
from uuid import UUID

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from components.http.visitor import answered, bounded_body, is_our_page, refusal
from components.rules.similarity import SHOWN, THRESHOLD, Corpus, Vocabulary
from components.texts import answers as answer_texts
from components.texts import shell as texts
from db.gateway import similar
from db.gateway.similar import CommonTitles, Titled
from db.identity import Identity, Role

_MOST_BYTES: Final = 4096
# So young a corpus is good enough, whatever was sent since: in the last minute before a window closes the
# version moves with every answer, and each time it would cost two thousand rows and their index.
_SETTLED_SECONDS: Final = 20
_KEPT: Final = 12  # four roles in three planning years
_SUPPORTABLE: Final = ("dikirim", "dikembalikan", "diterima", "digabung")

_Key = tuple[Role, UUID]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """``answer_id`` is the draft: it is not like itself."""

    cycle_id: UUID
    answer_id: UUID
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Held:
    titles: CommonTitles
    corpus: Corpus
    fetched_at: float

    @property
    def is_settled(self) -> bool:
        return time.monotonic() - self.fetched_at < _SETTLED_SECONDS


_held: OrderedDict[_Key, _Held] = OrderedDict()
_renewing: set[_Key] = set()  # one asks for newer titles; meanwhile the others make do with what is held
_lock = Lock()


def routes() -> list[Route]:
    return [Route("/similar", _similar, methods=["POST"])]


async def _similar(request: Request) -> Response:
    if not is_our_page(request):
        return refusal(403, texts.FOREIGN_ORIGIN)
    wanted = _wanted(await bounded_body(request, at_most=_MOST_BYTES) or b"")
    if wanted is None:
        return refusal(400, texts.MALFORMED)
    return await answered(request, lambda me: _shown(me, nearest(me, wanted)))


def nearest(me: Identity, wanted: Wanted) -> list[Titled]:
    """The most similar problems, best first. Raises DomainError, DatabaseUnavailable."""
    key = (me.role, wanted.cycle_id)
    with _lock:
        held = _held.get(key)
        renews = held is not None and not held.is_settled and key not in _renewing
        if renews:
            _renewing.add(key)
    try:
        newest, near = _asked(me, key, held, renews=renews)
    finally:
        if renews:
            with _lock:
                _renewing.discard(key)
    return _best(newest, near, wanted)


def forget() -> None:
    """Begin with nothing known; for tests."""
    with _lock:
        _held.clear()
        _renewing.clear()


def _asked(me: Identity, key: _Key, held: _Held | None, *, renews: bool) -> tuple[_Held, tuple[Titled, ...]]:
    """What holds for this caller, and what she alone reads; ``renews``: only the newest version will do."""
    found = similar.problem_titles(
        me,
        cycle_id=key[1],
        known_scope=held.titles.scope if held else None,
        known_version=held.titles.version if held and renews else None,
    )
    if found.common is not None:
        held = _keep(key, found.common)
    if held is None:  # cannot be: nothing was known
        raise LookupError("the database called an unknown version unchanged")
    return held, found.near


def _keep(key: _Key, titles: CommonTitles) -> _Held:
    corpus = Corpus([one.title for one in titles.problems], Vocabulary(titles.synonyms))
    held = _Held(titles=titles, corpus=corpus, fetched_at=time.monotonic())
    with _lock:
        _held[key] = held
        _held.move_to_end(key)
        while len(_held) > _KEPT:
            _held.popitem(last=False)
    return held


def _best(held: _Held, near: tuple[Titled, ...], wanted: Wanted) -> list[Titled]:
    matches = held.corpus.nearest(wanted.text, at_most=SHOWN + 1)
    found = [(match.similarity, held.titles.problems[match.position]) for match in matches]
    beside = [(held.corpus.similarity(wanted.text, one.title), one) for one in near]
    found += [match for match in beside if match[0] >= THRESHOLD]
    others = [match for match in found if match[1].id != wanted.answer_id]
    return [one for _, one in sorted(others, key=lambda match: -match[0])[:SHOWN]]


def _shown(me: Identity, found: list[Titled]) -> Response:
    problems = [
        {
            "id": str(one.id),
            "title": answer_texts.titled("problem", one.number, one.title),
            "about": answer_texts.whose(one.status, one.unit_name),
            "may_support": one.status in _SUPPORTABLE and one.unit_id != me.unit_id,
        }
        for one in found
    ]
    return JSONResponse({"problems": problems}, headers={"Cache-Control": "no-store"})


def _wanted(body: bytes) -> Wanted | None:
    try:
        sent = json.loads(body)
        cycle_id, answer_id, text = UUID(sent["cycle"]), UUID(sent["answer"]), sent["text"]
    except (ValueError, RecursionError, TypeError, KeyError, AttributeError):
        return None
    return Wanted(cycle_id=cycle_id, answer_id=answer_id, text=text) if isinstance(text, str) else None
