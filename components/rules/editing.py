"""A list of questions under work: what is put where, what a line of text means, what differs from before."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, fields, replace
from typing import Final, Literal

from db.gateway.questionnaire import Choice, Column, Question

_SAME: Final = (
    "key",
    "version",
    "is_required",
    "retired_at",
)  # said by the database, or what a question is known by
_Cell = Literal["short_text", "long_text", "number", "single"]
_FLAGS: Final[dict[str, _Cell]] = {"angka": "number", "panjang": "long_text"}
_REQUIRED: Final = "wajib"
#: Kinds whose answer a condition can name.
ASKABLE: Final = ("yes_no", "single", "multiple", "scale")


@dataclass(frozen=True, slots=True)
class Change:
    """``parts``: the names of what is different, for ``changed`` only."""

    what: Literal["added", "changed", "moved", "removed"]
    question: Question
    parts: tuple[str, ...] = ()


def changes(before: Sequence[Question], now: Sequence[Question]) -> list[Change]:
    """What publishing would do, in the order of the new list, what goes at the end."""
    known = {question.key: question for question in before}
    kept = {question.key for question in now}
    order = [question.key for question in before if question.key in kept]
    moved = _moved(order, [question.key for question in now if question.key in known])
    found: list[Change] = []
    for question in now:
        old = known.get(question.key)
        if old is None:
            found.append(Change("added", question))
        elif parts := _different(old, question):
            found.append(Change("changed", question, parts))
        elif question.key in moved:
            found.append(Change("moved", question))
    return [*found, *(Change("removed", question) for question in before if question.key not in kept)]


def placed(questions: Sequence[Question], question: Question, after: str | None) -> list[Question]:
    """The list with this question behind the one called ``after``; first when that is None."""
    others = [one for one in questions if one.key != question.key]
    at = next((place for place, one in enumerate(others, start=1) if one.key == after), 0)
    return [*others[:at], question, *others[at:]]


def without(questions: Sequence[Question], key: str) -> list[Question]:
    """The list without this question, and without conditions that hang on it."""
    return [
        replace(one, shown_if=None) if one.shown_if and one.shown_if.field == key else one
        for one in questions
        if one.key != key
    ]


def key_from(label: str, taken: Collection[str]) -> str:
    """A key for a new question or option, made of its words; it differs from those taken."""
    plain = unicodedata.normalize("NFKD", label).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:32].strip("_")
    base = words if words[:1].isalpha() else f"q_{words}".strip("_")
    numbered = (f"{base}_{number}" for number in range(2, len(taken) + 3))
    return next(key for key in (base, *numbered) if key not in taken)


def options_from(text: str) -> tuple[Choice, ...]:
    """One a line: ``kode = kalimat``, or a sentence alone, whose code is made of it."""
    found: list[Choice] = []
    for value, label in _lines(text):
        taken = {choice.value for choice in found}
        found.append(Choice(value=value or key_from(label, taken), label=label))
    return tuple(found)


def options_text(options: Iterable[Choice]) -> str:
    return "\n".join(f"{one.value} = {one.label}" for one in options)


def columns_from(text: str, before: Sequence[Column]) -> tuple[Column, ...]:
    """One a line: ``kode = kalimat; angka; wajib``. What a line cannot say stays as it was."""
    known = {column.key: column for column in before}
    found: list[Column] = []
    for key, line in _lines(text):
        label, *said = (part.strip() for part in line.split(";"))
        name = key or key_from(label, {column.key for column in found})
        old = known.get(name) or Column(key=name, label=label, kind="short_text")
        found.append(_column(old, label, [word.casefold() for word in said]))
    return tuple(found)


def columns_text(columns: Iterable[Column]) -> str:
    words = {kind: word for word, kind in _FLAGS.items()}
    return "\n".join(
        "; ".join(
            part
            for part in (
                f"{column.key} = {column.label.replace(';', ',')}",
                words.get(column.kind, ""),
                _REQUIRED if column.is_required else "",
            )
            if part
        )
        for column in columns
    )


def _column(old: Column, label: str, said: Sequence[str]) -> Column:
    plain: _Cell = "single" if old.kind == "single" else "short_text"
    kind = next((kind for word, kind in _FLAGS.items() if word in said), plain)
    changed = replace(old, label=label, is_required=_REQUIRED in said)
    if kind == old.kind:
        return changed
    return Column(key=old.key, label=label, kind=kind, is_required=changed.is_required)


def _lines(text: str) -> list[tuple[str, str]]:
    """(code or '', sentence) of every line that says something."""
    found = []
    for line in text.splitlines():
        code, equals, rest = line.partition("=")
        code, rest = (code.strip(), rest.strip()) if equals else ("", line.strip())
        if rest:
            found.append((code, rest))
    return found


def _different(old: Question, new: Question) -> tuple[str, ...]:
    names = [one.name for one in fields(Question) if one.name not in _SAME]
    return tuple(name for name in names if getattr(old, name) != getattr(new, name))


def _moved(before: Sequence[str], now: Sequence[str]) -> set[str]:
    """The fewest that were taken up and put elsewhere: those outside the longest common order."""
    place = {key: at for at, key in enumerate(before)}
    best: list[list[str]] = []  # best[n]: a longest run that keeps its order and ends at now[n]
    longest: list[str] = []
    for at, key in enumerate(now):
        runs = [best[earlier] for earlier in range(at) if place[now[earlier]] < place[key]]
        run: list[str] = sorted(runs, key=len)[-1] if runs else []
        best.append([*run, key])
        longest = max(longest, best[-1], key=len)
    return set(now) - set(longest)
