"""What stands open to whom before they are finished, and what is kept of where somebody comes from."""

import re
from types import SimpleNamespace
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from jiwar.foundation.access import requests
from jiwar.foundation.access.middleware import ViewerMiddleware
from jiwar.foundation.access.pages import own_sessions
from tests.cast import Cast
from tests.routes.routes import every_route


@pytest.fixture(autouse=True)
def _fresh_counters(db: None) -> None:
    cache.clear()


@pytest.mark.parametrize(
    ("address", "network"),
    [("203.0.113.77", "203.0.113.0/24"), ("2001:db8:1:2::3", "2001:db8:1::/48"), ("nowhere", "")],
)
def test_of_an_address_the_network_is_kept(
    rf: RequestFactory, monkeypatch: pytest.MonkeyPatch, address: str, network: str
) -> None:
    monkeypatch.setattr(requests, "get_adapter", lambda: SimpleNamespace(get_client_ip=lambda _request: address))
    assert requests.coarse_address(rf.get("/")) == network


def test_where_nobody_says_from_where_nothing_is_kept(rf: RequestFactory, settings: Settings) -> None:
    """As behind a proxy that hands on over a socket."""
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    assert requests.coarse_address(rf.get("/", headers={"x-forwarded-for": "203.0.113.77"})) == "203.0.113.0/24"
    assert requests.coarse_address(rf.get("/", REMOTE_ADDR="")) == ""


def test_what_is_asked_too_often_is_so_a_network_and_a_minute(
    rf: RequestFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(requests, "time", lambda: 6000.0)

    def asks(what: str, address: str) -> bool:
        return requests.asks_too_often(rf.get("/", REMOTE_ADDR=address), what, a_minute=2)

    assert [asks("feed", "203.0.113.1") for _ in range(4)] == [False, False, True, True]
    assert asks("feed", "203.0.113.200")
    assert not asks("feed", "203.0.114.1")
    assert not asks("certificate", "203.0.113.1")
    assert cache.get("0-feed-asked-203.0.113.0-24-100") == 5
    asks("feed", "2001:db8:1:2::3")
    assert cache.get("0-feed-asked-2001.db8.1..-48-100") == 1


def test_what_was_asked_a_minute_ago_does_not_count(rf: RequestFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Even where somebody never stops asking: one office stands behind one address, and its calendars ask all day."""

    def asks(at: float) -> bool:
        monkeypatch.setattr(requests, "time", lambda: at)
        return requests.asks_too_often(rf.get("/"), "feed", a_minute=2)

    assert [asks(at) for at in (60, 61, 119.9, 120, 121, 179.9, 180)] == [False, False, True, False, False, True, False]


def test_whoever_asks_from_very_many_networks_does_not_empty_what_counts_passwords(
    rf: RequestFactory, settings: Settings
) -> None:
    assert settings.CACHES["default"]["OPTIONS"]["MAX_ENTRIES"] >= 10_000
    settings.CACHES = {"default": {**settings.CACHES["default"], "OPTIONS": {"MAX_ENTRIES": 30}}}
    wrong_passwords = "allauth:rl:login_failed"
    cache.set(wrong_passwords, 9, timeout=300)
    for network in range(100):
        requests.count(rf.get("/", REMOTE_ADDR=f"203.0.{network}.1"), "feed-asked")
    assert cache.get(wrong_passwords) == 9


def test_where_nothing_can_be_counted_nobody_is_turned_away(rf: RequestFactory, settings: Settings) -> None:
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
    assert [requests.asks_too_often(rf.get("/"), "feed", a_minute=0) for _ in range(3)] == [False] * 3


def test_of_a_session_a_mark_is_kept_that_is_no_way_in(rf: RequestFactory) -> None:
    request: Any = rf.get("/")
    request.session = SimpleNamespace(session_key="k" * 32)
    mark = requests.session_mark(request)
    assert re.fullmatch("[0-9a-f]{16}", mark)
    assert requests.session_mark(request) == mark
    request.session = SimpleNamespace(session_key="l" * 32)
    assert requests.session_mark(request) != mark
    for none in (None, ""):
        request.session = SimpleNamespace(session_key=none)
        assert requests.session_mark(request) == ""


DOORS = {"account_logout", "account_reauthenticate", "languages:choose"}


FACTOR = {
    "mfa_index", "mfa_activate_totp", "mfa_add_webauthn", "mfa_view_recovery_codes", "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn", "account_change_password",
}  # fmt: skip


@pytest.mark.parametrize("state", ["one-time secret", "no second factor", "finished"])
def test_what_stands_open_to_whoever_is_not_finished(cast: Cast, rf: RequestFactory, state: str) -> None:
    viewer = cast.volunteer.viewer
    if state == "one-time secret":
        viewer.account.one_time_until = timezone.now()
    elif state == "no second factor":
        Authenticator.objects.filter(user=viewer.account).delete()
    names = {route.name for route in every_route()}
    assert names >= DOORS | FACTOR
    through = ViewerMiddleware(lambda _request: HttpResponse())
    led: dict[str, set[str]] = {}
    for name in names:
        request: Any = rf.get("/")
        request.viewer, request.session = viewer, {}
        request.resolver_match = SimpleNamespace(view_name=name)
        answer = through.process_view(request, None, (), {})
        led.setdefault(answer["Location"] if answer else "", set()).add(name)
        assert getattr(request, "unfinished", False) is (state != "finished")
    assert (
        led
        == {
            "one-time secret": {
                "": DOORS | {"account_change_password"},
                reverse("account_change_password"): names - DOORS - {"account_change_password"},
            },
            "no second factor": {"": DOORS | FACTOR, reverse("mfa_index"): names - DOORS - FACTOR},
            "finished": {"": names},
        }[state]
    )


@pytest.mark.parametrize(
    ("agent", "device"),
    [
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/130.0 Safari/537.36 Edg/130.0", "Edge, Windows"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 14_0) Chrome/130.0 Safari/537.36 OPR/115.0", "Opera, macOS"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:131.0) Firefox/131.0", "Firefox, Linux"),
        ("Mozilla/5.0 (Linux; Android 14) Chrome/130.0 Mobile Safari/537.36", "Chrome, Android"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Version/17.0 Safari/604.1", "Safari, iPhone"),
        ("Mozilla/5.0 (iPad; CPU OS 17_0 like Mac OS X) Version/17.0 Safari/604.1", "Safari, iPad"),
        ("Linux", "Linux"),
        ("curl/8", "another browser"),
    ],
)
def test_a_device_is_known_by_its_browser_and_system(agent: str, device: str) -> None:
    assert own_sessions.device(agent) == device
