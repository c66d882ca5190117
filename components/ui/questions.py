"""The questionnaire as Diskominfo sees it: the list, what a proposal changes, a file, a preview."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import groupby
from typing import Final

import streamlit as st

from components.rules.asking import asked, at_stage, shown
from components.rules.editing import Change
from components.texts import format as fmt
from components.texts import questions as texts
from components.ui import survey
from components.ui.plain import plain
from db.gateway.city import Reference
from db.gateway.editing import QuestionDesk
from db.gateway.questionnaire import Question, Sheet

_STAGES: Final = (1, 2, 3, 4)


def sheet(reference: Reference) -> Sheet:
    """Whose questions are edited; it stands in the address."""
    labels = {sheet.code: sheet.label for sheet in reference.sheets}
    sheets = list(labels)
    chosen = st.segmented_control(
        texts.SHEET,
        sheets,
        default=sheets[0],
        required=True,
        format_func=labels.__getitem__,
        key="lembar",
        bind="query-params",
    )
    return chosen or sheets[0]


def standing(desk: QuestionDesk, zone: str) -> None:
    """What is published, and whether there is something that is not yet."""
    if desk.published_at is None:
        st.caption(texts.NEVER_PUBLISHED)
    else:
        moment = fmt.moment(desk.published_at, zone)
        st.caption(plain(texts.published(desk.edition, desk.published_by or "", moment)))
    if desk.proposal is None:
        st.caption(texts.NO_PROPOSAL)
        return
    moment = fmt.moment(desk.proposal.proposed_at, zone)
    if desk.proposal.base == desk.edition:
        st.info(plain(texts.proposed(desk.proposal.proposed_by, moment)), icon=":material/edit_note:")
    else:
        st.warning(texts.outdated(moment), icon=":material/info:")


def listing(questions: Sequence[Question], desk: QuestionDesk, reference: Reference) -> None:
    """Every question under its section, with what is special about it."""
    pillars = {pillar.code: pillar.name for pillar in reference.pillars}
    number = 0
    for section, group in groupby(questions, key=lambda one: one.section):
        st.markdown(f"**{plain(section)}**")
        lines = []
        for one in group:
            number += 1
            about = texts.about(
                one.kind,
                one.required_from,
                desk.answered.get(one.key, 0),
                pillars.get(one.pillar or ""),
                one.shown_if is not None,
            )
            lines.append(f"{number}. {plain(one.label)}  \n   :small[{plain(about)}]")
        st.markdown("\n".join(lines))


def differences(found: Sequence[Change], answered: Mapping[str, int]) -> None:
    """What publishing would do, a line each."""
    if not found:
        st.info(texts.NOTHING_CHANGED)
    for change in found:
        st.text(_sentence(change, answered))


def findings(lines: Sequence[str], *, is_fatal: bool) -> None:
    """What there is to say of a file; typed words in it stay words."""
    if not lines:
        return
    if is_fatal:
        st.error(texts.FATAL, icon=":material/error:")
    else:
        st.caption(texts.NOTED)
    for line in lines:
        st.text(line)


def preview(questions: Sequence[Question], reference: Reference) -> None:
    """The form with its real widgets; nothing in it is kept."""
    st.caption(texts.PREVIEW_INTRO)
    pillars = {pillar.code: pillar.name for pillar in reference.pillars}
    code = st.selectbox(
        texts.PREVIEW_PILLAR, list(pillars), format_func=pillars.__getitem__, key="preview.pillar"
    )
    stage = st.segmented_control(
        texts.PREVIEW_STAGE, _STAGES, default=1, required=True, format_func=texts.stage, key="preview.stage"
    )
    setting = survey.setting(key=f"preview.{code}", reference=reference, pillar_code=code)
    values: dict[str, object] = {}
    listed = at_stage(asked(questions, code), stage or 1)
    for section, group in groupby(listed, key=lambda one: one.section):
        st.subheader(plain(section))
        for one in group:
            if one in shown(listed, values):
                values |= survey.section([one], {}, setting=setting)


def publish(*, is_ready: bool) -> str | None:
    """``publish`` or ``drop`` in the run in which it was decided."""
    is_sure = st.checkbox(texts.SURE, key="questions.sure", disabled=not is_ready)
    with st.container(horizontal=True):
        if st.button(
            texts.PUBLISH, type="primary", disabled=not (is_ready and is_sure), key="questions.publish"
        ):
            return "publish"
        if st.button(texts.DROP, key="questions.drop"):
            return "drop"
    return None


def download(content: Callable[[], bytes], name: str) -> None:
    st.download_button(
        texts.DOWNLOAD, content, file_name=name, icon=":material/download:", key="questions.download"
    )


def upload() -> bytes | None:
    st.caption(texts.UPLOAD_INTRO)
    given = st.file_uploader(texts.UPLOAD, type=["xlsx"], key="questions.upload")
    return given.getvalue() if given else None


def use_file() -> bool:
    return st.button(texts.USE_FILE, type="primary", key="questions.use")


def _sentence(change: Change, answered: Mapping[str, int]) -> str:
    label = change.question.label
    if change.what == "changed":
        return texts.changed(label, list(dict.fromkeys(texts.CHANGES[part] for part in change.parts)))
    if change.what == "removed":
        return texts.removed(label, answered.get(change.question.key, 0))
    return texts.added(label) if change.what == "added" else texts.moved(label)
