"""The form of a draft: every field is kept on its own, and what is not kept is said where it stands.

Typed fields keep themselves (``kept_field``). For all others there is no ``st.form``: each run sees them as
they stand in the browser, compares them with the draft (``components.rules.draft``), saves what differs in
one call. So nothing hangs on the session: after a lost connection or a restart of the server, the next run
finds what the browser still holds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from uuid import UUID

import streamlit as st

from components.rules.asking import shown
from components.rules.draft import Compared, Held, compare, compare_with_held, is_same
from components.rules.masking import masked_value
from components.rules.questionnaire import is_answered
from components.texts import answers as texts
from components.texts import asking as asking_texts
from components.texts import format as fmt
from components.ui import personal, similar, survey
from components.ui.answers import as_text
from components.ui.kept_field import Place, writers
from components.ui.plain import plain
from components.ui.survey_setting import Setting
from db.gateway.answers import AnswerScreen
from db.gateway.city import Reference
from db.gateway.questionnaire import Question

_TURN = "baru"  # in the address: fields whose widget began anew, so that it shows what a colleague wrote


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """What stands in the form now.

    ``unfit``: what cannot be sent as it is; ``taken``: fields for which the other text was chosen;
    ``leaving``: fields that an answer hides from the next run on, drawn once more so that their text is kept;
    ``cleared``: numbers, field by field, of which the writer said just now that they are nobody's;
    ``supported``: the problem that is to be supported instead of writing it again.
    """

    typed: dict[str, object]
    compared: Compared
    unfit: tuple[str, ...]
    taken: tuple[str, ...] = ()
    leaving: tuple[str, ...] = ()
    cleared: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    supported: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A draft on screen. ``place``: where typed fields are kept, for whom; ``is_away``: the database is."""

    screen: AnswerScreen
    questions: Sequence[Question]
    reference: Reference
    setting: Setting
    held: Held | None
    place: Place
    is_away: bool
    turns: Counter[str]

    @property
    def is_writable(self) -> bool:
        return self.screen.is_editable and not self.is_away

    def setting_of(self, key: str) -> Setting:
        """The widget's key stays through saves, reloads, restarts, until the field takes another's text."""
        turn = self.turns[key]
        return replace(self.setting, key=f"{self.setting.key}.{turn}") if turn else self.setting


def form_of(
    screen: AnswerScreen,
    questions: Sequence[Question],
    reference: Reference,
    *,
    problems: Mapping[str, str],
    held: Held | None,
    place: Place,
    is_away: bool,
) -> Form:
    setting = survey.setting(
        key=f"answer.{screen.answer.id}",
        reference=reference,
        pillar_code=screen.answer.pillar_code,
        problems=problems,
        files={str(file.id): file.name for file in screen.evidence},
    )
    return Form(
        screen=screen,
        questions=questions,
        reference=reference,
        setting=setting,
        held=held,
        place=place,
        is_away=is_away,
        turns=Counter(st.query_params.get_all(_TURN)),
    )


def begin_anew(keys: Sequence[str]) -> None:
    """Let the widgets of these fields start from the draft in the next run."""
    st.query_params[_TURN] = [*st.query_params.get_all(_TURN), *keys]


def fields(form: Form, *, is_asked: bool) -> Filled:
    """Draw all sections; return what stands in them. ``is_asked``: sending is tried, mark what is missing."""
    typed: dict[str, object] = {
        question.key: form.screen.values.get(question.key) for question in form.questions
    }
    kept: set[str] = set()
    taken: set[str] = set()
    leaving: list[str] = []
    cleared: dict[str, tuple[str, ...]] = {}
    supported = None
    for name, questions in groupby(form.questions, key=lambda question: question.section):
        st.subheader(plain(name), anchor=anchor(form.questions, name))
        for question in questions:
            if question not in shown(form.questions, typed):
                if not (form.held or {}).get(question.key, {}).get("shown"):
                    continue
                leaving.append(question.key)
            typed[question.key], decision = _field(form, question, is_asked=is_asked)
            if decision == "keep":
                cleared[question.key] = personal.numbers(question, typed[question.key])
            elif decision == "mask":
                taken.add(question.key)
            if form.is_writable and (form.screen.answer.sheet, question.key) == ("problem", similar.FIELD):
                supported = similar.panel(form.screen, typed[question.key])
            choice = _conflict(form, question, typed)
            kept |= {question.key} if choice == "mine" else set()
            taken |= {question.key} if choice == "theirs" else set()
    found = _compare(form, form.questions, typed)
    decided = kept | taken
    return Filled(
        typed=typed,
        compared=replace(
            found,
            mine=(*found.mine, *(key for key in found.conflicts if key in kept)),
            conflicts=tuple(key for key in found.conflicts if key not in decided),
        ),
        unfit=tuple(survey.faults(shown(form.questions, typed), typed, setting=form.setting)),
        taken=tuple(taken),
        leaving=tuple(leaving),
        cleared=cleared,
        supported=supported,
    )


