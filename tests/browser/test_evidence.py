"""Evidence from a phone: a heavy photo with its place in it, a weak network, a tab that the camera closes."""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from components.rules.evidence import LARGEST_PHOTO, LONGEST_SIDE
from components.texts import answers as answer_texts
from components.texts import evidence as texts
from db.seed import example
from tests.browser.conftest import PHONE
from tests.browser.person import Person
from tests.browser.survey import begin
from tests.unit import pictures

# Keeps whatever leaves the page as the body of a request for evidence.
WITNESS = """
window.sent = [];
const send = XMLHttpRequest.prototype.send;
XMLHttpRequest.prototype.send = function (body) {
  const reader = new FileReader();
  reader.onload = () => window.sent.push(reader.result.split(",")[1]);
  reader.readAsDataURL(body);
  return send.call(this, body);
};
"""
NEVER_DECODES = "window.createImageBitmap = () => new Promise(() => {});"
SAID = texts.PICKER
A_GOOD_LINE = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}
NO_LINE = {**A_GOOD_LINE, "offline": True}


@pytest.fixture(scope="module")
def heavy(tmp_path_factory) -> Path:
    """A photo of 6 MB that says where it was taken."""
    content = pictures.six_megabytes()
    assert all(trace in content for trace in pictures.PLACE[:2])
    path: Path = tmp_path_factory.mktemp("kamera") / "IMG_2031.JPG"
    path.write_bytes(content)
    return path


@pytest.fixture
def officer(arrive) -> Person:
    """At the beginning of a draft, on a phone."""
    person: Person = arrive("dikbud", **PHONE)
    begin(person, "problem", "Smart Environment")
    person.page.add_init_script(WITNESS)
    person.page.evaluate(f"() => {{ {WITNESS} }}")
    return person


def pick(page: Page, *files: Any) -> None:
    page.locator("input[type=file]").last.set_input_files(list(files))


def row(page: Page, name: str) -> Locator:
    return page.get_by_role("listitem").filter(has_text=name)


def sent(page: Page) -> Iterator[bytes]:
    return (b64decode(one) for one in page.evaluate("() => window.sent"))


def is_kept(page: Page, name: str) -> None:
    """It stands in the list as the database has it, once: its weight, whose it is, and since when."""
    expect(row(page, name)).to_have_count(1)
    expect(row(page, name)).to_contain_text(re.compile(r"\d kB · .+ · \d+ \w+ \d{4} \d\d\.\d\d WI"))


def another_tab(person: Person, address: str) -> Person:
    """The same phone after its tab was closed."""
    page = person.page.context.new_page()
    page.goto(address)
    person.page = page
    person.settle()
    return person


