"""Writing a draft: the fields, what is kept of them, what is still open, and sending."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from components import state
from components.rules.asking import missing, shown
from components.rules.draft import client_of, held_from, person_of
from components.rules.values import is_no_data
from components.texts import answers as texts
from components.texts import approval as approval_texts
from components.texts import on_behalf as on_behalf_texts
from components.ui import (
    answer_acts,
    answer_form,
    answer_missing,
    answer_read,
    discussion,
    evidence,
    similar,
)
from components.ui.answer_acts import Decision
from components.ui.answer_form import Filled, Form
from components.ui.answer_saving import Outcome, SaveFields, save
from components.ui.discussion import Said
from components.ui.kept_field import Place, foot
from components.ui.plain import plain
from components.ui.windows import window_lines
from db.errors import ErrorCode
from db.gateway.answers import AnswerScreen
from db.gateway.city import Reference
from db.gateway.questionnaire import Question
from db.identity import Identity


def write(
    me: Identity,
    screen: AnswerScreen,
    questions: Sequence[Question],
    reference: Reference,
    save_fields: SaveFields,
    *,
    is_away: bool,
) -> Decision | Said | None:
    """Draw the form, keep what changed; the decision to send, withdraw or support, or what was said.

    Everything after the fields is drawn with what was just kept, so that it is true when it is read.
    """
    answer = screen.answer
    form = answer_form.form_of(
        screen,
        questions,
        reference,
        problems=answer_read.problem_names(screen),
        held=state.loaded(answer.id),
        place=Place(
            answer_id=answer.id,
            client=client_of(me, answer.id),
            person=person_of(me),
            time_zone=reference.city.time_zone,
        ),
        is_away=is_away,
    )
    window_lines(screen.windows, answer.sheet, reference.city.time_zone)
    st.caption(texts.PRIVACY)
    if screen.on_behalf is not None and screen.on_behalf.confirmed_by is None:
        st.caption(f":material/attach_file: {on_behalf_texts.PAPER_FIRST}")
    foot, status, is_asked = _bar(form)
    top = st.container()
    with top:
        is_given_up = form.is_writable and similar.giving_up(screen)
    filled = answer_form.fields(form, is_asked=is_asked)
    evidence.picker(screen, reference.city.time_zone)
    outcome = _keep(me, form, filled, save_fields)
    _begin_anew(form, filled, outcome)
    with status:
        _say(form, filled, outcome)
    if not screen.is_editable and not is_away:
        _leave(form, filled)
        return None
    if filled.supported is not None:
        return Said(act="support", about=filled.supported)
    if is_given_up:
        return Decision(act="withdraw")
    is_ready = is_asked and _is_ready(form, filled, outcome, top=top, foot=foot)
    withdrawn = answer_acts.withdrawal(screen)
    said = None if is_away else discussion.comments(screen, reference.city.time_zone)
    return Decision(act="send") if is_ready else withdrawn or said


def _bar(form: Form) -> tuple[DeltaGenerator, DeltaGenerator, bool]:
    """What stays in view: places for what is in the way and for how things stand; the button to send."""
    answer = form.screen.answer
    foot = st.bottom.container(gap=None)
    with st.bottom, st.container(horizontal=True, vertical_alignment="center", gap="small"):
        status = st.container(gap=None)
        if not form.screen.is_editable:
            return foot, status, False
        label, meaning = _send_words(form.screen)
        is_asked = st.button(
            label,
            type="primary",
            icon=":material/send:",
            help=meaning,
            key=f"send.{answer.id}",
        )
    return foot, status, is_asked


def _send_words(screen: AnswerScreen) -> tuple[str, str]:
    """What the button is called and means: an officer may have to ask the unit's responsible person first."""
    is_first = screen.answer.number is None
    if screen.sends_directly:
        return texts.SEND if is_first else texts.SEND_AGAIN, texts.SEND_HELP
    label = approval_texts.SUBMIT if is_first else approval_texts.SUBMIT_AGAIN
    return label, approval_texts.SUBMIT_HELP


