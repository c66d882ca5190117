"""Who gets which pages. What is not listed does not run, whatever the browser asks for."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final, Literal

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from components.texts import navigation as texts
from db.identity import ROLES, Identity, Role

PAGES: Final = Path(__file__).resolve().parent.parent / "pages"
SIGN_IN: Final = "public/masuk.py"
NEW_PASSWORD: Final = "public/kata_sandi.py"
NOTICE: Final = "public/pemberitahuan.py"
NOT_YOURS: Final = "public/tertutup.py"


@dataclass(frozen=True, slots=True)
class Entry:
    """One page: its file below ``pages/`` (the address is the file's name), its icon, and who may open it.

    ``is_listed``: it stands in the menu; others are opened from a page that does. ``section``: under which
    word it stands where a menu would be longer than a laptop is wide.
    """

    file: str
    icon: str
    roles: tuple[Role, ...]
    is_listed: bool = True
    section: str = ""

    @property
    def address(self) -> str:
        return Path(self.file).stem


_ALL: Final = ROLES
_WIDE: Final = ("agregat", "prioritas", "gabung")
_MOST_SIDE_BY_SIDE: Final = 9
ENTRIES: Final = (
    Entry("peserta/beranda.py", ":material/home:", _ALL),
    Entry("peserta/masalah.py", ":material/report:", _ALL),
    Entry("peserta/solusi.py", ":material/lightbulb:", _ALL),
    Entry("peserta/excel.py", ":material/table:", ("peserta", "diskominfo"), section="work"),
    Entry("peserta/kabar.py", ":material/inbox:", _ALL, is_listed=False),
    Entry("peserta/riwayat.py", ":material/history:", _ALL, is_listed=False),
    Entry("peserta/tanda_terima.py", ":material/print:", _ALL, is_listed=False),
    Entry("peserta/lembar.py", ":material/assignment:", _ALL),
    Entry("peserta/menilai.py", ":material/rate_review:", ("peserta",)),
    Entry("peserta/agregat.py", ":material/monitoring:", _ALL),
    Entry("pimpinan/prioritas.py", ":material/how_to_vote:", _ALL),
    Entry("diskominfo/tahapan.py", ":material/calendar_month:", ("diskominfo",), section="work"),
    Entry("diskominfo/tinjau.py", ":material/fact_check:", ("diskominfo",)),
    Entry("diskominfo/gabung.py", ":material/merge:", ("diskominfo",), section="work"),
    Entry("diskominfo/atas_nama.py", ":material/contact_page:", ("diskominfo",), section="work"),
    Entry("diskominfo/putaran.py", ":material/sync:", ("diskominfo",), section="work"),
    Entry("diskominfo/penilai.py", ":material/groups:", ("diskominfo",), section="work"),
    Entry("diskominfo/draf.py", ":material/edit_note:", ("diskominfo",), is_listed=False),
    Entry("diskominfo/unduh.py", ":material/download:", ("diskominfo",), section="work"),
    Entry("diskominfo/catatan_peristiwa.py", ":material/receipt_long:", ("diskominfo",), section="work"),
    Entry("diskominfo/akun.py", ":material/manage_accounts:", ("diskominfo",), section="settings"),
    Entry("diskominfo/orang.py", ":material/person:", ("diskominfo",), is_listed=False),
    Entry("diskominfo/impor.py", ":material/upload_file:", ("diskominfo",), is_listed=False),
    Entry("diskominfo/slip.py", ":material/print:", ("diskominfo",), is_listed=False),
    Entry("diskominfo/pertanyaan.py", ":material/quiz:", ("diskominfo",), section="settings"),
    Entry("diskominfo/sektor.py", ":material/sell:", ("diskominfo",), section="settings"),
    Entry("diskominfo/persetujuan.py", ":material/how_to_reg:", ("diskominfo",), section="settings"),
    Entry("diskominfo/aturan.py", ":material/visibility:", ("diskominfo",), section="settings"),
    Entry("diskominfo/kamus.py", ":material/menu_book:", ("diskominfo",), section="settings"),
)


def addresses() -> frozenset[str]:
    """Every page's address but the first page's, which is the server's own."""
    return frozenset(entry.address for entry in ENTRIES[1:])


def page_for(me: Identity | None, region: str) -> StreamlitPage:
    """The page to run now; ``region``: the city's own word for itself.

    Until a person may work, every address shows what she has to do first.
    """
    first = _first_duty(me)
    if me is None or first is not None:
        return _everywhere(first or SIGN_IN)
    sections = {section: [copy(page) for page in pages] for section, pages in _menu(me.role, region).items()}
    return st.navigation(sections, position="top")


def keep_address() -> None:
    """Nothing can be run now, but the browser shall not be led elsewhere."""
    _everywhere(SIGN_IN)


def layout_of(page: StreamlitPage) -> Literal["centered", "wide"]:
    """Pictures and results use a projector's whole width; everything else is read more easily in a column."""
    return "wide" if page.url_path in _WIDE else "centered"


@cache
def _menu(role: Role, region: str) -> dict[str, list[StreamlitPage]]:
    """Section -> pages of this role, and what is closed to it, hidden.

    Made once: twenty pages are a tenth of what the first page costs. ``st.navigation`` marks the page it
    chose, so every run takes copies.
    """
    own = entries_for(role)
    is_long = sum(entry.is_listed for entry in own) > _MOST_SIDE_BY_SIDE
    sections: dict[str, list[StreamlitPage]] = {"": []}
    for entry in own:
        sections.setdefault(texts.SECTIONS[entry.section] if is_long else "", []).append(_page(entry, region))
    sections[""] += [_page(entry, region, file=NOT_YOURS) for entry in ENTRIES if entry not in own]
    return sections


def entries_for(role: Role) -> list[Entry]:
    return [entry for entry in ENTRIES if role in entry.roles]


def _everywhere(file: str) -> StreamlitPage:
    return st.navigation([_page(entry, "", file=file) for entry in ENTRIES], position="hidden")


def _first_duty(me: Identity | None) -> str | None:
    if me is None:
        return SIGN_IN
    if me.must_change_password:
        return NEW_PASSWORD
    return NOTICE if me.notice_due else None


def _page(entry: Entry, region: str, *, file: str | None = None) -> StreamlitPage:
    return st.Page(
        PAGES / (file or entry.file),
        title=texts.APPLICATION if file else texts.title(entry.address, region),
        icon=None if file else entry.icon,
        url_path=entry.address,
        default=entry is ENTRIES[0],
        visibility="hidden" if file or not entry.is_listed else "visible",
    )
