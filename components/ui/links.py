"""Links between pages. A link keeps nothing in the session: what it opens is in the address."""

from __future__ import annotations

from typing import Final
from uuid import UUID

import streamlit as st

from components.ui.plain import plain
from db.gateway.questionnaire import Sheet

_PAGES: Final = "../pages"  # beside components/, where the script of every session is
RATE: Final = f"{_PAGES}/peserta/menilai.py"
PRIORITIES: Final = f"{_PAGES}/pimpinan/prioritas.py"
REVIEW: Final = f"{_PAGES}/diskominfo/tinjau.py"
ACCOUNTS: Final = f"{_PAGES}/diskominfo/akun.py"
STAGES: Final = f"{_PAGES}/diskominfo/tahapan.py"
ANSWERS: Final[dict[Sheet, str]] = {
    "problem": f"{_PAGES}/peserta/masalah.py",
    "solution": f"{_PAGES}/peserta/solusi.py",
}


def to_page(page: str, label: str, *, icon: str, **query: str) -> None:
    """A link with a sentence of ours."""
    st.page_link(page, label=label, icon=icon, query_params=query)


def to_answer(sheet: Sheet, answer_id: UUID, label: str, *, icon: str) -> None:
    """A link to one problem or solution, named by what somebody typed."""
    st.page_link(ANSWERS[sheet], label=plain(label), icon=icon, query_params={"id": str(answer_id)})
