"""The one script behind fields that keep themselves: written in parts, served as a single module."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Final

from components.texts import autosave as texts

_PARTS: Final = ("style", "mask", "keeper", "field", "foot", "left")
_FOLDER: Final = Path(__file__).parent


def _module() -> str:
    """The parts after one another; every sentence comes from ``texts``."""
    words = f"const WORDS = {json.dumps(texts.WORDS, ensure_ascii=False)};\n"
    parts = [(_FOLDER / f"{name}.js").read_text(encoding="utf-8") for name in _PARTS]
    return "\n".join([words, *parts, "export {field, foot, left};\n"])


CONTENT: Final = _module().encode()
PATH: Final = f"static/js/rembuk-form.{hashlib.sha256(CONTENT).hexdigest()[:12]}.js"
# A module is loaded once, however many fields there are: what they keep is kept in one place. Where the
# network fails it is asked for again under another name, because browsers remember that it failed.
LOADER: Final = f"""
async function load(tries) {{
  try {{
    return await import(`${{window.location.origin}}/{PATH}${{tries ? `?${{tries}}` : ""}}`);
  }} catch (failed) {{
    await new Promise(done => setTimeout(done, 1000));
    return load(tries + 1);
  }}
}}

export default async function (component) {{
  window.rembukForm ??= load(0);
  return (await window.rembukForm).%s(component);
}}
"""
