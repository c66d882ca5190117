"""Evidence beside an answer: the list of its files and, while it is written, adding and removing them.

A component of our own: photos are made small and bare in the browser, before a byte is sent, and what is on
its way outlives the tab (``evidence_photo.js``, ``evidence_queue.js``). It acts through our own routes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import streamlit as st

from components import state
from components.rules.evidence import LARGEST_PDF, LARGEST_PHOTO, LONGEST_SIDE, MOST_FILES
from components.texts import evidence as texts
from components.texts import format as fmt
from db.gateway.answers import AnswerScreen
from db.gateway.evidence import Evidence

_HERE: Final = Path(__file__).parent
_LIMITS: Final = {"photo": LARGEST_PHOTO, "pdf": LARGEST_PDF, "side": LONGEST_SIDE}


def _source(*names: str) -> str:
    return "\n".join((_HERE / name).read_text(encoding="utf-8") for name in names)


_COMPONENT: Final = st.components.v2.component(
    "rembuk.evidence",
    css=_source("evidence.css"),
    js=_source("evidence_photo.js", "evidence_queue.js", "evidence.js"),
)


def show(screen: AnswerScreen, zone: str) -> None:
    """The files of an answer, for whoever may read it; its unit removes them where it may write."""
    st.subheader(texts.TITLE)
    if not screen.evidence:
        st.caption(texts.NONE)
        return
    _mount(screen, zone, may_add=False)


def picker(screen: AnswerScreen, zone: str) -> None:
    """The files of a draft, and more of them."""
    st.subheader(texts.TITLE)
    st.caption(texts.HELP)
    st.caption(texts.PRIVACY)
    _mount(screen, zone, may_add=screen.is_editable)


def lines(files: Sequence[Evidence], zone: str) -> list[dict[str, Any]]:
    """What the component lists of each file."""
    return [
        {
            "id": str(file.id),
            "name": file.name,
            "about": texts.about(file.size, file.added_by, fmt.moment(file.added_at, zone)),
            "is_photo": file.kind != "application/pdf",
            "address": f"/evidence/{file.id}",
        }
        for file in files
    ]


def _mount(screen: AnswerScreen, zone: str, *, may_add: bool) -> None:
    answer_id = screen.answer.id
    _COMPONENT(
        key=f"evidence.{answer_id}",
        data={
            "answer": str(answer_id),
            "person": str(state.require_identity().participant_id),
            "files": lines(screen.evidence, zone),
            "most": MOST_FILES,
            "limits": _LIMITS,
            "may_add": may_add,
            "may_remove": screen.is_editable,
            "send_class": _class_of(f"send.{answer_id}"),
            "texts": texts.PICKER,
            "faults": texts.FOUND_BY_BROWSER,
        },
        on_changed_change=_look_again,
    )


def _look_again() -> None:
    """A file came or went: this run, which it began, reads the list anew."""


def _class_of(key: str) -> str:
    """The class that Streamlit gives a widget with this key."""
    return "st-key-" + re.sub(r"[^a-zA-Z0-9_-]", "-", key.strip())
