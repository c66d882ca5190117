"""Streamlit's files as a phone gets them: small, cacheable, right by the rules of HTTP."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import brotli
import pytest
import streamlit
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from components.http import icons, static
from components.http.library import Library, best_encoding
from components.texts import shell as texts
from components.texts.widgets import WORDS
from tests.unit.asgi import Browser

STREAMLIT = Path(streamlit.__file__).parent / "static"
INDEX_SCRIPT = r"static/js/index\.[\w-]{8}\.js"
PROJECT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def library(tmp_path_factory) -> Library:
    return static.streamlit_library(tmp_path_factory.mktemp("cache"))


@pytest.fixture(scope="module")
def client(library):
    async def behind(request):
        return PlainTextResponse("behind")

    app = Starlette(
        routes=[*static.page_routes(library, {"masalah"}), Route("/_stcore/health", behind)],
        middleware=[Middleware(static.CompressedStatic, library=library)],
    )
    return Browser(app)


@pytest.fixture(scope="module")
def script(library) -> str:
    """The address of Streamlit's main script."""
    return f"/{library.named(INDEX_SCRIPT)[0]}"


# ── what Streamlit's widgets say ────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(("stem", "theirs"), [(stem, one) for stem, words in WORDS.items() for one in words])
def test_what_a_widget_says_is_said_in_our_words(library, stem, theirs):
    paths = library.scripts(stem)

    assert any(theirs in (STREAMLIT / path).read_text() for path in paths), "Streamlit says it otherwise now"
    assert all(theirs not in library.text(path) for path in paths)


def test_our_words_leave_the_script_around_them_as_it_was():
    for words in WORDS.values():
        for theirs, ours in words.items():
            for sign in ("`", "${", "}", "`:`", "=", "{"):
                assert ours.count(sign) == theirs.count(sign), (theirs, sign)


# ── files ───────────────────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip, deflate", "gzip"),
        ("br;q=0, gzip", "gzip"),
        ("br;q=0.1, gzip;q=0", "br"),
        ("*", "br"),
        ("*;q=0", "identity"),
        ("br;q=nonsense", "br"),  # a header nobody can read is no reason to send three times as much
        ("identity", "identity"),
        ("", "identity"),
        ("GZIP", "gzip"),
    ],
)
def test_the_best_encoding_the_browser_takes_is_chosen(accepted, encoding):
    assert best_encoding(accepted) == encoding


def test_a_script_arrives_whole_in_every_encoding(client, script, library):
    original = library.text(script[1:]).encode()

    for accepted in ("br", "gzip", "identity"):
        assert client.get(script, headers={"accept-encoding": accepted}).content == original
    assert brotli.decompress(library.variant(script[1:], "br").body) == original
    assert gzip.decompress(library.variant(script[1:], "gzip").body) == original


def test_a_script_is_sent_as_less_than_a_third(client, script):
    original = len((STREAMLIT / script[1:]).read_bytes())

    assert (
        int(client.head(script, headers={"accept-encoding": "br"}).headers["content-length"]) < original / 3
    )


def test_a_hashed_file_is_kept_for_a_year_and_says_what_it_depends_on(client, script):
    answer = client.get(script, headers={"accept-encoding": "br"})

    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["vary"] == "Accept-Encoding"
    assert answer.headers["content-encoding"] == "br"
    assert answer.headers["content-type"] == "text/javascript; charset=utf-8"
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_a_font_is_not_compressed_again(client, library):
    font = next(name for name in library.named(r"static/media/.*\.woff2"))

    answer = client.get(f"/{font}", headers={"accept-encoding": "br"})

    assert "content-encoding" not in answer.headers
    assert answer.content == (STREAMLIT / font).read_bytes()


def test_head_says_the_same_as_get_without_the_body(client, script):
    whole, head = client.get(script), client.head(script)

    assert head.content == b""
    assert dict(head.headers) == dict(whole.headers)


def test_what_the_browser_has_is_not_sent_again(client, script):
    etag = client.get(script, headers={"accept-encoding": "br"}).headers["etag"]

    for known in (etag, f'"other", W/{etag}', "*"):
        answer = client.get(script, headers={"accept-encoding": "br", "if-none-match": known})
        assert (answer.status_code, answer.content, answer.headers["etag"]) == (304, b"", etag)
    stale = client.get(script, headers={"accept-encoding": "br", "if-none-match": '"other"'})
    assert stale.status_code == 200


def test_each_encoding_has_its_own_etag(client, script):
    etags = {
        client.head(script, headers={"accept-encoding": one}).headers["etag"] for one in ("br", "gzip", "")
    }

    assert len(etags) == 3


@pytest.mark.parametrize(
    "path",
    [
        "/static/js/index.gone.js",
        "/static/../app.py",
        "/static/%2e%2e/index.html",
        "/static//etc/passwd",
        "/static/",
    ],
)
def test_a_file_that_is_not_there_is_not_found_and_not_a_page(client, path):
    answer = client.get(path)

    assert (answer.status_code, answer.text) == (404, "Not Found")


def test_files_can_only_be_read(client, script):
    answer = client.post(script)

    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD")


def test_what_is_not_ours_passes_on(client):
    assert client.get("/_stcore/health").text == "behind"


# ── compressing ─────────────────────────────────────────────────────────────────────────────────────────────
def test_the_best_compression_is_made_once_and_kept_for_the_next_start(tmp_path):
    folder, cache = tmp_path / "files", tmp_path / "cache"
    folder.mkdir()
    (folder / "long.js").write_text("const word = 'rembuk';\n" * 500)
    Library(folder, cache).prepare("long.js")
    (kept,) = cache.rglob("*.br")
    kept.touch()
    written = kept.stat().st_mtime_ns

    again = Library(folder, cache)
    quick = again.variant("long.js", "br")
    again.prepare("long.js")
    best = again.variant("long.js", "br")

    assert kept.stat().st_mtime_ns == written
    assert best.body == kept.read_bytes()
    assert best.etag != quick.etag, "different bytes, different tag"


