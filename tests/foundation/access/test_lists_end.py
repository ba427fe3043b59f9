"""Every list of this room ends somewhere, whatever is in the tables: where, is in what the database is asked."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from jiwar.foundation.access.models import Lending
from jiwar.foundation.access.queries import guardian, lendings, reading
from jiwar.foundation.audit.models import Entry
from jiwar.foundation.groups.models import LocalDay
from jiwar.foundation.vault.models import Subject
from tests.cast import Cast
from tests.foundation.access.telling import case_of
from tests.foundation.access.test_each_asks import emergency

PAGES: dict[str, tuple[str, str, set[int]]] = {
    "access:members": ("administrator", "access_membership", {500}),
    "access:me": ("volunteer", "access_word", {100}),
    "access:words": ("volunteer", "access_word", {100}),
    "access:days": ("administrator", LocalDay._meta.db_table, {200}),
    "access:audit": ("guardian", Entry._meta.db_table, {51}),
}
ENDS: dict[str, tuple[Callable[[Any], object], str, set[int]]] = {
    "what waits to be opened": (guardian.waiting_grants, "access_grant", {200}),
    "what only the guardian may know": (guardian.silent_tasks, "access_word", {100}),
    "hidden files": (guardian.hidden_files, Subject._meta.db_table, {200}),
    "alarms, and those settled": (reading.alarms, "access_alarm", {200, 30}),
    "busy hours": (reading.busiest, "access_fileshown", {10}),
    "emergencies that were reviewed": (lendings.emergencies, "access_lending", {30}),
}


def limits(asked: CaptureQueriesContext, table: str) -> set[int]:
    """Of all questions that begin at the table; a question for one row does not count."""
    found = set()
    for query in asked.captured_queries:
        said = re.search(rf'FROM "{table}".* LIMIT (\d+)', query["sql"])
        if said:
            found.add(int(said[1]))
    return found - {1}


@pytest.mark.parametrize("name", PAGES)
def test_of_a_page(cast: Cast, name: str) -> None:
    who, table, ends = PAGES[name]
    browser = cast.everyone()[who].client
    with CaptureQueriesContext(connection) as asked:
        browser.get(reverse(name))
    assert limits(asked, table) == ends


@pytest.mark.parametrize("name", ENDS)
def test_of_the_data_guardian(cast: Cast, name: str) -> None:
    query, table, ends = ENDS[name]
    with CaptureQueriesContext(connection) as asked:
        query(cast.guardian.viewer)
    assert limits(asked, table) == ends


def test_of_what_was_looked_at_in_an_emergency(cast: Cast) -> None:
    row: Lending = emergency(cast, case_of(cast.caseworker))
    with CaptureQueriesContext(connection) as asked:
        lendings.looks_in(cast.guardian.viewer, row)
    assert limits(asked, Entry._meta.db_table) == {200}
