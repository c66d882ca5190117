"""One question under work: what it asks, of whom, from when, and where it stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, cast, get_args
from zlib import crc32

import streamlit as st

from components.rules.editing import (
    ASKABLE,
    columns_from,
    columns_text,
    key_from,
    options_from,
    options_text,
)
from components.texts import format as fmt
from components.texts import questions as texts
from components.texts import survey as survey_texts
from components.ui.plain import plain
from components.ui.typed import read_number
from db.gateway.city import Reference
from db.gateway.editing import QuestionDesk
from db.gateway.questionnaire import Kind, Question, ShownIf

_NEW: Final = ""
_WITH_OPTIONS: Final = ("single", "multiple", "scale")
_BOUNDED: Final = ("number", "money", "scale", "year_range")
_LONG: Final = ("short_text", "long_text")
_COUNTED: Final = ("multiple", "units", "location", "problems", "table", "sectors", "file")
_YES_NO: Final = {True: survey_texts.YES, False: survey_texts.NO}


@dataclass(frozen=True, slots=True)
class Edited:
    """What was decided: the question and behind which one it stands, or that it goes."""

    question: Question
    after: str | None
    is_removed: bool = False


def edited(questions: Sequence[Question], desk: QuestionDesk, reference: Reference) -> Edited | None:
    """Draw the editor; the decision in the run in which it was made and can be kept."""
    chosen = _chosen(questions)
    if chosen is None:
        return None
    question = next((one for one in questions if one.key == chosen), None)
    editor = _Editor(questions, question, desk, reference)
    after = editor.after()
    made = editor.question()
    with st.container(horizontal=True):
        is_kept = st.button(texts.KEEP, type="primary", key=editor.key("keep"))
        is_removed = question is not None and _removal(question, desk, editor.key("remove"))
    if is_removed and question is not None:
        return Edited(question, None, is_removed=True)
    if is_kept and isinstance(made, str):
        st.warning(made, icon=":material/info:")
    return Edited(made, after) if is_kept and isinstance(made, Question) else None


def _chosen(questions: Sequence[Question]) -> str | None:
    names = {_NEW: texts.NEW, **{one.key: one.label for one in questions}}
    chosen: str | None = st.selectbox(
        texts.CHOOSE,
        list(names),
        index=None,
        format_func=names.__getitem__,
        placeholder=texts.CHOOSE_HINT,
        key="questions.chosen",
    )
    return chosen


def _removal(question: Question, desk: QuestionDesk, key: str) -> bool:
    if question.key in desk.core:
        st.caption(texts.CORE_STAYS)
        return False
    with st.popover(texts.REMOVE):
        st.text(texts.remove_means(desk.answered.get(question.key, 0)))
        return st.button(texts.REMOVE, key=key)


class _Editor:
    """The fields of one question; each is drawn where it stands in ``question``."""

    def __init__(
        self,
        questions: Sequence[Question],
        question: Question | None,
        desk: QuestionDesk,
        reference: Reference,
    ) -> None:
        self._questions = questions
        self._is_new = question is None
        self._old = question or Question(
            key="", kind="short_text", label="", section=_last_section(questions)
        )
        self._desk = desk
        self._pillars = {pillar.code: pillar.name for pillar in reference.pillars}
        self._faults: list[str] = []
        turn = crc32(repr((self._old, len(questions))).encode())  # the same in every process
        self._key = f"question.{self._old.key or 'new'}.{turn}"

    def key(self, name: str) -> str:
        return f"{self._key}.{name}"

    def after(self) -> str | None:
        names: dict[str, str] = {_NEW: texts.FIRST}
        names |= {one.key: one.label for one in self._questions if one.key != self._old.key}
        before = _NEW
        for one in self._questions:
            if one.key == self._old.key:
                break
            before = one.key
        index = list(names).index(before)
        chosen = st.selectbox(
            texts.AFTER, list(names), index=index, format_func=names.__getitem__, key=self.key("after")
        )
        return chosen or None

    def question(self) -> Question | str:
        """What the fields make, or the sentence that says what is wrong."""
        old, is_core = self._old, self._old.key in self._desk.core
        label = st.text_area(texts.LABEL, old.label, height=70, key=self.key("label")).strip()
        help_ = st.text_area(texts.HELP, old.help or "", height=70, key=self.key("help")).strip()
        section = st.text_input(texts.SECTION, old.section, key=self.key("section")).strip()
        kind = self._kind(is_fixed=is_core or bool(self._desk.answered.get(old.key)))
        made = Question(
            key=old.key or key_from(label, {one.key for one in self._desk.questions} | self._taken()),
            kind=kind,
            label=label,
            section=section,
            help=help_ or None,
            version=old.version,
            required_from=self._required_from(),
            flags_when_missing=st.checkbox(texts.FLAGS, old.flags_when_missing, key=self.key("flags")),
            accepts_no_data=kind in ("number", "money")
            and st.checkbox(texts.NO_DATA, old.accepts_no_data, key=self.key("no_data")),
            unit_label=self._unit_label(kind),
            pillar=None if is_core else self._pillar(),
            shown_if=None if is_core else self._shown_if(),
            **self._parts(kind, is_core=is_core),
        )
        if not label or not section:
            return texts.NO_LABEL
        return self._faults[0] if self._faults else made

    def _taken(self) -> set[str]:
        return {one.key for one in self._questions}

    def _kind(self, *, is_fixed: bool) -> Kind:
        kinds = [kind for kind in get_args(Kind) if kind != "problems" or self._old.kind == "problems"]
        kind = st.selectbox(
            texts.KIND,
            kinds,
            index=kinds.index(self._old.kind),
            format_func=texts.KINDS.__getitem__,
            disabled=is_fixed,
            help=texts.KIND_FIXED if is_fixed else None,
            key=self.key("kind"),
        )
        return cast(Kind, self._old.kind if is_fixed else kind)

    def _required_from(self) -> int | None:
        stages = {0: texts.NEVER_REQUIRED, **{at: texts.stage(at) for at in (1, 2, 3, 4)}}
        chosen = st.selectbox(
            texts.REQUIRED_FROM,
            list(stages),
            index=self._old.required_from or 0,
            format_func=stages.__getitem__,
            key=self.key("required_from"),
        )
        return chosen or None

    def _pillar(self) -> str | None:
        names = {_NEW: texts.ALL_PILLARS, **self._pillars}
        chosen = st.selectbox(
            texts.PILLAR,
            list(names),
            index=list(names).index(self._old.pillar or _NEW),
            format_func=names.__getitem__,
            key=self.key("pillar"),
        )
        return chosen or None

    def _unit_label(self, kind: str) -> str | None:
        if kind not in ("number", "money"):
            return None
        return (
            st.text_input(texts.UNIT_LABEL, self._old.unit_label or "", key=self.key("unit")).strip() or None
        )

    def _parts(self, kind: str, *, is_core: bool) -> dict[str, Any]:
        """Options, columns and bounds, as far as this kind has them."""
        old = self._old
        parts: dict[str, Any] = {"minimum": None, "maximum": None, "max_length": None}
        if kind in _WITH_OPTIONS:
            text = st.text_area(
                texts.OPTIONS, options_text(old.options), help=texts.OPTIONS_HELP, key=self.key("options")
            )
            parts["options"] = self._distinct(options_from(text), "value", texts.NO_OPTIONS)
        if kind == "table":
            text = st.text_area(
                texts.COLUMNS, columns_text(old.columns), help=texts.COLUMNS_HELP, key=self.key("columns")
            )
            parts["columns"] = self._distinct(columns_from(text, old.columns), "key", texts.NO_COLUMNS)
        if (is_core and kind == "scale") or kind == old.kind == "date":
            return {**parts, "minimum": old.minimum, "maximum": old.maximum}
        if kind in _BOUNDED:
            first = 1 if kind == "scale" and old.minimum is None else old.minimum
            last = 5 if kind == "scale" and old.maximum is None else old.maximum
            parts["minimum"] = self._number(texts.MINIMUM, first, "minimum")
            parts["maximum"] = self._number(texts.MAXIMUM, last, "maximum")
        if kind in (*_LONG, *_COUNTED):
            name = texts.MAX_LENGTH if kind in _LONG else texts.MAX_ENTRIES
            parts["max_length"] = self._number(name, old.max_length, "max_length")
        return parts

    def _distinct(self, found: Sequence[Any], name: str, sentence: str) -> Any:
        if not found or len({getattr(one, name) for one in found}) < len(found):
            self._faults.append(sentence)
        return tuple(found)

    def _number(self, label: str, value: float | None, name: str) -> float | None:
        shown = "" if value is None else fmt.number(value, 12)
        read = read_number(st.text_input(label, shown, key=self.key(name)))
        if isinstance(read, str):
            self._faults.append(texts.NO_NUMBER)
            return None
        return read

    def _shown_if(self) -> ShownIf | None:
        askable = {one.key: one for one in self._before() if one.kind in ASKABLE}
        names = {_NEW: texts.ALWAYS_SHOWN, **{key: one.label for key, one in askable.items()}}
        old = self._old.shown_if
        chosen = st.selectbox(
            texts.SHOWN_IF,
            list(names),
            index=list(names).index(old.field if old and old.field in names else _NEW),
            format_func=names.__getitem__,
            key=self.key("shown_if"),
        )
        if not chosen:
            return None
        offered = _answers(askable[chosen])
        default = [value for value in old.any_of if value in offered] if old and old.field == chosen else []
        values = st.pills(
            texts.SHOWN_VALUES,
            list(offered),
            selection_mode="multi",
            default=default,
            format_func={value: plain(str(name)) for value, name in offered.items()}.__getitem__,
            key=self.key(f"shown_if.{chosen}"),
        )
        if not values:
            self._faults.append(texts.NO_VALUES)
        return ShownIf(field=chosen, any_of=tuple(values))

    def _before(self) -> list[Question]:
        keys = [one.key for one in self._questions]
        at = keys.index(self._old.key) if self._old.key in keys else len(keys)
        return list(self._questions[:at])


def _answers(question: Question) -> Mapping[Any, str]:
    """What a condition may name of this question: value -> words."""
    if question.kind == "yes_no":
        return _YES_NO
    if question.kind == "scale":
        anchors = {option.value: option.label for option in question.options}
        steps = range(int(question.minimum or 1), int(question.maximum or 5) + 1)
        return {step: survey_texts.step(step, anchors.get(str(step), "")) for step in steps}
    return {option.value: option.label for option in question.options}


def _last_section(questions: Sequence[Question]) -> str:
    return questions[-1].section if questions else ""
