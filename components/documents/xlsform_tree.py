"""What pyxform made of an XLSForm's rows, as questions: walked in order, row by row beside it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final, cast, get_args

from components.documents.xlsform_rows import Notes, Row, asking, cell, words
from components.documents.xlsform_words import (
    KINDS,
    OWN,
    YES,
    key_of,
    number,
    read_condition,
    read_constraint,
    value_of,
)
from components.texts import xlsform as texts
from db.gateway.questionnaire import Choice, Column, Kind, Question, ShownIf

_PLAIN_KEY: Final = re.compile(r"[a-z][a-z0-9_]{0,39}")
_KNOWN: Final = {
    "type", "name", "label", "hint", "bind", "control", "parameters", "itemset", "list_name", "choices",
    "children", OWN,
}  # fmt: skip
_KNOWN_BIND: Final = {"required", "relevant", "constraint", "jr:constraintMsg", "jr:requiredMsg"}
_KNOWN_CONTROL: Final = {"appearance", "start", "end", "step"}
_TABLE_CELLS: Final = ("short_text", "long_text", "number", "single")

Element = Mapping[str, Any]


class Tree:
    """Walks what pyxform made of the rows, row by row beside them."""

    def __init__(
        self, survey: Sequence[Row], choices: Sequence[Row], pillars: frozenset[str], notes: Notes
    ) -> None:
        self._notes = notes
        self._say = notes.say
        self._pillars = pillars
        self._rows = iter(asking(survey))
        self._asked: dict[str, Question] = {}
        self._choices = _choices(choices)

    def questions(self, tree: Element) -> list[Question]:
        self._walk(tree["children"], texts.OTHER_SECTION, depth=0)
        return list(self._asked.values())

    def _walk(self, elements: Sequence[Element], section: str, depth: int) -> None:
        for element in elements:
            if element["name"] == "meta" and element["type"] == "group":
                continue
            row = self._next_row()
            if element["type"] == "group":
                self._group(element, row, depth)
            else:
                self._keep(self._question(element, row, section))

    def _next_row(self) -> Row:
        self._notes.at, row = next(self._rows)
        return row

    def _group(self, element: Element, row: Row, depth: int) -> None:
        if depth:
            self._say(texts.NESTED_GROUP)
        if "relevant" in element.get("bind", {}):
            self._say(texts.GROUP_CONDITION, fatal=True)
        self._walk(element.get("children", ()), words(row, "label").strip() or texts.OTHER_SECTION, depth + 1)

    def _keep(self, question: Question | None) -> None:
        if question is None:
            return
        if question.key in self._asked:
            self._say(texts.DUPLICATE, fatal=True)
        self._asked[question.key] = question

    def _question(self, element: Element, row: Row, section: str) -> Question | None:
        at = self._notes.at
        kind = self._kind(element)
        key = self._key(element)
        own = _Own(element.get(OWN, {}), self._say)
        bounds = self._bounds(element, own)
        options = self._options(element, kind)
        columns = self._columns(element) if kind == "table" else ()
        self._notes.at = at
        self._name_unsupported(element)
        label = words(row, "label")
        if not label.strip():
            self._say(texts.NO_LABEL, fatal=True)
        if kind == "scale":
            bounds = self._steps(options, element, bounds)
        return Question(
            key=key,
            kind=cast(Kind, kind),
            label=label,
            section=section,
            help=words(row, "hint") or None,
            required_from=self._stage(element, own),
            shown_if=self._condition(element),
            accepts_no_data=own.is_set("belum_ada_data"),
            options=() if kind == "yes_no" else options,
            columns=columns,
            unit_label=own.text("satuan"),
            pillar=self._pillar(own),
            flags_when_missing=own.is_set("ingatkan"),
            **bounds,
        )

    def _key(self, element: Element) -> str:
        name, key = element["name"], key_of(element["name"])
        if _PLAIN_KEY.fullmatch(key) is None:
            self._say(texts.BAD_NAME, fatal=True)
        elif key != name:
            self._say(texts.renamed(name[:40], key))
        return key

    def _kind(self, element: Element) -> str:
        possible = KINDS.get(element["type"], ())
        wanted = _Own(element.get(OWN, {}), self._say).text("jenis")
        if not possible or (wanted and (wanted not in possible or wanted not in get_args(Kind))):
            self._say(texts.kind_unfit((wanted or "")[:40], element["type"]), fatal=True)
            return "short_text"
        if wanted:
            return wanted
        if element["type"] in ("int", "integer"):
            self._say(texts.INTEGER)
        is_tall = "multiline" in str(element.get("control", {}).get("appearance", ""))
        return "long_text" if possible[0] == "short_text" and is_tall else possible[0]

    def _options(self, element: Element, kind: str) -> tuple[Choice, ...]:
        if "choices" not in element or kind not in ("single", "multiple", "scale"):
            return ()
        return self._choices.get(element["list_name"], ())

    def _steps(self, options: Sequence[Choice], element: Element, bounds: dict[str, Any]) -> dict[str, Any]:
        """A scale's ends: what the constraint says, or the range, or its outermost anchors."""
        steps = [number(option.value) for option in options]
        if any(step is None or step != int(step) for step in steps):
            self._say(texts.BAD_SCALE, fatal=True)
            return bounds
        control = element.get("control", {})
        whole = [int(step) for step in steps if step is not None]
        start = number(str(control.get("start", ""))) if not whole else min(whole)
        end = number(str(control.get("end", ""))) if not whole else max(whole)
        return {
            **bounds,
            "minimum": bounds["minimum"] if bounds["minimum"] is not None else start,
            "maximum": bounds["maximum"] if bounds["maximum"] is not None else end,
        }

    def _bounds(self, element: Element, own: _Own) -> dict[str, Any]:
        found: dict[str, Any] = {
            "minimum": own.number("terkecil"),
            "maximum": own.number("terbesar"),
            "max_length": own.number("terbanyak"),
        }
        said = element.get("bind", {}).get("constraint")
        if said:
            read = read_constraint(str(said))
            if read is None:
                self._say(texts.BAD_CONSTRAINT)
            found |= read or {}
        if found["max_length"] is not None and found["max_length"] != int(found["max_length"]):
            self._say(texts.number_unfit("constraint"), fatal=True)
        return found

    def _stage(self, element: Element, own: _Own) -> int | None:
        stage = own.number("tahap")
        if stage is not None and stage not in (1, 2, 3, 4):
            self._say(texts.number_unfit(f"{OWN}::tahap"), fatal=True)
            return None
        required = _is_yes(element.get("bind", {}).get("required", ""))
        return (int(stage) if stage is not None else 1) if required else None

    def _pillar(self, own: _Own) -> str | None:
        pillar = own.text("pilar")
        if pillar is not None and pillar not in self._pillars:
            self._say(texts.column_unsupported(f"{OWN}::pilar"), fatal=True)
        return pillar

    def _condition(self, element: Element) -> ShownIf | None:
        said = element.get("bind", {}).get("relevant")
        if not said:
            return None
        read = read_condition(str(said))
        if read is None:
            self._say(texts.BAD_CONDITION, fatal=True)
            return None
        asked = self._asked.get(read[0])
        if asked is None:
            self._say(texts.LATER_REFERENCE, fatal=True)
            return None
        values = [value_of(asked, word) for word in read[1]]
        if any(value is None for value in values):
            self._say(texts.BAD_CONDITION, fatal=True)
        return ShownIf(field=read[0], any_of=tuple(value for value in values if value is not None))

    def _columns(self, element: Element) -> tuple[Column, ...]:
        columns = []
        for below in element.get("children", ()):
            row = self._next_row()
            column = self._column(below, row)
            if column is not None:
                columns.append(column)
        if len({column.key for column in columns}) < len(columns):
            self._say(texts.DUPLICATE, fatal=True)
        return tuple(columns)

    def _column(self, element: Element, row: Row) -> Column | None:
        if element["type"] in ("group", "repeat"):
            self._say(texts.NESTED_TABLE, fatal=True)
            for _ in _below(element):
                self._next_row()
            return None
        kind = self._kind(element)
        if kind not in _TABLE_CELLS:
            self._say(texts.cell_unsupported(kind), fatal=True)
            return None
        if "relevant" in element.get("bind", {}):
            self._say(texts.BAD_CONDITION, fatal=True)
        self._name_unsupported(element)
        own = _Own(element.get(OWN, {}), self._say)
        return Column(
            key=self._key(element),
            label=words(row, "label"),
            kind=cast(Any, kind),
            is_required=_is_yes(element.get("bind", {}).get("required", "")),
            options=self._options(element, kind),
            accepts_no_data=own.is_set("belum_ada_data"),
            **self._bounds(element, own),
        )

    def _name_unsupported(self, element: Element) -> None:
        """Every filled column that means nothing here."""
        extra = [name for name in element if name not in _KNOWN]
        extra += [name for name in element.get("bind", {}) if name not in _KNOWN_BIND]
        extra += [name for name in element.get("control", {}) if name not in _KNOWN_CONTROL]
        for name in extra:
            self._say(texts.column_unsupported(str(name)[:40]))


