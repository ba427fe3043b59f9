"""The gallery in a real browser: axe finds nothing, nothing overflows, the policy is kept, the keyboard reaches all."""

import threading
from collections.abc import Iterator
from typing import Literal
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.handlers.wsgi import WSGIHandler
from django.test import Client
from playwright.sync_api import Browser, ConsoleMessage, sync_playwright

from jiwar.foundation.ui import fonts
from tests.journeys.browsing import CHROMIUM, SWITCHES

pytestmark = [
    pytest.mark.journey,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="needs Chromium: apt-get install chromium-headless-shell"),
]

PAGES = ("/?lang=en", "/?lang=ar&faults=1", "/?lang=fr", "/door/?lang=ar", "/paper/", "/not/there")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


class Silent(WSGIRequestHandler):
    def log_message(self, *_arguments: object) -> None:
        return


@pytest.fixture
def address(gallery: Client, settings: object) -> Iterator[str]:
    fonts.build()
    server = make_server("127.0.0.1", 0, StaticFilesHandler(WSGIHandler()), handler_class=Silent)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://localhost:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=str(CHROMIUM), args=SWITCHES)
        yield launched
        launched.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360])
def test_axe_finds_nothing_and_nothing_overflows(
    address: str, browser: Browser, width: int, scheme: Literal["light", "dark"]
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    for page_address in PAGES:
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True)
        page = context.new_page()
        page.goto(address + page_address)
        found = Axe().run(page, options={"runOnly": RULES}).response["violations"]
        assert [(each["id"], [node["html"] for node in each["nodes"]]) for each in found] == [], page_address
        assert page.evaluate("document.documentElement.scrollWidth") <= width, page_address
        context.close()


def test_the_policy_is_kept_and_nothing_else_is_asked(address: str, browser: Browser) -> None:
    complaints: list[str] = []
    asked: list[str] = []

    def heard(message: ConsoleMessage) -> None:
        complaints.append(message.text)

    context = browser.new_context()
    page = context.new_page()
    page.on("console", heard)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    for page_address in ("/?lang=en", "/?lang=ar&faults=1", "/door/?lang=fr"):
        page.goto(address + page_address)
        page.wait_for_load_state("networkidle")
    assert [text for text in complaints if "autocomplete" not in text] == []
    assert [url for url in asked if not url.startswith(address)] == []
    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
    context.close()


def test_faults_take_the_focus_and_menus_give_it_back(address: str, browser: Browser) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{address}/?lang=en&faults=1")
    assert page.evaluate("document.activeElement.className") == "notice now errors"
    summary = page.locator(".head details.menu summary")
    summary.focus()
    page.keyboard.press("Enter")
    assert page.locator(".head details.menu .sheet").is_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    assert not page.locator(".head details.menu .sheet").is_visible()
    assert summary.evaluate("element => element === document.activeElement")
    context.close()


def test_a_phone_reaches_every_place(address: str, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 800}, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/?lang=ar")
    assert page.locator(".rail > a:visible").count() == 4
    page.locator(".rail .more summary").click()
    assert page.locator(".rail .more .sheet a:visible").count() == 2
    assert page.locator(".rail .more .sheet").get_by_role("button").count() == 3
    for box in (each.bounding_box() for each in page.locator(".rail a:visible, .rail summary, .button:visible").all()):
        assert box is not None
        assert box["height"] >= 44
    context.close()
