"""On paper: only the page itself, black on white, however long. A phone's browser prints or makes a PDF."""

from __future__ import annotations

import time
from typing import Final

import streamlit as st

_ON_PAPER: Final = """<style>
@page { margin: 18mm 16mm; }
@media print {
  [data-testid="stHeader"], [data-testid="stToolbar"], [data-testid="stSidebar"], [data-testid="stBottom"],
  [data-testid="stPageLink"], [data-testid="stAlert"], [data-testid="stDecoration"],
  [data-testid="stPopover"], [data-testid="stButton"], .st-key-not_on_paper { display: none !important; }
  html, body, #root, #root > *, [data-testid="stApp"], [data-testid="stApp"] > *,
  [data-testid="stAppViewContainer"], [data-testid="stMain"], [data-testid="stMainBlockContainer"] {
    display: block !important; position: static !important; overflow: visible !important;
    height: auto !important; min-height: 0 !important; width: auto !important; max-width: none !important;
    padding: 0 !important; background: #fff !important;
  }
  [data-testid="stMain"] * { color: #000 !important; background: transparent !important; }
  [data-testid="stVerticalBlock"] { display: block !important; }
  [data-testid="stVerticalBlock"] > * { margin-bottom: 0.35rem; break-inside: avoid-page; }
  [data-testid="stHeading"] { break-after: avoid-page; }
}
</style>"""
_PRINT: Final = "<script>/* %s */ setTimeout(() => window.print(), 50)</script>"


def on_paper() -> None:
    """How this page looks on paper."""
    st.html(_ON_PAPER)


def button(label: str, *, help_: str, key: str) -> None:
    """Open the browser's own print dialog; each press must be another script to the browser."""
    if st.button(label, type="primary", icon=":material/print:", help=help_, key=key):
        st.html(_PRINT % time.time_ns(), unsafe_allow_javascript=True)
