"""Entries page by page: where a page ends, where the next begins, and which places are none."""

from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs
from uuid import UUID

import pytest
from django.http import Http404
from django.test import RequestFactory

from jiwar.foundation.access.keyset import EntriesPage, entries_page
from jiwar.foundation.audit.models import Entry
from jiwar.foundation.groups.models import Group

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def page(rf: RequestFactory, **asked: str) -> EntriesPage:
    return entries_page(rf.get("/", asked), Entry.objects.order_by("-at", "-id"))


def kept(group: Group, number: int) -> None:
    """Three of each second, so that pages end between two of the same moment."""
    Entry.objects.bulk_create(
        Entry(group=group, id=UUID(int=each), kind="opened", at=NOON + timedelta(seconds=each // 3))
        for each in range(number)
    )


@pytest.mark.parametrize(("number", "sizes"), [(0, [0]), (50, [50]), (51, [50, 1]), (101, [50, 50, 1])])
def test_fifty_a_page_each_once(group: Group, rf: RequestFactory, number: int, sizes: list[int]) -> None:
    kept(group, number)
    found, asked, seen = [], {"kind": "opened"}, []
    while True:
        shown = page(rf, **asked)
        assert (shown.previous_href is None) is ("before" not in asked)
        assert shown.previous_href in (None, "?kind=opened")
        found.append(len(shown.rows))
        seen += [row.id.int for row in shown.rows]
        if shown.next_href is None:
            break
        asked = {name: value for name, (value,) in parse_qs(shown.next_href[1:]).items()}
        assert set(asked) == {"kind", "before"}
    assert found == sizes
    assert seen == list(range(number))[::-1]


def test_a_place_may_be_said_in_any_zone(group: Group, rf: RequestFactory) -> None:
    kept(group, 6)
    for moment in ("2026-03-01T12:00:01+00:00", "2026-03-01T15:00:01+03:00"):
        assert [row.id.int for row in page(rf, before=f"{moment}_{UUID(int=4)}").rows] == [3, 2, 1, 0]


@pytest.mark.parametrize("moment", ["2026-03-01T12:00:00", "soon", "", "0001-01-01T00:00:00+14:00"])
def test_a_moment_without_a_zone_or_outside_of_time_is_no_place(group: Group, rf: RequestFactory, moment: str) -> None:
    with pytest.raises(Http404):
        page(rf, before=f"{moment}_{UUID(int=4)}")
