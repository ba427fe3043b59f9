"""What a first visit costs somebody who pays for every kilobyte: at most 100 kB with fonts, as really served."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
from django.core.handlers.wsgi import WSGIHandler
from playwright.sync_api import Browser
from pytest_django import Settings

from jiwar.site import assets
from tests.journeys.browsing import Visitor, Watch
from tests.routes.world import World

MOST = 100_000
MOST_OF_WORDS = 45_000
"""A learner's own page, on an old telephone."""
COMPRESSED = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}


class Silent(WSGIRequestHandler):
    def log_message(self, *_arguments: object) -> None:
        return


@pytest.fixture
def served(transactional_db: None, tmp_path: Path, settings: Settings) -> Iterator[str]:
    """The program's own way of serving: files collected, named by their content, compressed."""
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STORAGES = {**settings.STORAGES, "staticfiles": COMPRESSED}
    settings.ALLOWED_HOSTS = ["localhost"]
    assets.prepare(settings.STATIC_ROOT)
    server = make_server("127.0.0.1", 0, WSGIHandler(), handler_class=Silent)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://localhost:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def first_visit(browser: Browser, served: str) -> Iterator[Callable[[str], tuple[Visitor, dict[str, int]]]]:
    """A browser that has never been here, and the bytes it received for each address."""
    watch = Watch(served)
    contexts = []

    def opened(language: str) -> tuple[Visitor, dict[str, int]]:
        context = browser.new_context()
        contexts.append(context)
        watch.over(context)
        visitor = Visitor(context, served, language)
        received: dict[str, int] = {}
        names: dict[str, str] = {}
        session = context.new_cdp_session(visitor.page)
        session.send("Network.enable")
        session.on("Network.requestWillBeSent", lambda told: names.update({told["requestId"]: told["request"]["url"]}))
        session.on(
            "Network.loadingFinished",
            lambda told: received.update({names[told["requestId"]]: int(told["encodedDataLength"])}),
        )
        return visitor, received

    yield opened
    for context in contexts:
        context.close()
    assert watch.faults == []


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_first_view_is_light(
    first_visit: Callable[[str], tuple[Visitor, dict[str, int]]], world: World, language: str
) -> None:
    for page, who in (("account_login", ""), ("desk:day", "legal_adviser")):
        visitor, received = first_visit(language)
        if who:
            visitor.signed_in_as(world.cast[who].client)
        visitor.goes_to(page)
        visitor.page.wait_for_load_state("networkidle")
        assert any(".woff2" in address for address in received)
        assert all(size > 0 for size in received.values())
        weights = {address.removeprefix(visitor.address): size for address, size in received.items()}
        assert sum(weights.values()) <= MOST, (page, weights)


def test_a_learners_words_are_lighter_still(
    first_visit: Callable[[str], tuple[Visitor, dict[str, int]]], world: World
) -> None:
    visitor, received = first_visit("ar")
    visitor.goes_to("learning:own-words", secret=world.rows["learning:own-words/secret"])
    visitor.page.wait_for_load_state("networkidle")
    assert not any(".woff2" in address for address in received)
    assert len(received) >= 3
    assert sum(received.values()) <= MOST_OF_WORDS, received
