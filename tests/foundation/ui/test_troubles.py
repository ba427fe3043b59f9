"""A full disk and a silent database are said as what they are, whatever broke first."""

import errno
import sqlite3
from typing import Any

import psycopg.errors
import pytest
from django.db import InterfaceError, OperationalError
from django.test import Client

from tests.cast import Cast


def caused(by: BaseException, kind: type[Exception] = OperationalError) -> Exception:
    error = kind("the message is for nobody")
    error.__cause__ = by
    return error


def sqlite(code: int) -> BaseException:
    error = sqlite3.OperationalError("x")
    error.sqlite_errorcode = code
    return error


FULL = [
    OSError(errno.ENOSPC, "x"),
    OSError(errno.EDQUOT, "x"),
    caused(sqlite(sqlite3.SQLITE_FULL)),
    caused(psycopg.errors.DiskFull("x")),
]
UNWRITABLE = [
    caused(sqlite(sqlite3.SQLITE_IOERR_WRITE)),
    caused(sqlite(sqlite3.SQLITE_READONLY)),
    OSError(errno.EROFS, "x"),
]
SILENT = [
    caused(psycopg.errors.AdminShutdown("x")),
    caused(psycopg.OperationalError("x")),
    caused(psycopg.InterfaceError("x"), InterfaceError),
    caused(sqlite(sqlite3.SQLITE_BUSY)),
]


@pytest.fixture
def client(cast: Cast) -> Client:
    client = cast.caseworker.client
    client.raise_request_exception = False
    return client


def break_with(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    def broken(*_args: Any, **_kwargs: Any) -> None:
        raise error

    monkeypatch.setattr("jiwar.faces.desk.queries.day_of", broken)


@pytest.mark.parametrize("error", FULL, ids=repr)
def test_full(client: Client, monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    break_with(monkeypatch, error)
    answer = client.get("/")
    assert answer.status_code == 507
    assert "There is no room left to save" in answer.content.decode()


@pytest.mark.parametrize("error", UNWRITABLE, ids=repr)
def test_a_disk_that_takes_no_writing_is_not_called_full(
    client: Client, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    break_with(monkeypatch, error)
    answer = client.get("/")
    assert answer.status_code == 507
    assert "Nothing can be saved now" in answer.content.decode()


@pytest.mark.parametrize("error", SILENT, ids=repr)
def test_silent(client: Client, monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    break_with(monkeypatch, error)
    answer = client.get("/")
    assert (answer.status_code, answer["Retry-After"]) == (503, "5")
    assert "The database does not answer just now" in answer.content.decode()


def test_anything_else_is_a_fault(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    break_with(monkeypatch, ValueError("x"))
    assert client.get("/").status_code == 500


def test_a_database_that_is_silent_before_anybody_is_known(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_args: Any, **_kwargs: Any) -> None:
        raise caused(psycopg.OperationalError("x"))

    monkeypatch.setattr("jiwar.site.session_store._running", broken)
    answer = client.get("/")
    assert answer.status_code == 503
    client.cookies["jiwar_language"] = "ar"
    assert "قاعدة البيانات لا تجيب" in client.get("/").content.decode()