def _keep(me: Identity, form: Form, filled: Filled, save_fields: SaveFields) -> Outcome:
    """Remember what the form now starts from, then save what differs."""
    answer_id = form.screen.answer.id
    if form.is_away:
        return Outcome(unsaved=filled.compared.mine, is_away=True)
    held = held_from(form.screen, form.questions, filled.compared.conflicts)
    for key, before in (form.held or {}).items():
        if before.get("asked") and key in held:
            held[key]["asked"] = True
    for question in shown(form.questions, filled.typed):
        held[question.key]["shown"] = True
    state.set_loaded(answer_id, held)
    if not form.is_writable:
        return Outcome(unsaved=filled.compared.mine)
    return save(
        me,
        form.screen,
        filled.typed,
        filled.compared.mine,
        held=held,
        client=form.place.client,
        cleared=filled.cleared,
        save_fields=save_fields,
    )


def _begin_anew(form: Form, filled: Filled, outcome: Outcome) -> None:
    """Begin the run anew when a field must show another text than the browser holds, or leaves the form."""
    fresh = [*filled.compared.theirs, *filled.taken]
    if fresh:
        answer_form.begin_anew(fresh)
    if fresh or outcome.is_changed or filled.cleared or (filled.leaving and not form.is_away):
        st.rerun()


def _unsaved(filled: Filled, outcome: Outcome) -> list[str]:
    return [*outcome.unsaved, *filled.compared.faulty, *filled.compared.conflicts]


def _say(form: Form, filled: Filled, outcome: Outcome) -> None:
    """How far the form is, what is kept since when, what is not and why."""
    unsaved = set(_unsaved(filled, outcome))
    done, required = answer_form.progress(form.questions, filled)
    times = [mark.saved_at for mark in form.screen.fields.values()]
    foot(
        form.place,
        required=required,
        done=done,
        without_data=[key for key in done if is_no_data(filled.typed[key])],
        saved_at=outcome.saved_at or max(times, default=None),
        has_unsaved=bool(unsaved),
    )
    if unsaved:
        labels = [plain(question.label) for question in form.questions if question.key in unsaved]
        st.markdown(f":material/cloud_off: **{texts.unsaved(labels)}**")
        st.caption(_why(form, filled, outcome))
        if outcome.is_away:
            st.button(texts.TRY_AGAIN, icon=":material/refresh:", key="answer.again")


def _why(form: Form, filled: Filled, outcome: Outcome) -> str:
    if outcome.is_away:
        return texts.UNSAVED_AWAY
    if outcome.over is ErrorCode.WINDOW_CLOSED or not form.screen.is_open:
        return texts.UNSAVED_CLOSED
    if outcome.over is not None or not form.is_writable:
        return texts.UNSAVED_STATE
    return texts.UNSAVED_CONFLICT if filled.compared.conflicts else texts.UNSAVED_FAULTS


def _leave(form: Form, filled: Filled) -> None:
    """A form that may not be written any more stays only while something in it was not saved."""
    unsaved = filled.compared.unsaved
    if unsaved and not st.button(texts.LEAVE, icon=":material/lock:", key="answer.leave"):
        return
    state.forget_loaded(form.screen.answer.id)
    st.rerun()


def _is_ready(
    form: Form, filled: Filled, outcome: Outcome, *, top: DeltaGenerator, foot: DeltaGenerator
) -> bool:
    """Whether it may be sent; if not, say what stands in the way: named above, in short at the foot."""
    open_ = missing(form.questions, filled.typed)
    if open_:
        _mark(form.screen.answer.id, open_)
        with top:
            answer_missing.missing(form, open_)
        with foot:
            answer_missing.missing_in_short(form, open_)
    if filled.unfit:
        with foot:
            answer_missing.unfit(form, filled.unfit)
    unsaved = set(_unsaved(filled, outcome))
    if unsaved or outcome.is_away:
        foot.warning(texts.send_waits(len(unsaved)), icon=":material/cloud_off:")
    return not (open_ or filled.unfit or unsaved or outcome.is_away)


def _mark(answer_id: UUID, keys: Sequence[str]) -> None:
    """Their places say that they are required until they are filled."""
    held = state.loaded(answer_id) or {}
    for key in keys:
        held[key]["asked"] = True
    state.set_loaded(answer_id, held)
