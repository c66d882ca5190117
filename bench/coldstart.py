"""The first seconds on a slow phone: Chromium, empty cache, weak network, first and second visit."""

from __future__ import annotations

import os
import re
import shutil
import statistics
import tempfile
import time
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import BrowserContext, CDPSession, Page, sync_playwright

from bench.servers import serving
from components.texts import signin

PHONE: Final = {"width": 390, "height": 844}
NETWORK: Final = {
    "offline": False,
    "latency": 400,  # ms
    "downloadThroughput": 400_000 / 8,
    "uploadThroughput": 400_000 / 8,
}
SLOWER_PROCESSOR: Final = 4
PHONES: Final = 3
LIMITS: Final = {"transferred_kb": 1200, "first_sentence_s": 2, "form_s": 30, "second_form_s": 8}
_FIRST_PAINT: Final = "performance.getEntriesByName('first-contentful-paint')[0].startTime"
_CHROMIUM: Final = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


@dataclass
class Visit:
    """What one opening of the page cost, in seconds since it was asked for."""

    first_sentence_s: float = 0.0
    form_s: float = 0.0
    transferred_bytes: int = 0
    requests: int = 0
    largest: list[tuple[int, str]] = field(default_factory=list)


def run(out: Path) -> dict[str, Any]:
    """Median over a few phones, each a browser that was never here; keeps the last screen as a picture."""
    with tempfile.TemporaryDirectory(prefix="rembuk-coldstart-") as folder:
        home = Path(folder) / "home"
        with serving("app", home=home, health="/healthz", log=Path(folder) / "log") as running:
            _wait_for_best_compression(running.url)
            visits = _visits(running.url, out)
    first, second = zip(*visits, strict=True)
    rows = [_row("first", first), _row("second", second)]
    return {
        "rows": rows,
        "network": "400 kbit/s, 400 ms, processor 4× slower, empty cache",
        "limits": LIMITS,
        "is_within_limits": _is_within(rows),
        "largest_bytes": [f"{size} {name}" for size, name in sorted(first[0].largest, reverse=True)[:5]],
    }


def _visits(url: str, out: Path) -> list[tuple[Visit, Visit]]:
    chromium = os.environ.get("REMBUK_CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=_CHROMIUM)
        found = []
        for _ in range(PHONES):
            phone = browser.new_context(viewport=PHONE, locale="id-ID")  # type: ignore[arg-type]
            found.append((_visit(phone, url), _visit(phone, url, out / "coldstart.png")))
            phone.close()
        browser.close()
    return found


def _visit(phone: BrowserContext, url: str, picture: Path | None = None) -> Visit:
    page, visit = phone.new_page(), Visit()
    network = phone.new_cdp_session(page)
    _weaken(network)
    _count(network, visit)
    begun = time.monotonic()
    page.goto(url, wait_until="commit", timeout=120_000)
    _type_something(page)
    visit.form_s = time.monotonic() - begun
    # What is painted first is the sentence in the first HTML; scripts replace it.
    visit.first_sentence_s = page.evaluate(_FIRST_PAINT) / 1000
    page.wait_for_load_state("networkidle")  # what still comes counts as well: icons
    if picture is not None:
        page.screenshot(path=picture)
    page.close()
    return visit


def _type_something(page: Page) -> None:
    """The form is usable when what is typed stands there."""
    field_ = page.get_by_label(signin.FIELDS["Username"])
    field_.wait_for(timeout=120_000)
    field_.fill("siti")
    page.get_by_role("button", name=signin.FIELDS["Login"]).wait_for()
    assert field_.input_value() == "siti"


def _weaken(network: CDPSession) -> None:
    network.send("Network.enable")
    network.send("Network.emulateNetworkConditions", NETWORK)
    network.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER_PROCESSOR})


def _count(network: CDPSession, visit: Visit) -> None:
    names: dict[str, str] = {}

    def asked(event: dict[str, Any]) -> None:
        names[event["requestId"]] = event["request"]["url"].rpartition("/")[2]

    def finished(event: dict[str, Any]) -> None:
        size = int(event["encodedDataLength"])
        visit.transferred_bytes += size
        visit.requests += size > 0
        visit.largest.append((size, names.get(event["requestId"], "?")))

    network.on("Network.requestWillBeSent", asked)
    network.on("Network.loadingFinished", finished)


def _row(name: str, visits: tuple[Visit, ...]) -> dict[str, Any]:
    def median(values: list[float], digits: int) -> float:
        return round(statistics.median(values), digits)

    return {
        "visit": name,
        "first_sentence_s": median([visit.first_sentence_s for visit in visits], 2),
        "form_s": median([visit.form_s for visit in visits], 1),
        "transferred_kb": median([visit.transferred_bytes / 1000 for visit in visits], 0),
        "requests": median([visit.requests for visit in visits], 0),
    }


def _is_within(rows: list[dict[str, Any]]) -> bool:
    first, second = rows
    return bool(
        first["transferred_kb"] <= LIMITS["transferred_kb"]
        and first["first_sentence_s"] <= LIMITS["first_sentence_s"]
        and first["form_s"] <= LIMITS["form_s"]
        and second["form_s"] <= LIMITS["second_form_s"]
    )


def _wait_for_best_compression(url: str) -> None:
    """A new data folder compresses for some seconds after the first start; people come later than that."""
    with urllib.request.urlopen(url, timeout=10) as reply:  # noqa: S310  (loopback)
        waiting = set(re.findall(r'"(/static/js/[^"]+)"', reply.read().decode()))
    assert waiting, "the first page names its scripts"
    deadline = time.monotonic() + 120
    while waiting:
        waiting = {path for path in waiting if not _is_best(url + path)}
        if time.monotonic() > deadline:
            raise SystemExit(f"never compressed: {sorted(waiting)}")
        time.sleep(0.2)


def _is_best(address: str) -> bool:
    asked = urllib.request.Request(address, method="HEAD", headers={"Accept-Encoding": "br"})  # noqa: S310
    with urllib.request.urlopen(asked, timeout=10) as reply:  # noqa: S310
        return bool(reply.headers["ETag"].endswith('-br11"'))
