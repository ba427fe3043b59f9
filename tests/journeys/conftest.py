"""The server and the browser of the journeys: one browser a worker, one world a test, nothing wrong unnoticed."""

import os
from collections.abc import Callable, Iterator

import pytest
from django.db import connection
from playwright.sync_api import Browser, sync_playwright
from pytest_django.live_server_helper import LiveServer
from pytest_django.plugin import DjangoDbBlocker

from jiwar.foundation.audit import append_only
from jiwar.foundation.ui import catalogues, fonts
from tests.cast import cast, group, other_group
from tests.journeys.browsing import CHROMIUM, SWITCHES, Visitor, Watch
from tests.routes.world import world

__all__ = ["cast", "group", "other_group", "world"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/journeys" in item.path.as_posix():
            item.add_marker(pytest.mark.journey)


def audit_is_guarded() -> bool:
    """Whether the database refuses to change the audit, as it does wherever migrations made the tables."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT count(*) FROM pg_trigger WHERE tgname = 'audit_entry_stays'")
        else:
            cursor.execute("SELECT count(*) FROM sqlite_master WHERE name = 'audit_entry_no_delete'")
        return bool(cursor.fetchone()[0])


@pytest.fixture(scope="package", autouse=True)
def emptied_audit(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The database is emptied after each journey, which the audit's triggers would refuse: they rest meanwhile."""
    with django_db_blocker.unblock():
        guarded = audit_is_guarded()
        if guarded:
            with connection.schema_editor() as editor:
                append_only.unguard(editor)
    yield
    if guarded:
        with django_db_blocker.unblock(), connection.schema_editor() as editor:
            append_only.guard(editor)


@pytest.fixture
def guarded_audit(transactional_db: None) -> Iterator[None]:
    """For one test the audit is guarded as in a real database."""
    with connection.schema_editor() as editor:
        append_only.guard(editor)
    yield
    if audit_is_guarded():
        with connection.schema_editor() as editor:
            append_only.unguard(editor)


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Closed with the last journey, not with the last test: while its loop runs in this thread, a test outside that
    asks in a context of its own would be given another connection to the database, and wait for itself."""
    if not CHROMIUM.exists():
        pytest.skip("needs Chromium: apt-get install -y --no-install-recommends chromium-headless-shell")
    fonts.build()
    fonts.build_for_paper()
    catalogues.compile_all()
    # Playwright keeps an event loop in this thread, and Django would take every query for one inside it.
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=str(CHROMIUM), args=SWITCHES)
        yield launched
        launched.close()
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


Visits = Callable[..., Visitor]


@pytest.fixture
def visit(browser: Browser, live_server: LiveServer) -> Iterator[Visits]:
    """Opens browsers for one test. `visit("ar", color_scheme="dark")`; what went wrong in any fails the test."""
    address = live_server.url
    watch = Watch(address)
    contexts = []

    def opened(language: str = "en", **options: object) -> Visitor:
        context = browser.new_context(**options)  # type: ignore[arg-type]  # named as Playwright names them
        contexts.append(context)
        watch.over(context)
        return Visitor(context, address, language)

    yield opened
    for context in contexts:
        context.close()
    assert watch.faults == []
