"""Lists by keyset: every row once, in both directions, and no forged place."""

from urllib.parse import parse_qs

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core import signing
from django.db import connection
from django.db.models import QuerySet
from django.http import Http404
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from jiwar.foundation.ui.paging import Page, page_of

pytestmark = pytest.mark.django_db
BY = ("-app_label", "model")


@pytest.fixture
def rows() -> QuerySet[ContentType]:
    ContentType.objects.all().delete()
    ContentType.objects.bulk_create(ContentType(app_label=f"a{n // 3}", model=f"m{n}") for n in range(11))
    return ContentType.objects.all()


def page(rows: QuerySet[ContentType], address: str | None) -> Page[ContentType]:
    return page_of(RequestFactory().get(f"/list/{address or ''}"), rows, by=BY, size=4)


def test_every_row_stands_on_one_page_there_and_back(rows: QuerySet[ContentType]) -> None:
    whole = list(rows.order_by(*BY))
    first = page(rows, "?tone=now")
    second = page(rows, first.next_href)
    third = page(rows, second.next_href)
    assert first.rows + second.rows + third.rows == whole
    assert (first.previous_href, third.next_href) == (None, None)
    assert page(rows, third.previous_href).rows == second.rows
    back = page(rows, second.previous_href)
    assert (back.rows, back.previous_href) == (first.rows, None)
    assert page(rows, back.next_href).rows == second.rows


def test_what_else_was_asked_stays_in_the_address(rows: QuerySet[ContentType]) -> None:
    address = page(rows, "?tone=now").next_href
    assert address is not None
    assert parse_qs(address[1:])["tone"] == ["now"]


def test_one_query_without_offset_or_count(rows: QuerySet[ContentType]) -> None:
    address = page(rows, None).next_href
    with CaptureQueriesContext(connection) as asked:
        page(rows, address)
    assert len(asked) == 1
    assert "OFFSET" not in asked[0]["sql"]
    assert "COUNT" not in asked[0]["sql"]


@pytest.mark.parametrize(
    "place",
    ["forged", signing.dumps(["x"], salt="another"), signing.dumps([["plain", 1]], salt="jiwar.place-in-list")],
    ids=["no signature", "signed for something else", "signed, but no place"],
)
def test_a_forged_place_is_not_there(rows: QuerySet[ContentType], place: str) -> None:
    with pytest.raises(Http404):
        page(rows, f"?after={place}")
