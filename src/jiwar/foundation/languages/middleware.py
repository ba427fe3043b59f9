"""Chooses how a page is written, and keeps that reader for the length of the request.

The account's wish comes first, then the cookie set by the language switch, then what the browser asks for, then the
group's first language. Stands after the middleware that sets `request.viewer`, in the settings' list.
"""

from collections.abc import Callable
from typing import Final, Protocol

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.translation.trans_real import parse_accept_lang_header

from jiwar.foundation.languages.directions import DESK_LANGUAGES
from jiwar.foundation.languages.reader import LATIN, Reader, reading_as
from jiwar.knowledge.calendars import Calendar

COOKIE: Final = "jiwar_language"


class _Account(Protocol):
    language: str
    calendar: str
    digits: str


class _Group(Protocol):
    months: str
    digits: str
    time_zone: str

    @property
    def default_language(self) -> str: ...


class WhoReads(Protocol):
    """What a signed-in viewer says about how they read. `access.Viewer` does."""

    @property
    def account(self) -> _Account: ...

    @property
    def group(self) -> _Group: ...


class LanguageMiddleware:
    """Sets `request.reader` and `request.LANGUAGE_CODE`, activates language and time zone."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        reader = reader_of(request)
        request.reader = reader  # type: ignore[attr-defined]
        request.LANGUAGE_CODE = reader.language
        with reading_as(reader):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", reader.language)
        patch_vary_headers(response, ("Accept-Language", "Cookie"))
        return response


def reader_of(request: HttpRequest) -> Reader:
    """How the person behind the request reads."""
    viewer: WhoReads | None = getattr(request, "viewer", None)
    wish = _chosen_by_cookie(request) or _asked_for_by_browser(request)
    if viewer is None:
        return Reader.usual(wish or settings.LANGUAGE_CODE[:2])
    account, group = viewer.account, viewer.group
    language = next(
        (code for code in (account.language, wish, group.default_language) if code in DESK_LANGUAGES), DESK_LANGUAGES[0]
    )
    return Reader(
        language=language,
        other_calendar=Calendar(account.calendar) if account.calendar in set(Calendar) else None,
        digits=account.digits or (group.digits if language == "ar" else LATIN),
        months=group.months,
        time_zone=group.time_zone,
    )


def _chosen_by_cookie(request: HttpRequest) -> str | None:
    language = request.COOKIES.get(COOKIE)
    return language if language in DESK_LANGUAGES else None


def _asked_for_by_browser(request: HttpRequest) -> str | None:
    for wish, _quality in parse_accept_lang_header(request.META.get("HTTP_ACCEPT_LANGUAGE", "").lower()):
        if wish.split("-")[0] in DESK_LANGUAGES:
            return wish.split("-")[0]
    return None