def test_of_a_6_mb_photo_300_kb_travel_and_nothing_of_its_place(officer, heavy):
    pick(officer.page, heavy)

    is_kept(officer.page, "IMG_2031.jpg")
    (body,) = sent(officer.page)
    assert len(body) <= LARGEST_PHOTO
    assert not any(trace in body for trace in pictures.PLACE)
    shown = officer.page.context.request.get(
        officer.url + str(row(officer.page, "IMG_2031.jpg").get_by_role("link").get_attribute("href"))
    )
    pixels = shown.body()[len(shown.body()) // 4 :]
    assert body.endswith(pixels), "and the server had nothing to draw anew"
    size = Image.open(BytesIO(body)).size
    assert size == (LONGEST_SIDE * 3 // 4, LONGEST_SIDE), "upright, as the camera was held"
    assert not officer.scrolls_sideways()
    officer.look("bukti")


def test_a_tab_closed_while_the_photo_was_on_its_way_goes_on_in_the_next(officer, heavy):
    address = officer.page.url
    officer.page.route("**/evidence", lambda _route: None)  # a line so weak that it never gets there
    pick(officer.page, heavy)
    expect(row(officer.page, "IMG_2031.jpg").get_by_role("progressbar")).to_be_visible()
    officer.page.close()

    another_tab(officer, address)

    is_kept(officer.page, "IMG_2031.jpg")


def test_a_tab_closed_while_the_photo_was_made_small_goes_on_in_the_next(officer, heavy):
    address = officer.page.url
    officer.page.evaluate(f"() => {{ {NEVER_DECODES} }}")
    pick(officer.page, heavy)
    expect(row(officer.page, "IMG_2031.jpg")).to_contain_text(SAID["preparing"])
    officer.page.close()

    another_tab(officer, address)

    is_kept(officer.page, "IMG_2031.jpg")


def test_without_a_network_it_waits_sending_waits_for_it_and_it_goes_on_by_itself(officer, heavy):
    network = officer.page.context.new_cdp_session(officer.page)
    network.send("Network.emulateNetworkConditions", NO_LINE)
    pick(officer.page, heavy)
    expect(row(officer.page, "IMG_2031.jpg")).to_contain_text(SAID["paused"])

    officer.page.get_by_role("button", name=answer_texts.SEND).click()
    expect(officer.page.get_by_text(SAID["still_sending"])).to_be_visible()
    network.send("Network.emulateNetworkConditions", A_GOOD_LINE)

    is_kept(officer.page, "IMG_2031.jpg")


def test_a_sign_in_that_ended_meanwhile_keeps_the_file_until_she_is_back(officer, heavy):
    officer.page.context.clear_cookies()
    pick(officer.page, heavy)
    expect(row(officer.page, "IMG_2031.jpg")).to_contain_text(SAID["signed_out"])

    officer.page.get_by_role("button", name=SAID["sign_in"]).click()
    officer.sign_in(example.PASSWORD)

    is_kept(officer.page, "IMG_2031.jpg")


def test_six_files_are_five_and_each_that_does_not_fit_says_why(officer):
    photo = pictures.encoded(pictures.scene())
    files = [("foto.txt", photo), ("surat.pdf", pictures.pdf()), ("program.jpg", b"MZ" + bytes(200))]
    files += [("gambar.png", b"<svg onload=alert(1)>"), ("iphone.heic", b"\0\0\0\x18ftypheic" + bytes(80))]
    files += [("keenam.jpg", photo)]

    pick(officer.page, *({"name": name, "mimeType": "image/jpeg", "buffer": body} for name, body in files))

    is_kept(officer.page, "foto.jpg")
    is_kept(officer.page, "surat.pdf")
    for name, sentence in [("program", texts.UNKNOWN), ("gambar.jpg", texts.UNKNOWN), ("iphone", texts.HEIC)]:
        expect(row(officer.page, name)).to_contain_text(sentence)
    expect(officer.page.get_by_text(SAID["full"].format(name="keenam.jpg")).first).to_be_visible()
    assert len(list(sent(officer.page))) == 2, "what does not fit never travels"


def test_a_file_is_called_back_or_removed_after_a_second_thought(officer):
    photo = pictures.encoded(pictures.scene())
    officer.page.route("**/evidence", lambda _route: None)
    pick(officer.page, {"name": "salah.jpg", "mimeType": "image/jpeg", "buffer": photo})
    officer.page.get_by_role("button", name=SAID["cancel_named"].format(name="salah.jpg")).click()
    expect(row(officer.page, "salah.jpg")).to_have_count(0)
    officer.page.unroute("**/evidence")

    pick(officer.page, {"name": "loket.jpg", "mimeType": "image/jpeg", "buffer": photo})
    is_kept(officer.page, "loket.jpg")
    remove = officer.page.get_by_role("button", name=SAID["remove_named"].format(name="loket.jpg"))
    remove.click()
    officer.page.get_by_role("button", name=SAID["no"]).click()
    expect(remove).to_be_focused()
    remove.click()
    officer.page.get_by_role("button", name=SAID["yes"]).click()

    expect(row(officer.page, "loket.jpg")).to_have_count(0)
    officer.open(officer.page.url.removeprefix(f"{officer.url}/"))
    expect(officer.page.get_by_role("button", name=SAID["add"])).to_be_visible()
    expect(row(officer.page, "loket.jpg")).to_have_count(0)
    expect(row(officer.page, "salah.jpg")).to_have_count(0)
