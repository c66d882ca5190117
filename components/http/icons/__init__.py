"""The icons the pages use, cut out of Streamlit's icon font: 21 kB in place of 375 kB on a phone.

A new icon: use it, then run ``python -m components.http.icons`` (needs requirements-dev.txt).
A test finds the ones that are missing.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).parent
FONT: Final = FOLDER / "icons.woff2"
LOGO: Final = FOLDER / "rembuk.svg"
NAMES: Final = FOLDER / "names.txt"
ICON: Final = re.compile(r":material/([a-z0-9_]+)")


def names() -> frozenset[str]:
    return frozenset(NAMES.read_text(encoding="utf-8").split())


def font() -> bytes:
    """WOFF2; Apache License 2.0, like the font it is cut from (Material Symbols, Google)."""
    return FONT.read_bytes()


def logo() -> str:
    """Rembuk's own picture for the browser's tab, as SVG; a page's icon would come from a foreign server."""
    return LOGO.read_text(encoding="utf-8").strip()


def used_in(text: str) -> set[str]:
    """The icons named in a program text."""
    return set(ICON.findall(text))
