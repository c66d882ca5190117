"""The pages without the door: what a signed-in person's tab runs, for tests that bring their own identity.

It stands beside ``components/`` in depth, so that links between pages are written as they really are.
"""

from pathlib import Path

import streamlit as st

from components.ui import notices
from db.errors import DomainError

ROOT = Path(__file__).parents[1] / "pages"
AUDIENCES = ("peserta", "pimpinan", "diskominfo")

pages = [
    st.Page(path, url_path=path.stem, title=path.stem)
    for audience in AUDIENCES
    for path in sorted((ROOT / audience).glob("*.py"))
]
page = st.navigation(pages, position="hidden")
notices.show_news()
try:
    page.run()
except DomainError as refusal:  # what concerns the sign-in itself; the real shell asks to sign in again
    st.error(refusal.code.value)
