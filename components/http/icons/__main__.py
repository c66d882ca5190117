"""Cuts the icon font again: every icon named in our pages, in Streamlit's scripts, and in ``names.txt``."""

from __future__ import annotations

from pathlib import Path

import streamlit
from fontTools import subset
from fontTools.ttLib import TTFont

from components.http import icons

PROJECT = Path(__file__).resolve().parents[3]
STATIC = Path(streamlit.__file__).parent / "static" / "static"


def wanted() -> frozenset[str]:
    ours = [path for room in ("components", "pages") for path in (PROJECT / room).rglob("*.py")]
    texts = [path.read_text(encoding="utf-8") for path in (*ours, *(STATIC / "js").glob("*.js"))]
    return icons.names().union(*(icons.used_in(text) for text in texts))


def cut(font: TTFont, wanted: frozenset[str]) -> list[str]:
    """Keep these icons, drop all others; return the names the font knows."""
    by_word = _ligatures(font)
    known = sorted(wanted & by_word.keys())
    letters = [glyph for code, glyph in font.getBestCmap().items() if code < 128]
    options = subset.Options(layout_closure=False, layout_features=["*"], hinting=False, glyph_names=False)
    options.flavor = "woff2"
    subsetter = subset.Subsetter(options)
    subsetter.populate(glyphs=[*letters, *(by_word[name] for name in known)])
    subsetter.subset(font)
    subset.save_font(font, str(icons.FONT), options)
    return known


def _ligatures(font: TTFont) -> dict[str, str]:
    """Word to the glyph it becomes."""
    letter = {glyph: chr(code) for code, glyph in font.getBestCmap().items()}
    found: dict[str, str] = {}
    for lookup in font["GSUB"].table.LookupList.Lookup:
        for table in lookup.SubTable:
            table = getattr(table, "ExtSubTable", table)
            for first, ligatures in getattr(table, "ligatures", {}).items():
                for ligature in ligatures:
                    word = "".join(letter.get(glyph, "?") for glyph in [first, *ligature.Component])
                    found[word] = ligature.LigGlyph
    return found


if __name__ == "__main__":
    (source,) = (STATIC / "media").glob("MaterialSymbols-Rounded.*.woff2")
    kept = cut(TTFont(source), wanted())
    icons.NAMES.write_text("\n".join(kept) + "\n", encoding="utf-8")
