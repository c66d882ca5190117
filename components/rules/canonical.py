"""When two values say the same, though one of them went through a spreadsheet."""

from __future__ import annotations

import hashlib
import json
from typing import Any


def canonical(value: object) -> Any:
    """The same for values that say the same: spaces around a text, 4 and 4.0, empty cells do not count."""
    if isinstance(value, str):
        text = value.replace("\r\n", "\n").replace("\r", "\n").strip()
        return text or None
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, int | float):
        exact = float(f"{value:.15G}")  # a workbook keeps fifteen digits
        return int(exact) if exact == exact // 1 else exact
    if isinstance(value, list):
        return [kept for part in value if (kept := canonical(part)) is not None] or None
    if isinstance(value, dict):
        return {key: kept for key, part in value.items() if (kept := canonical(part)) is not None} or None
    return value


def digest(value: object) -> str:
    text = json.dumps(canonical(value), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]
