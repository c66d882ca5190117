"""What a page shows, as a person reads it."""

from __future__ import annotations

import re

from streamlit.testing.v1 import AppTest

_READ = ("title", "subheader", "markdown", "text", "caption", "info", "warning", "success", "error", "code")


def said(app: AppTest) -> str:
    """Everything that can be read, kind by kind."""
    return "\n".join(str(getattr(element, "value", "")) for kind in _READ for element in app.get(kind))


def letters(app: AppTest) -> str:
    """The same without the marks that keep typed text from being Markdown."""
    return re.sub(r"\\(.)", r"\1", said(app).replace("\u2060", ""))


def links(app: AppTest) -> dict[str, str]:
    """Label of each link -> its page with the query."""
    found = [link.proto for link in app.get("page_link")]
    return {link.label: f"{link.page}?{link.query_string}" for link in found}


def options(app: AppTest, key: str) -> list[str]:
    return list(app.selectbox(key=key).options)