def anchor(questions: Sequence[Question], section: str) -> str:
    """Where a section can be jumped to."""
    sections = list(dict.fromkeys(question.section for question in questions))
    return f"bagian-{sections.index(section) + 1}"


def progress(questions: Sequence[Question], filled: Filled) -> tuple[list[str], list[str]]:
    """Required questions with an answer that fits, and all required questions."""
    required = [question.key for question in shown(questions, filled.typed) if question.is_required]
    done = [key for key in required if is_answered(filled.typed.get(key)) and key not in filled.unfit]
    return done, required


def _field(form: Form, question: Question, *, is_asked: bool) -> tuple[object, personal.Decision | None]:
    """What stands in the field, as it is to be kept, and what was decided about numbers in it."""
    _say_whose(form, question)
    _say_what_to_mend(form, question)
    is_marked = is_asked or bool((form.held or {}).get(question.key, {}).get("asked"))
    is_missing = is_marked and question.is_required
    typed = survey.section(
        [question],
        {question.key: form.screen.values.get(question.key)},
        setting=form.setting_of(question.key),
        missing=[question.key] if is_missing else [],
        writers=writers(form.place, form.screen.fields.get(question.key), is_missing=is_missing),
    )[question.key]
    return _without_identity(form, question, typed)


def _without_identity(
    form: Form, question: Question, typed: object
) -> tuple[object, personal.Decision | None]:
    """As the database keeps it; where it differs from what stands on screen the writer decides."""
    mark = form.screen.fields.get(question.key)
    cleared = mark.cleared if mark else ()
    kept = masked_value(question, typed, cleared)
    if kept == typed:
        return kept, None
    decision = personal.ask(
        question, typed, cleared, key=f"{form.screen.answer.id}.{question.key}", may=form.is_writable
    )
    if decision == "mask" and not is_same(kept, form.screen.values.get(question.key)):
        decision = None  # beginning anew from a draft that does not hold it yet would lose it
    return (typed if decision == "keep" else kept), decision


def _say_whose(form: Form, question: Question) -> None:
    """Above a field that took another's text: whose and since when."""
    mark = form.screen.fields.get(question.key)
    if mark is not None and form.turns[question.key] and mark.client_id != form.place.client:
        moment = fmt.moment(mark.saved_at, form.reference.city.time_zone)
        st.caption(
            f":material/people: {texts.refreshed(plain(question.label), plain(mark.saved_by), moment)}"
        )


def _say_what_to_mend(form: Form, question: Question) -> None:
    """Above a field that was returned: what is to be mended in it."""
    returned = form.screen.returned
    if returned is not None and question.key in returned.fields:
        st.warning(plain(asking_texts.fix(returned.fields[question.key])), icon=":material/edit_note:")


def _compare(form: Form, questions: Sequence[Question], typed: Mapping[str, object]) -> Compared:
    known = form.setting.known
    if form.is_away:
        return compare_with_held(questions, typed, held=form.held or {}, known=known)
    return compare(form.screen, questions, typed, held=form.held, client=form.place.client, known=known)


def _conflict(form: Form, question: Question, typed: Mapping[str, object]) -> str | None:
    """Both texts and who wrote the other one; what the person chose in this run."""
    key = question.key
    mark = form.screen.fields.get(key)
    if mark is None or key not in _compare(form, [question], typed).conflicts:
        return None
    stored = form.screen.values.get(key)
    with st.container(border=True, gap="small"):
        moment = fmt.moment(mark.saved_at, form.reference.city.time_zone)
        st.markdown(
            f":material/people: {texts.conflict(plain(question.label), plain(mark.saved_by), moment)}"
        )
        st.text(_words(form, question, stored))
        st.caption(texts.YOURS)
        st.text(_words(form, question, typed[key]))
        if not form.is_writable:
            return None
        with st.container(horizontal=True):
            name = f"{form.screen.answer.id}.{key}.{mark.version}"
            if st.button(texts.KEEP_MINE, key=f"keep.{name}"):
                return "mine"
            if st.button(texts.TAKE_THEIRS, key=f"take.{name}"):
                return "theirs"
    return None


def _words(form: Form, question: Question, value: object) -> str:
    if not is_answered(value):
        return texts.EMPTY
    if survey.faults([question], {question.key: value}, setting=form.setting):
        return str(value)  # as it was typed
    return as_text(question, value, reference=form.reference, problems=form.setting.problems)
