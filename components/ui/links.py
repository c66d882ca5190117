"""Links between pages. A link keeps nothing in the session: what it opens is in the address."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from components.texts import answers as texts
from components.texts.format import BySheet
from db.gateway.questionnaire import Sheet
from db.gateway.rows import AnswerRow

_PAGES: Final = Path(__file__).resolve().parents[2] / "pages"
RATE: Final = f"{_PAGES}/peserta/menilai.py"
PRIORITIES: Final = f"{_PAGES}/pimpinan/prioritas.py"
REVIEW: Final = f"{_PAGES}/diskominfo/tinjau.py"
MERGE: Final = f"{_PAGES}/diskominfo/gabung.py"
ACCOUNTS: Final = f"{_PAGES}/diskominfo/akun.py"
PERSON: Final = f"{_PAGES}/diskominfo/orang.py"
IMPORT: Final = f"{_PAGES}/diskominfo/impor.py"
SLIPS: Final = f"{_PAGES}/diskominfo/slip.py"
NEWS: Final = f"{_PAGES}/peserta/kabar.py"
LANE: Final = f"{_PAGES}/peserta/excel.py"
COVERAGE: Final = f"{_PAGES}/peserta/agregat.py"
IDLE_DRAFTS: Final = f"{_PAGES}/diskominfo/draf.py"
EVENTS: Final = f"{_PAGES}/diskominfo/catatan_peristiwa.py"
STAGES: Final = f"{_PAGES}/diskominfo/tahapan.py"
RATERS: Final = f"{_PAGES}/diskominfo/penilai.py"
SHEET_NAMES: Final[dict[Sheet, str]] = {"problem": "masalah", "solution": "solusi"}  # in an address
RECEIPT: Final = f"{_PAGES}/peserta/tanda_terima.py"
HISTORY: Final = f"{_PAGES}/peserta/riwayat.py"
SHEETS: Final = f"{_PAGES}/peserta/lembar.py"
ANSWERS: Final = BySheet(
    {
        "problem": f"{_PAGES}/peserta/masalah.py",
        "solution": f"{_PAGES}/peserta/solusi.py",
        "other": SHEETS,
    }
)


def to_page(page: str, label: str, *, icon: str, **query: str) -> None:
    """A link with a sentence of ours."""
    st.page_link(_target(page), label=label, icon=icon, query_params=query)


def to_answer(row: AnswerRow) -> None:
    """A link to one problem or solution; not by its title, for a link is one line, cut off on a phone."""
    label = texts.open_(row.sheet, row.number, row.status)
    page, query = ANSWERS[row.sheet], {"id": str(row.id)}
    st.page_link(_target(page), label=label, icon=":material/arrow_forward:", query_params=query)


def address() -> str:
    """Where this Rembuk is found, as the browser reached it."""
    found = urlsplit(st.context.url or "")
    return f"{found.scheme}://{found.netloc}" if found.netloc else ""


@cache
def _target(page: str) -> StreamlitPage:
    """The page behind a path, made once: of a path Streamlit asks the file system anew with every link."""
    return st.Page(page, url_path=Path(page).stem)
