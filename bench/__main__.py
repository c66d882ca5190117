"""``python -m bench [--only NAME]``: run the benchmarks, print a table, keep bench/out/<name>.json."""

from __future__ import annotations

import argparse
import importlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

OUT: Final = Path(__file__).resolve().parent / "out"
BENCHMARKS: Final = ("floor", "coldstart", "saving", "closing")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--only", choices=BENCHMARKS)
    chosen = parser.parse_args().only
    OUT.mkdir(exist_ok=True)
    for name in BENCHMARKS if chosen is None else (chosen,):
        print(f"── {name} " + "─" * (100 - len(name)))
        found = importlib.import_module(f"bench.{name}").run(OUT)
        path = OUT / f"{name}.json"
        path.write_text(json.dumps(found, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
        print(table(found))
        print(f"→ {path}\n")


def table(found: Mapping[str, Any]) -> str:
    """The ``rows`` of a result as columns, then everything else as ``name: value``."""
    rows = found.get("rows", [])
    lines = _columns(rows) if rows else []
    lines += [f"{name}: {value}" for name, value in found.items() if name != "rows"]
    return "\n".join(lines)


def _columns(rows: list[Mapping[str, Any]]) -> list[str]:
    names = list(rows[0])
    cells = [[_written(row.get(name)) for name in names] for row in rows]
    widths = [max(len(line[place]) for line in [names, *cells]) for place in range(len(names))]
    return ["  ".join(cell.rjust(width) for cell, width in zip(line, widths, strict=True))
            for line in [names, *cells]]  # fmt: skip


def _written(value: object) -> str:
    return "" if value is None else str(value)


if __name__ == "__main__":
    main()
