"""A sign-in ends after a pause and after a working day."""

import time

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from pytest_django import Settings

from jiwar.site.sessions import BEGAN, SEEN, SessionLimits

pytestmark = pytest.mark.django_db


def visit(**marks: int) -> SessionStore:
    session = SessionStore()
    session["who"] = "someone"
    session.update(marks)
    request: HttpRequest = RequestFactory().get("/")
    request.session = session
    SessionLimits(lambda _request: HttpResponse())(request)
    return session


def test_a_session_in_use_goes_on() -> None:
    now = int(time.time())
    assert visit(**{BEGAN: now - 3600, SEEN: now - 600})["who"] == "someone"


def test_a_session_ends_after_a_pause(settings: Settings) -> None:
    now = int(time.time())
    assert "who" not in visit(**{BEGAN: now - 3600, SEEN: now - settings.SESSION_COOKIE_AGE - 1})


def test_a_session_ends_after_a_working_day(settings: Settings) -> None:
    now = int(time.time())
    assert "who" not in visit(**{BEGAN: now - settings.SESSION_LIFETIME - 1, SEEN: now - 5})


def test_reading_does_not_write_more_than_once_a_minute() -> None:
    now = int(time.time())
    assert visit(**{BEGAN: now - 100, SEEN: now - 30})[SEEN] == now - 30
    assert visit(**{BEGAN: now - 100, SEEN: now - 61})[SEEN] >= now
    assert visit()[BEGAN] >= now


def test_a_session_from_before_the_clock_was_set_back_ends() -> None:
    now = int(time.time())
    assert "who" not in visit(**{BEGAN: now + 86_000, SEEN: now + 86_400})
    assert visit(**{BEGAN: now - 60, SEEN: now + 30})["who"] == "someone"


def test_a_full_disk_does_not_keep_from_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_args: object, **_kwargs: object) -> None:
        raise OperationalError("database or disk is full")

    monkeypatch.setattr(SessionStore, "save", full)
    assert visit(**{BEGAN: int(time.time()) - 100, SEEN: int(time.time()) - 61})["who"] == "someone"
