"""The first HTML: Streamlit's own page, in Indonesian, saying something before any script has arrived."""

from __future__ import annotations

import hashlib
import html
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final
from urllib.parse import quote

from components.http import icons
from components.texts import shell as texts

_FONT_PRELOAD: Final = re.compile(r"<link\s+rel=\"preload\"[^>]*as=\"font\"[^>]*/>")
_MODULE_PRELOADS: Final = re.compile(r"\s*<link rel=\"modulepreload\"[^>]*>")
_STYLE_SHEET: Final = re.compile(r"\s*<link rel=\"stylesheet\"[^>]*>")
_NOSCRIPT: Final = re.compile(r"<noscript>.*?</noscript>", re.DOTALL)
# The theme uses the fonts that are already on the phone; these would be 1.2 MB more.
_TEXT_FONT: Final = re.compile(r"@font-face\{font-family:Source [^}]*\}")
_ICON_FONT: Final = re.compile(r"url\([^)]*MaterialSymbols-Rounded[^)]*\)")

_TOUCH: Final = Path(__file__).parent / "touch.css"

_STYLE: Final = """
<style>
  :root { color-scheme: light dark }
  .rembuk-first { max-width: 34rem; margin: 18vh auto 0; padding: 0 1.25rem; text-align: center;
    font: 1rem/1.5 system-ui, sans-serif }
  .rembuk-first h1 { font-size: 1.75rem; margin: 0 0 .5rem }
  .rembuk-late { visibility: hidden; animation: rembuk-late 0s 20s forwards }
  @keyframes rembuk-late { to { visibility: visible } }
</style>
"""


def first_page(original: str, modules: Sequence[str], renamed: Mapping[str, str]) -> str:
    """``original`` is Streamlit's index.html; ``modules`` are the scripts worth fetching at once."""
    page = _FONT_PRELOAD.sub("", original)
    page = _MODULE_PRELOADS.sub("", page)
    page = _NOSCRIPT.sub(f"<noscript><p>{html.escape(texts.NEEDS_SCRIPT)}</p></noscript>", page)
    page = page.replace('<html lang="en">', '<html lang="id">')
    page = page.replace(
        "<title>Streamlit</title>", f"<title>{html.escape(texts.APPLICATION)}</title>{_STYLE}"
    )
    page = page.replace("</head>", f"{_preloads(modules)}</head>")
    style = "".join(_STYLE_SHEET.findall(page))  # in the head it would hold back the first words
    page = _STYLE_SHEET.sub("", page)
    page = page.replace('<div id="root"></div>', f'<div id="root">{_greeting()}</div>{style}')
    logo = f"data:image/svg+xml,{quote(icons.logo())}"
    page = page.replace('href="./favicon.png"', f'href="{logo}"')
    for theirs, ours in renamed.items():
        page = page.replace(f'"./{theirs}"', f'"./{ours}"')
    return page.replace('"./', '"/')


def lean_style(original: str) -> tuple[str, bytes, dict[str, bytes]]:
    """Streamlit's style sheet without text fonts, with our icons and what a thumb needs.

    Returns its path, its content, and the files it needs.
    """
    font = icons.font()
    font_path = f"static/media/icons.{_digest(font)}.woff2"
    theirs = _ICON_FONT.sub(f"url(/{font_path})", _TEXT_FONT.sub("", original))
    style = f"{theirs}\n{_TOUCH.read_text(encoding='utf-8')}".encode()
    return f"static/css/rembuk.{_digest(style)}.css", style, {font_path: font}


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:12]


def _preloads(modules: Sequence[str]) -> str:
    return "".join(f'<link rel="modulepreload" crossorigin href="/{name}">\n' for name in modules)


def _greeting() -> str:
    """What React replaces as soon as it runs; the last sentence shows itself when that takes too long."""
    return (
        '<main class="rembuk-first">'
        f"<h1>{html.escape(texts.APPLICATION)}</h1>"
        f'<p role="status">{html.escape(texts.LOADING)}</p>'
        f"<p>{html.escape(texts.LOADING_HINT)}</p>"
        f'<p class="rembuk-late">{html.escape(texts.CANNOT_LOAD)}</p>'
        "</main>"
    )
