"""Somebody in front of a browser: what she can see and do, by the names on the screen."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Locator, Page, TimeoutError, expect

from components.texts import errors as error_texts
from components.texts import navigation as page_names
from components.texts import shell as shell_texts
from components.texts import signin as sign_in_texts

_GLANCE_MS = 4_000


@dataclass(slots=True)
class Person:
    """Screenshots go to ``folder``, numbered in the order they were taken."""

    page: Page
    url: str
    folder: Path
    name: str

    # ── moving around ───────────────────────────────────────────────────────────────────────────────────────
    def open(self, address: str) -> None:
        """An address typed into the browser: a whole new page."""
        self.page.goto(f"{self.url}/{address}")
        self.settle()

    def go_to(self, address: str) -> None:
        """A page by its name in the navigation."""
        link = (
            self.page.get_by_test_id("stTopNavLink").filter(has_text=page_names.title(address, "Kota")).first
        )
        is_folded_away = link.count() > 0 and link.evaluate("link => link.closest('[inert]') !== null")
        if is_folded_away or not link.is_visible():
            self.open(address)
            return
        link.click()
        self.page.wait_for_url(re.compile(rf"/({address})?(\?.*)?$"))
        self.settle()

    def follow_if_there(self, link: str) -> None:
        found = self.page.get_by_role("link", name=link)
        if found.count():
            found.first.click()
            self.settle()

    def settle(self) -> None:
        """Until the server has had nothing to do for a moment: only then is it known what a click started."""
        self.page.wait_for_function("() => window.untilQuiet?.()")

    def sign_in(self, password: str) -> None:
        """By the form, and through the notice where she has not read it yet."""
        self.fill(sign_in_texts.FIELDS["Username"], self.name)
        self.fill(sign_in_texts.FIELDS["Password"], password)
        self.click(sign_in_texts.FIELDS["Login"])
        read = self.button(sign_in_texts.NOTICE_READ)
        expect(read.or_(self.button(shell_texts.ACCOUNT)).first).to_be_visible()
        self.settle()
        if read.is_visible():
            self.click(sign_in_texts.NOTICE_READ)
            expect(read).to_have_count(0)
        self.is_signed_in()

    def is_signed_in(self) -> None:
        expect(self.button(shell_texts.ACCOUNT)).to_be_visible()
        self.settle()

    # ── doing ───────────────────────────────────────────────────────────────────────────────────────────────
    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name)

    def click(self, name: str, *, exact: bool = False) -> None:
        self.page.get_by_role("button", name=name, exact=exact).first.click()
        self.settle()

    def fill(self, label: str, text: str) -> None:
        """Type into a field and leave it, as it is saved then."""
        box = self.page.get_by_role("textbox", name=label, exact=True).first
        box.fill(text)
        box.press("Tab")
        self.settle()

    def choose(self, label: str, *options: str) -> None:
        """Pick options of a list that takes several, by the words shown."""
        for option in options:
            self._pick_listed(label, option)
        self.page.keyboard.press("Escape")
        self.settle()

    def choose_one(self, label: str, option: str) -> None:
        """Pick the one option of a list."""
        self._pick_listed(label, option)
        self.settle()

    def _pick_listed(self, label: str, option: str) -> None:
        """Open the list; a long one shows what is asked for only once it is searched.

        A list closes when the page moves beneath it, which a field that was just kept can cause: whoever sees
        that opens it again, once or twice.
        """
        box = self.page.get_by_role("combobox", name=label, exact=True).first
        for patience in (_GLANCE_MS, _GLANCE_MS, None):
            try:
                self._pick_once(box, option, patience)
                break
            except TimeoutError:
                if patience is None:
                    raise
        self.settle()

    def _pick_once(self, box: Locator, option: str, patience: float | None) -> None:
        any_option = self.page.get_by_role("option").first
        wanted = self.page.get_by_role("option", name=option).first
        box.scroll_into_view_if_needed()  # a list that is scrolled after it was opened closes again
        if not any_option.is_visible():
            box.click(delay=120)  # as a finger does; a shorter one may open and close it
        any_option.wait_for(timeout=patience)
        if not wanted.is_visible():
            box.fill(option)
        wanted.click(timeout=patience)

    def pick(self, group: str, option: str | re.Pattern[str]) -> None:
        """One of the buttons of a group that has this label."""
        self._group(group).get_by_text(option).first.click()
        self.settle()

    def pick_first(self, group: str) -> None:
        self._check(self._group(group).get_by_role("radio").first)

    def _group(self, label: str) -> Locator:
        radios = self.page.get_by_role("radiogroup", name=label, exact=True)
        return radios.or_(self.page.get_by_test_id("stButtonGroup").filter(has_text=label)).first

    def tick(self, label: str | re.Pattern[str]) -> None:
        self._check(self.page.get_by_role("checkbox", name=label).first)

    def _check(self, box: Locator) -> None:
        """By its label, as a finger does: the box itself lies beneath its own picture."""
        box.evaluate("box => box.scrollIntoView({block: 'center'})")  # not below the bar at the foot
        if not box.is_checked():
            box.locator("xpath=ancestor::label").click()
        expect(box).to_be_checked()
        self.settle()

    def open_section(self, title: str) -> None:
        """An expander, if it is still closed."""
        section = self.page.get_by_test_id("stExpander").filter(has_text=title)
        if section.locator("details[open]").count() == 0:
            section.get_by_text(title).first.click()
            self.settle()  # a list opened while the section is still unfolding closes again

    # ── seeing ──────────────────────────────────────────────────────────────────────────────────────────────
    def sees(self, text: str | re.Pattern[str]) -> None:
        expect(self.page.get_by_text(text).first).to_be_visible()

    def never_sees(self, text: str | re.Pattern[str]) -> None:
        expect(self.page.get_by_text(text)).to_have_count(0)

    def look(self, what: str) -> None:
        """Keep a picture; nothing in it may say that something broke."""
        self.settle()
        expect(self.page.get_by_test_id("stException")).to_have_count(0)
        self.never_sees(error_texts.UNAVAILABLE)
        self.never_sees(re.compile(error_texts.unexpected("[A-Z0-9]+")))
        self.folder.mkdir(parents=True, exist_ok=True)
        number = len(list(self.folder.glob("*.png"))) + 1
        size = self.page.viewport_size
        assert size is not None
        tall = self.page.evaluate("() => document.querySelector('[data-testid=stMain]').scrollHeight")
        self.page.set_viewport_size({"width": size["width"], "height": max(size["height"], min(tall, 6000))})
        self.page.screenshot(path=self.folder / f"{number:02d}-{self.name}-{what}.png", animations="disabled")
        self.page.set_viewport_size(size)

    def scrolls_sideways(self) -> bool:
        """Does anything of the page stand outside the width of the screen?"""
        return bool(
            self.page.evaluate(
                "() => [document.scrollingElement, ...document.querySelectorAll('[data-testid=stMain]')]"
                ".some(box => box.scrollWidth > box.clientWidth)"
            )
        )
