"""Pages for when something went wrong: what happened, and what to do now, in the reader's language and our look.

They stand on their own (no navigation, no database): the fault may be anywhere.
"""

import errno
import sqlite3
import sys
from dataclasses import dataclass
from typing import Any

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from jiwar.foundation.languages.middleware import reader_of
from jiwar.foundation.languages.reader import reading_as
from jiwar.foundation.ui.shortcuts import render

_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_UNWRITABLE = frozenset({sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY})


@dataclass(frozen=True, slots=True)
class Trouble:
    """What a page says. `title` is short, `what` says what happened, `todo` what the reader can do."""

    status: int
    title: Any
    what: Any
    todo: Any


BAD_REQUEST = Trouble(
    400,
    _("This could not be understood"),
    _("The browser sent something this page does not know."),
    _("Go back, look at what you typed, and try again. If it happens again, tell your administrator."),
)
REFUSED = Trouble(
    403,
    _("This is not open to you"),
    _("Your role does not include this step. Nothing was changed."),
    _("If your work needs it, ask your coordinator."),
)
FORM_EXPIRED = Trouble(
    403,
    _("This form has grown old"),
    _("You signed in again or waited long since the form was opened, so it was not accepted. Nothing was changed."),
    _("Go back, reload the page and send it again. Copy what you typed first."),
)
NOT_THERE = Trouble(
    404,
    _("There is nothing here that you can see"),
    _("The address is wrong, or the file is open only to those who work on it."),
    _("Check the number, or search for the person."),
)
TOO_LARGE = Trouble(
    413,
    _("This is too large to be taken in"),
    _("What was sent is larger than anything that is kept here: a file may have 25 MB. Nothing of it was read."),
    _("Make the file smaller, or send it in parts."),
)
TOO_MANY = Trouble(
    429,
    _("Too many attempts"),
    _("To protect the accounts of this group we wait a little after several attempts."),
    _("Try again in a few minutes. If you forgot your password, ask the data guardian."),
)
FAULT = Trouble(
    500,
    _("Something broke on our side"),
    _("It is not your fault. What was not confirmed was not saved."),
    _("Go back: the browser usually still holds what you typed. If it happens again, tell your administrator when."),
)
SILENT = Trouble(
    503,
    _("The database does not answer just now"),
    _("What was not confirmed was not saved. Nothing that was confirmed is lost."),
    _(
        "Go back and send it again in a minute: the browser usually still holds what you typed. For something urgent "
        "use the printed list."
    ),
)
UNWRITABLE = Trouble(
    507,
    _("Nothing can be saved now"),
    _("The server’s disk takes no writing. What you sent was not saved; nothing else was lost."),
    _(
        "Go back: the browser usually still holds what you typed. Tell whoever runs the server now, and write down on "
        "paper what cannot wait."
    ),
)
FULL = Trouble(
    507,
    _("There is no room left to save"),
    _("The server’s disk is full. What you sent was not saved; nothing else was lost. Reading still works."),
    _(
        "Go back: the browser usually still holds what you typed. Tell whoever runs the server now, and write down on "
        "paper what cannot wait."
    ),
)
SECONDS_TO_WAIT = 5


def page(request: HttpRequest, trouble: Trouble) -> HttpResponse:
    """The page of a trouble, with its status."""
    if hasattr(request, "reader"):
        return render(request, "ui/trouble.html", {"trouble": trouble}, status=trouble.status)
    with reading_as(reader_of(request)):
        return render(request, "ui/trouble.html", {"trouble": trouble}, status=trouble.status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 (Django passes it by name)
    return page(request, BAD_REQUEST)


def refused(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 (Django passes it by name)
    return page(request, REFUSED)


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 (Django passes it by name)
    """`CSRF_FAILURE_VIEW`."""
    return page(request, FORM_EXPIRED)


def not_there(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 (Django passes it by name)
    return page(request, NOT_THERE)


def too_large(request: HttpRequest) -> HttpResponse:
    return page(request, TOO_LARGE)


def too_many(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 (Django passes it by name)
    return page(request, TOO_MANY)


def fault(request: HttpRequest) -> HttpResponse:
    """Asked while the exception is at hand: a full disk and a silent database are said as what they are."""
    trouble = _trouble_of(sys.exc_info()[1])
    answer = page(request, trouble)
    if trouble is SILENT:
        answer["Retry-After"] = str(SECONDS_TO_WAIT)
    return answer


def _trouble_of(error: BaseException | None) -> Trouble:
    if isinstance(error, OSError) and error.errno in _NO_ROOM:
        return FULL
    if isinstance(error, OSError) and error.errno in (errno.EROFS, errno.EIO):
        return UNWRITABLE
    if isinstance(error, OperationalError | InterfaceError):
        return _trouble_of_database(error.__cause__)
    return FAULT


def _trouble_of_database(cause: BaseException | None) -> Trouble:
    """By SQLite's and PostgreSQL's own codes: no room, a write that failed or is not allowed, or no answer."""
    code = getattr(cause, "sqlite_errorcode", None)
    if getattr(cause, "sqlstate", None) == "53100" or (code is not None and code & 0xFF == sqlite3.SQLITE_FULL):
        return FULL
    return UNWRITABLE if code is not None and code & 0xFF in _UNWRITABLE else SILENT
