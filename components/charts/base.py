"""What every picture shares: a ready spec, Indonesian numbers, and one colour per pillar."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt

from components.texts import format as written

Spec = dict[str, Any]

#: Name of the rows that a spec is drawn over.
ROWS = "rows"

# Okabe and Ito (2008): told apart by people who see colours differently, on white and on black. Their yellow
# is left out (invisible on white) and their black replaced (invisible on dark).
_COLOURS = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#D55E00", "#56B4E9", "#8C6BB1", "#8D8D8D")

#: Readable on the light and on the dark theme alike (4.3:1 on both), for marks that cannot follow the theme.
MUTED = "#7A7A7A"

_DAYS = ["Minggu", "Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu"]

_LOCALE = {
    "number": {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["Rp ", ""]},
    "time": {
        "dateTime": "%A, %e %B %Y %H.%M.%S",
        "date": "%d/%m/%Y",
        "time": "%H.%M.%S",
        "periods": ["AM", "PM"],
        "days": _DAYS,
        "shortDays": [day[:3] for day in _DAYS],
        "months": list(written.MONTHS),
        "shortMonths": [month[:3] for month in written.MONTHS],
    },
}


def rows() -> alt.Chart:
    """A chart over the rows that come at draw time."""
    return alt.Chart(alt.NamedData(ROWS))


def spec(chart: alt.Chart | alt.LayerChart) -> Spec:
    """The ready spec of a chart: without data, with Indonesian numbers and dates. Called at import."""
    with alt.data_transformers.enable(consolidate_datasets=False):
        ready = chart.to_dict()
    for key in ("$schema", "config"):
        ready.pop(key, None)
    return {**_without_rows(ready), "config": {"locale": _LOCALE}}


def pillar_scale(codes: Sequence[str]) -> dict[str, list[str]]:
    """Domain and range of a colour scale: each pillar keeps its colour by its place in the city's list."""
    return {"domain": list(codes), "range": [_COLOURS[at % len(_COLOURS)] for at in range(len(codes))]}


def with_pillars(ready: Spec, codes: Sequence[str]) -> Spec:
    """The spec with its pillar colours filled in; the given one stays as it is."""
    scale = pillar_scale(codes)
    return {**ready, "layer": [_coloured(layer, scale) for layer in ready["layer"]]}


def _without_rows(part: Spec) -> Spec:
    """The rows are the spec's only outer data: a layer that names them would not find them at draw time."""
    kept = {key: value for key, value in part.items() if key != "data" or value != {"name": ROWS}}
    if "layer" in kept:
        kept["layer"] = [_without_rows(layer) for layer in kept["layer"]]
    return kept


def _coloured(layer: Spec, scale: dict[str, list[str]]) -> Spec:
    colour = layer["encoding"].get("color", {})
    if colour.get("field") != "pillar":
        return layer
    return {**layer, "encoding": {**layer["encoding"], "color": {**colour, "scale": scale}}}
