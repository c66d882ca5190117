"""Typed text where Streamlit reads Markdown: labels, options, captions. Answers go through ``st.text``."""

from __future__ import annotations

import re

# A label's backslashes are read aloud, so what is harmless stays bare: ( begins nothing once [ is
# escaped, and ) makes a list only behind a number.
_MARKDOWN = re.compile(r"([!#$&*+\-.:<=>@\[\\\]^_`{|}~]|(?<=[0-9])\))")
# An escaped colon still makes :smile: a picture; an invisible joiner after it does not.
_COLON = re.compile(r":(?=\S)")


def plain(text: str) -> str:
    """Markdown that shows ``text`` letter by letter: no tags, links, formulas, pictures or headings."""
    return _MARKDOWN.sub(r"\\\1", _COLON.sub(":\u2060", text))
