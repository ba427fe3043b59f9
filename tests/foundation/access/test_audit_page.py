"""The guardian's audit: cut by kind, member and day, page by page, at the same cost."""

from datetime import UTC, datetime
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from jiwar.foundation.access.keyset import SIZE
from jiwar.foundation.audit import chain, kinds
from jiwar.foundation.audit.models import Entry
from jiwar.foundation.groups.models import Group
from tests.cast import Cast, Player
from tests.foundation.audit.kinds import OPENED


def entry(player: Player, kind: kinds.Kind, *at: int) -> Entry:
    return Entry.objects.create(at=datetime(*at, tzinfo=UTC), kind=kind.code, member_id=player.member.id)  # type: ignore[arg-type, misc]


def lines(browser: object, **asked: str) -> list[tuple[str, str]]:
    import re

    page = browser.get(reverse("access:audit"), asked).content.decode()  # type: ignore[attr-defined]
    return re.findall(r"<bdi[^>]*>([^<]+)</bdi></td><td data-label=\"What\">(?:<svg.*?</svg> )?([^<]+)", page)


def test_cut_by_what_who_and_day(cast: Cast) -> None:
    entry(cast.caseworker, OPENED, 2026, 3, 1, 10)
    entry(cast.reception, OPENED, 2026, 3, 2, 10)
    entry(cast.reception, kinds.EXPORTED, 2026, 3, 2, 22)
    browser = cast.guardian.client
    assert lines(browser, kind="exported") == [("Reception", "took data out")]
    assert lines(browser, member=str(cast.caseworker.member.id)) == [("Caseworker", "opened it in a test")]
    assert lines(browser, day="2/3/2026") == [("Reception", "opened it in a test")], "22:00 UTC is the 3rd in Istanbul"
    assert lines(browser, day="3/3/2026") == [("Reception", "took data out")]


def test_page_by_page_each_once(cast: Cast) -> None:
    import re

    total = SIZE * 2 + 5
    for number in range(total):
        entry(cast.reception, OPENED, 2026, 3, 1, 10, number // 60, number % 60)
    browser = cast.guardian.client
    found, address = 0, "?kind=opened-in-a-test"
    for _page in range(4):
        page = browser.get(reverse("access:audit") + address).content.decode()
        found += page.count("opened it in a test</td>")
        following = re.search(r'href="(\?[^"]*before=[^"]+)"[^>]*rel="next"', page)
        if following is None:
            break
        address = following[1].replace("&amp;", "&")
        assert "kind=opened-in-a-test" in address
    assert found == total


@pytest.mark.parametrize(("entries", "further"), [(SIZE - 1, False), (SIZE, False), (SIZE + 1, True)])
def test_a_page_that_holds_them_all_has_no_next(cast: Cast, entries: int, further: bool) -> None:
    for number in range(entries):
        entry(cast.reception, OPENED, 2026, 3, 1, 10, 0, number)
    page = cast.guardian.client.get(reverse("access:audit"), {"kind": "opened-in-a-test"}).content.decode()
    assert page.count("opened it in a test</td>") == min(entries, SIZE)
    assert ('rel="next"' in page) == further


@pytest.mark.parametrize("place", ["nonsense", "2026-03-01_x", "_", f"yesterday_{UUID(int=7)}"])
def test_a_place_that_is_none_is_not_there(cast: Cast, place: str) -> None:
    assert cast.guardian.client.get(reverse("access:audit"), {"before": place}).status_code == 404


def test_reading_it_is_kept_once_however_many_pages_are_turned(cast: Cast) -> None:
    browser = cast.guardian.client
    first: list[dict[str, str]] = [{}, {"kind": "exported"}, {"day": "1/3/2026"}]
    for asked in (*first, {"before": f"2026-03-01T10:00:00+00:00_{UUID(int=7)}"}, {"before": ""}):
        browser.get(reverse("access:audit"), asked)
    assert Entry.objects.filter(kind="audit-read").count() == len(first)


def test_entries_of_another_group_are_nowhere(cast: Cast, other_group: Group) -> None:
    from jiwar.foundation.groups.context import acting_for

    with acting_for(other_group):
        entry(cast.stranger, OPENED, 2026, 3, 1, 10)
    assert lines(cast.guardian.client, kind="opened-in-a-test") == []


def test_the_chain_is_checked_on_the_page(cast: Cast) -> None:
    browser = cast.guardian.client
    first = entry(cast.reception, OPENED, 2026, 3, 1, 10)
    browser.post(reverse("access:audit"))
    assert "The chain holds" in browser.get(reverse("access:audit")).content.decode()
    Entry.objects.filter(id=first.id).update(kind="signed-in")
    browser.post(reverse("access:audit"))
    page = browser.get(reverse("access:audit")).content.decode()
    assert "The chain does not hold." in page
    assert str(first.id) in page
    assert [row.about for row in Entry.objects.filter(kind="audit-checked").order_by("at")] == [
        {"holds": True},
        {"holds": False},
    ]
    assert chain.seal_group() >= 1


def test_more_entries_cost_no_more_queries(cast: Cast) -> None:
    browser = cast.guardian.client
    browser.get(reverse("access:audit"))

    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            browser.get(reverse("access:audit"))
        return len(asked)

    entry(cast.reception, OPENED, 2026, 3, 1, 10)
    few = cost()
    for number in range(20):
        entry(cast.caseworker if number % 2 else cast.volunteer, OPENED, 2026, 3, 1, 11, number)
    assert cost() == few
