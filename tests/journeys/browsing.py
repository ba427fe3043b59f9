"""A person at a browser, who speaks the page's language and notices everything that is wrong with it."""

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils.translation import gettext, ngettext, override, pgettext
from playwright.sync_api import BrowserContext, ConsoleMessage, Locator, Page, Request, Response, WebError, expect

from jiwar.foundation.languages.middleware import COOKIE

# The same engine without windows where it is installed: it asks for half of the processor's time.
WITHOUT_WINDOWS = Path("/usr/lib/chromium/chromium-headless-shell")
CHROMIUM = WITHOUT_WINDOWS if WITHOUT_WINDOWS.exists() else Path("/usr/bin/chromium")
SWITCHES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE = 10_000
# Chromium reports every answer of 400 and more as a failure to load; the journeys ask for some of them.
ANSWERED = re.compile(r"Failed to load resource: the server responded with a status of 4\d\d")
# A press on Save overtakes the look at what is being typed; htmx says so on the console.
OVERTAKEN = re.compile(r"htmx:(afterRequest|sendAbort)\b")
# A journey may take the line away, and the program goes on.
NO_LINE = re.compile(r"Failed to load resource: net::ERR_INTERNET_DISCONNECTED")
_UNNUMBERED = re.compile(r"[\u2066-\u2069\u200e\u200f]")


@dataclass
class Watch:
    """Hears one browser context. `faults` must be empty at the end of every test."""

    address: str
    faults: list[str] = field(default_factory=list)

    def over(self, context: BrowserContext) -> None:
        context.on("console", self._said)
        context.on("weberror", self._broke)
        context.on("request", self._asked)
        context.on("response", self._answered)

    def _said(self, message: ConsoleMessage) -> None:
        expected = any(known.match(message.text) for known in (ANSWERED, OVERTAKEN, NO_LINE))
        if message.type in ("error", "warning") and not expected:
            self.faults.append(f"console: {message.text} ({message.location.get('url', '')})")

    def _broke(self, error: WebError) -> None:
        self.faults.append(f"script: {error.error}")

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((self.address + "/", "data:", "about:", "blob:")):
            self.faults.append(f"asked elsewhere: {request.url}")

    def _answered(self, response: Response) -> None:
        if response.status >= 500:
            self.faults.append(f"{response.status} from {response.url}")


class Visitor:
    """One browser of one person. Labels are given in the program's source language and sought in the visitor's."""

    def __init__(self, context: BrowserContext, address: str, language: str) -> None:
        self.context, self.address, self.language = context, address, language
        context.set_default_timeout(PATIENCE)
        context.add_cookies([{"name": COOKIE, "value": language, "url": address}])
        self.page: Page = context.new_page()

    def signed_in_as(self, client: Client) -> "Visitor":
        """Takes over the session of a test client: the sign-in page has journeys of its own."""
        self.context.add_cookies([{"name": "jiwar", "value": client.cookies["jiwar"].value, "url": self.address}])
        return self

    def word(self, text: str, about: str | None = None, **values: Any) -> str:
        """A sentence of the program as this visitor reads it."""
        with override(self.language):
            found = pgettext(about, text) if about else gettext(text)
        return found % values if values else found

    def number_of(self, one: str, many: str, n: int, **values: Any) -> str:
        with override(self.language):
            return ngettext(one, many, n) % {"n": n, "days": n, **values}

    # going

    def goes_to(self, name: str, **places: Any) -> int:
        """Opens a page by its route; returns the status."""
        return self.opens(reverse(name, kwargs=places))

    def opens(self, path: str) -> int:
        answer = self.page.goto(self.address + path)
        assert answer is not None
        return answer.status

    @property
    def path(self) -> str:
        return self.page.url.removeprefix(self.address)

    def follows(self, text: str, within: str = "main", **values: Any) -> None:
        """Follows a link whose text begins so, opening the menu it is in."""
        link = self.page.locator(within).get_by_role("link", name=self.word(text, **values), include_hidden=True)
        self._reveal(link.first)
        link.first.click()

    def presses(self, text: str, within: str = "main", **values: Any) -> None:
        self.page.locator(within).get_by_role("button", name=self.word(text, **values), exact=True).first.click()

    def _reveal(self, link: Locator) -> None:
        """Opens the folded parts around a link, as a person would to reach it."""
        menus = link.locator("xpath=ancestor::details[not(@open)]")
        for at in range(menus.count()):
            menus.nth(at).locator("> summary").click()

    # telling

    def fills(self, label: str, text: str, **values: Any) -> None:
        self._field(label, **values).fill(text)

    def picks(self, label: str, value: str) -> None:
        """Chooses from a list by the stored value."""
        self._field(label).select_option(value)

    def picks_named(self, label: str, shown: str) -> None:
        """Chooses from a list by a part of what is shown."""
        field_ = self._field(label)
        option = field_.locator("option").filter(has_text=shown).first
        field_.select_option(option.get_attribute("value"))

    def ticks(self, label: str, within: str = "main") -> None:
        self.page.locator(within).get_by_label(self.word(label)).check()

    def answers(self, question: str, answer: str, about: str | None = None) -> None:
        """Chooses one of several under a question."""
        group = self.page.locator("main fieldset").filter(
            has=self.page.locator(f'legend:has-text("{self.word(question)}")')
        )
        group.first.get_by_label(self.word(answer, about), exact=True).check()

    def dates(self, question: str, calendar: str, typed: str) -> None:
        """A date as it was said: the calendar, and the line it is typed in."""
        group = self.page.locator("main fieldset").filter(
            has=self.page.locator(f'legend:has-text("{self.word(question)}")')
        )
        group.first.locator(f'input[type=radio][value="{calendar}"]').check()
        group.first.locator("input[type=text]").fill(typed)

    def _field(self, label: str, **values: Any) -> Locator:
        text = self.word(label, **values)
        labels = self.page.locator("main label").filter(has_text=re.compile("^\\s*" + re.escape(text)))
        wanted = labels.first.get_attribute("for")
        return self.page.locator(f'[id="{wanted}"]')

    # reading

    def reads(self, text: str, within: str = "main", **values: Any) -> None:
        expect(self.page.locator(within).first).to_contain_text(self.word(text, **values))

    def reads_plain(self, text: str, within: str = "main") -> None:
        """Something that is not the program's own word: a name, a number."""
        expect(self.page.locator(within).first).to_contain_text(text)

    def text(self, within: str = "body") -> str:
        return _UNNUMBERED.sub("", self.page.locator(within).first.inner_text())
