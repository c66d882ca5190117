"""Typed text where Streamlit reads Markdown: labels, options, captions. Answers go through ``st.text``."""

from __future__ import annotations

import re

_MARKDOWN = re.compile(r"([!-/:-@\[-`{-~])")
# An escaped colon still makes :smile: a picture; an invisible joiner after it does not.
_COLON = re.compile(r":(?=\S)")


def plain(text: str) -> str:
    """Markdown that shows ``text`` letter by letter: no tags, links, formulas, pictures or headings."""
    return _MARKDOWN.sub(r"\\\1", _COLON.sub(":\u2060", text))
