"""The gallery: every component on one page, read by whoever the test says."""

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from pytest_django import Settings

from jiwar.foundation.ui import navigation
from jiwar.foundation.ui.navigation import Destination, Place
from tests.foundation.ui.addresses import Viewer


class SignedInAs:
    """Stands where access sets `request.viewer`: the query says in which language they read; 'out' is signed out."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.viewer = None if "out" in request.GET else viewer(request.GET.get("lang", "en"))  # type: ignore[attr-defined]
        return self.get_response(request)


def viewer(language: str) -> Viewer:
    return Viewer(
        account=SimpleNamespace(name="Leila <b>Haddad</b>", language=language, calendar="hijri", digits=""),
        group=SimpleNamespace(
            months="levantine", digits="arab", time_zone="Asia/Damascus", default_language="en", fictional=False
        ),
        roles=(SimpleNamespace(name="Legal adviser"),),
    )


@pytest.fixture
def gallery(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Client:
    """A client on the gallery's addresses."""
    settings.ROOT_URLCONF = "tests.foundation.ui.addresses"
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [Path(__file__).parent / "gallery"]}]
    settings.MIDDLEWARE = [
        "jiwar.foundation.ui.content_security.HeadersMiddleware",
        "csp.middleware.CSPMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "tests.foundation.ui.conftest.SignedInAs",
        "jiwar.foundation.languages.middleware.LanguageMiddleware",
    ]
    monkeypatch.setattr(navigation, "_destinations", {})
    monkeypatch.setattr(navigation, "_search", [])
    navigation.register(
        Destination("My day", "people:day", "my-day", order=1),
        Destination("People", "gallery", "people", order=2),
        Destination("Deadlines", "people:board", "deadlines", count=lambda _viewer: 3, order=3),
        Destination("Lists", "people:list", "task", order=4),
        Destination("Cases", "people:cases", "cases", order=5),
        Destination("Security", "people:own", "key", place=Place.OWN),
    )
    navigation.register_search("people:list", typed="people:list")
    return Client(raise_request_exception=False)