def test_a_kept_file_that_was_cut_short_is_made_again(tmp_path):
    folder, cache = tmp_path / "files", tmp_path / "cache"
    folder.mkdir()
    (folder / "long.js").write_text("const word = 'rembuk';\n" * 500)
    Library(folder, cache).prepare("long.js")
    (kept,) = cache.rglob("*.br")
    kept.write_bytes(kept.read_bytes()[:20])

    Library(folder, cache).prepare("long.js")

    assert brotli.decompress(kept.read_bytes()) == (folder / "long.js").read_bytes()


def test_a_full_disk_costs_only_the_next_start(tmp_path, caplog):
    folder, cache = tmp_path / "files", tmp_path / "cache"
    folder.mkdir()
    (folder / "long.js").write_text("const word = 'rembuk';\n" * 500)
    cache.write_text("no folder can be made here")
    library = Library(folder, cache)

    library.prepare("long.js")

    assert brotli.decompress(library.variant("long.js", "br").body) == (folder / "long.js").read_bytes()
    assert "cannot be kept" in caplog.text


def test_a_scripts_imports_are_followed_and_its_charts_are_not(library):
    needed = library.closure(["TextInput"])

    assert any("/TextInput." in name for name in needed)
    assert any("/react-dom." in name for name in needed)
    assert not any("Vega" in name or "Plotly" in name for name in needed)


# ── the first page ──────────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize("path", ["/", "/masalah", "/masalah?id=1"])
def test_every_page_address_answers_with_the_first_page_which_is_asked_for_anew(client, path):
    answer = client.get(path, headers={"accept-encoding": "br"})

    assert answer.headers["cache-control"] == "no-cache"
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert '<html lang="id">' in answer.text
    assert "<title>Rembuk</title>" in answer.text


@pytest.mark.parametrize("path", ["/beranda", "/tidak-ada", "/%3Cscript%3E", "/a/b", "/masalah/", "/a.b/c.d"])
def test_an_address_that_is_no_page_leads_to_the_first_page(client, path):
    answer = client.get(path)

    assert (answer.status_code, answer.headers["location"]) == (307, "/")


@pytest.mark.parametrize(
    "path",
    [
        "/_stcore/bidi-components/x",
        "/media/x.png",
        "/component/x/index.html",
        "/masalah/_stcore/health",  # a refusal tells the browser that the app does not lie in a folder
        "/masalah/_stcore/host-config",
    ],
)
def test_what_streamlit_answers_is_led_nowhere_else(client, path):
    assert client.get(path).status_code == 404  # here nothing stands behind these


def test_the_first_page_speaks_before_any_script_runs(client):
    page = client.get("/").text
    without_script = re.sub(r"<script.*?</script>|<noscript>.*?</noscript>", "", page, flags=re.DOTALL)

    assert texts.LOADING in without_script
    assert texts.CANNOT_LOAD in without_script
    assert "Chrome" in texts.CANNOT_LOAD
    assert f"<noscript><p>{texts.NEEDS_SCRIPT}</p></noscript>" in page
    assert "Streamlit app" not in page


def test_nothing_is_waited_for_before_the_first_words(client):
    before, _, _ = client.get("/").text.partition(texts.LOADING)

    assert 'rel="stylesheet"' not in before
    assert not re.search(r"<script(?![^>]*type=.module)[^>]*src", before)


def test_everything_the_first_page_names_is_there(client):
    page = client.get("/").text
    named = re.findall(r'(?:href|src)="(/static/[^"]+)"', page)

    assert len(named) > 50
    assert {name: client.head(name).status_code for name in named} == dict.fromkeys(named, 200)
    assert "./" not in page, "a page below another must load the same files"


def test_nothing_is_asked_of_a_foreign_server(client):
    page = client.get("/").text

    assert 'rel="shortcut icon" href="data:image/svg+xml,' in page
    assert re.findall(r'(?:href|src)="(?:https?:)?//[^"]*"', page) == []


def test_no_text_font_is_fetched_and_the_icons_are_few(client):
    page = client.get("/").text
    (style,) = re.findall(r'rel="stylesheet"[^>]*href="([^"]+)"', page)
    rules = client.get(style).text
    (font,) = re.findall(r"url\((/static/media/icons\.[^)]+)\)", rules)

    assert "Source" not in page + rules
    assert client.get(font).content == icons.font()
    assert len(icons.font()) < 40_000


# ── icons ───────────────────────────────────────────────────────────────────────────────────────────────────
def test_every_icon_in_use_is_in_the_cut_font():
    ours = [path for room in ("components", "pages", "app.py") for path in _python_files(PROJECT / room)]
    used = {name: path.name for path in ours for name in icons.used_in(path.read_text(encoding="utf-8"))}
    streamlits = set().union(*(icons.used_in(p.read_text()) for p in (STREAMLIT / "static/js").glob("*.js")))
    known_to_the_whole_font = {"keyboard_double_arrow_right", "visibility", "close", "expand_more"}

    assert known_to_the_whole_font <= streamlits, "the search finds Streamlit's own"
    assert {name: where for name, where in used.items() if name not in icons.names()} == {}
    assert known_to_the_whole_font <= icons.names()


def _python_files(place: Path) -> list[Path]:
    return [place] if place.is_file() else sorted(place.rglob("*.py"))
