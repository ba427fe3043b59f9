"""Takes the pictures in docs/pictures: the real program, the invented group, a real browser.

python -m tests.journeys.pictures

Each is called <page>.<language>.<theme>.<size>.png. The story has a fixed seed; only the days move.
"""

import json
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.error import URLError

from playwright.sync_api import Browser, Page, sync_playwright

from tests.journeys.browsing import CHROMIUM, SWITCHES
from tests.journeys.smaller import indexed

TARGET = Path(__file__).parents[2] / "docs" / "pictures"
LANGUAGES = ("en", "ar")
THEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
SIZES = {"desktop": (1280, 900), "phone": (390, 844)}
ADVISER = "legal-adviser"
AHMED = "Ahmed Ibrahim Adam"
NEWCOMER = "محمد عبدالرحمن نور"


@dataclass(frozen=True)
class Shown:
    """A page and its address; `typed` is filled in before the picture is taken."""

    name: str
    path: str
    typed: tuple[tuple[str, str], ...] = ()


def main() -> int:
    if not CHROMIUM.exists():
        sys.stderr.write(
            "Chromium is missing: run apt-get install -y --no-install-recommends chromium-headless-shell.\n"
        )
        return 2
    with (
        tempfile.TemporaryDirectory(prefix="jiwar-pictures-") as home,
        sync_playwright() as playwright,
        served(Path(home)) as address,
    ):
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=SWITCHES)
        weight = take_all(browser, address, *sign_in_of(Path(home), ADVISER))
        browser.close()
    sys.stdout.write(f"{TARGET}: {weight // 1000} kB\n")
    return 0


@contextmanager
def served(home: Path) -> Iterator[str]:
    """The invented group, told anew and served until the block ends."""
    port = _free_port()
    environment = {name: value for name, value in os.environ.items() if not name.startswith("JIWAR_")}
    environment |= {"JIWAR_HOME": str(home), "JIWAR_PORT": str(port)}
    command = [sys.executable, "-m", "jiwar.site.command_line"]
    subprocess.run([*command, "demo", "--seed", "1"], env=environment, check=True, stdout=subprocess.DEVNULL)
    address = f"http://localhost:{port}"
    server = subprocess.Popen([*command, "serve", "--port", str(port)], env=environment, stdout=subprocess.DEVNULL)
    try:
        _wait_for(address)
        yield address
    finally:
        server.terminate()
        server.wait(30)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(address: str) -> None:
    for _attempt in range(240):
        try:
            urllib.request.urlopen(address + "/account/login/", timeout=2).close()  # noqa: S310  # our own server
            return
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.25)
    raise TimeoutError(f"nothing answers at {address}")


def sign_in_of(home: Path, role: str) -> tuple[str, str]:
    told = json.loads((home / "demo-sign-ins.json").read_text(encoding="utf-8"))
    found = next(each for each in told if each["role"] == role)
    return found["username"], found["password"]


def take_all(browser: Browser, address: str, username: str, password: str) -> int:
    """All pictures, by language, theme and size; returns their weight in bytes."""
    TARGET.mkdir(parents=True, exist_ok=True)
    for old in TARGET.glob("*.png"):
        old.unlink()
    desk = browser.new_page()
    for language in LANGUAGES:
        signed_in = _signed_in(browser, address, language, username, password)
        for theme in THEMES:
            for size, (width, height) in SIZES.items():
                for state in (None, signed_in):
                    context = browser.new_context(
                        viewport={"width": width, "height": height},
                        color_scheme=theme,
                        locale=language,
                        storage_state=state,  # type: ignore[arg-type]  # as the browser itself gave it
                    )
                    page = context.new_page()
                    for shown in _pages(page, address) if state else [Shown("sign-in", "/account/login/")]:
                        picture = indexed(desk, _taken(page, address, shown))
                        (TARGET / f"{shown.name}.{language}.{theme}.{size}.png").write_bytes(picture)
                    context.close()
    return sum(picture.stat().st_size for picture in TARGET.glob("*.png"))


def _signed_in(browser: Browser, address: str, language: str, username: str, password: str) -> object:
    """The cookies of somebody who reads in this language."""
    context = browser.new_context(locale=language)
    page = context.new_page()
    page.goto(address + "/account/login/")
    page.fill("main input[name=login]", username)
    page.fill("main input[name=password]", password)
    page.click("main form button.first")
    page.wait_for_selector("nav.rail")
    if page.get_attribute("html", "lang") != language:
        page.click(f".bar .languages button[value={language}]")
        page.wait_for_selector(f"html[lang={language}]")
    state = context.storage_state()
    context.close()
    return state


def _pages(page: Page, address: str) -> list[Shown]:
    """The pages of the story, found as a colleague would find them: by Ahmed's name."""
    page.goto(address + "/people/")
    page.fill("main input[name=q]", AHMED)
    page.click("main form[role=search] button")
    person = _first(page, "#results a[href^='/people/']")
    page.goto(address + person)
    case = _first(page, "main a[href^='/cases/']:not([href*=new])")
    page.goto(address + case)
    procedure = _first(page, "main a[href^='/legal/procedure/']")
    return [
        Shown("my-day", "/"),
        Shown("register", "/people/register/", (("name", NEWCOMER), ("born_1", "١٥/٧/١٤٠٩"))),
        Shown("case", case),
        Shown("deadlines", "/deadlines/"),
        Shown("procedure", procedure.partition("#")[0]),
        Shown("people", "/people/"),
    ]


def _first(page: Page, selector: str) -> str:
    href = page.locator(selector).first.get_attribute("href")
    if not href:
        raise LookupError(selector)
    return href


def _taken(page: Page, address: str, shown: Shown) -> bytes:
    page.goto(address + shown.path)
    for field, text in shown.typed:
        if field == "born_1":
            page.check("main input[name=born_0][value=hijri]")
        page.fill(f"main input[name={field}]", text)
    if shown.typed:
        page.wait_for_timeout(1500)
        page.evaluate("scrollTo(0, 0); document.activeElement.blur()")
        # The browser would ask whether what was typed may be lost.
        page.on("dialog", lambda dialog: dialog.accept())
    page.wait_for_load_state("networkidle")
    page.evaluate("document.fonts.ready")
    return page.screenshot(animations="disabled", caret="hide")


if __name__ == "__main__":
    sys.exit(main())