class _Own:
    """The columns ``rembuk::…`` of a row."""

    def __init__(self, columns: Any, say: Callable[..., None]) -> None:
        self._columns = columns if isinstance(columns, Mapping) else {}
        self._say = say

    def text(self, name: str) -> str | None:
        return str(self._columns.get(name, "")).strip() or None

    def is_set(self, name: str) -> bool:
        return (self.text(name) or "").lower() in (YES, "yes", "true")

    def number(self, name: str) -> float | None:
        text = self.text(name)
        if text is None:
            return None
        found = number(text)
        if found is None:
            self._say(texts.number_unfit(f"{OWN}::{name}"), fatal=True)
        return found


def _choices(rows: Sequence[Row]) -> dict[str, tuple[Choice, ...]]:
    lists: dict[str, tuple[Choice, ...]] = {}
    for row in rows:
        name = cell(row, "list_name") or cell(row, "list name")
        if name:
            choice = Choice(value=cell(row, "name"), label=words(row, "label"))
            lists[name] = (*lists.get(name, ()), choice)
    return lists


def _below(element: Element) -> Iterator[Element]:
    for child in element.get("children", ()):
        yield child
        yield from _below(child)


def _is_yes(text: object) -> bool:
    return str(text).strip().lower() in ("yes", "true", "true()", YES)
