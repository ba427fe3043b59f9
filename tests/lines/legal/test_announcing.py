"""An official holiday: first what it would move, then it moves it; each owner told, and taken back the same way."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from jiwar.casework.cases.errors import NotPossible
from jiwar.casework.cases.models import Case
from jiwar.foundation.access.models import Word
from jiwar.foundation.access.policy import Refused
from jiwar.foundation.audit.models import Entry
from jiwar.foundation.groups.context import acting_for
from jiwar.foundation.groups.models import Group, LocalDay
from jiwar.knowledge import procedures
from jiwar.knowledge.procedures import EventKind
from jiwar.lines.legal import actions as legal
from jiwar.lines.legal import replays
from jiwar.lines.legal.announcing import actions
from jiwar.lines.legal.announcing.days import offices
from jiwar.lines.legal.models import AnnouncedHoliday, Deadline, Procedure
from jiwar.lines.legal.moved import DEADLINE_MOVED
from tests.cast import Cast, Player
from tests.lines.legal.conftest import TODAY
from tests.lines.legal.telling import happened, limits, on

RULE = "tr-deportation-suit"
SAFE = date(2026, 3, 12)
"""7 days from 6 March end on Friday the 13th; we work towards the day before."""


@pytest.fixture
def removal(legal_adviser: Player, case: Case) -> Procedure:
    found = legal.open_procedure(legal_adviser.viewer, case=case, pack="tr", tracks=["removal"])
    happened(legal_adviser, found, EventKind.DEPORTATION_DECISION_NOTIFIED, on(TODAY))
    return found


def replayed() -> None:
    while replays.some():
        pass


def announced(player: Player, *which: date, country: str = "TR") -> list[AnnouncedHoliday]:
    found = actions.announce(
        player.viewer, country=country, days=which, name="Day of mourning", source="Decree 12, Gazette 88"
    )
    replayed()
    return found


def test_a_deadline_moves_back_and_its_owner_is_told(legal_adviser: Player, removal: Procedure) -> None:
    assert limits(removal)[RULE].safe == SAFE
    announced(legal_adviser, SAFE, SAFE - timedelta(days=1))
    row = limits(removal)[RULE]
    assert row.safe == SAFE - timedelta(days=2)
    told = Word.objects.get(kind=DEADLINE_MOVED)
    assert (told.member_id, told.about["now"]) == (row.owner_id, "2026-03-10")
    assert Entry.objects.filter(kind="holiday-announced").count() == 2
    page = legal_adviser.client.get(reverse("legal:procedure", kwargs={"procedure": removal.id})).content.decode()
    assert "closed as announced" in page


def test_taken_back_it_counts_no_more(legal_adviser: Player, removal: Procedure) -> None:
    [row] = announced(legal_adviser, SAFE)
    assert limits(removal)[RULE].safe == SAFE - timedelta(days=1)
    actions.withdraw(legal_adviser.viewer, holiday=row)
    replayed()
    assert limits(removal)[RULE].safe == SAFE
    with pytest.raises(NotPossible):
        actions.withdraw(legal_adviser.viewer, holiday=row)
    announced(legal_adviser, SAFE)
    assert limits(removal)[RULE].safe == SAFE - timedelta(days=1)


def test_another_country_s_holiday_moves_nothing_here(legal_adviser: Player, removal: Procedure) -> None:
    announced(legal_adviser, SAFE, country="EG")
    assert limits(removal)[RULE].safe == SAFE
    assert not Word.objects.filter(kind=DEADLINE_MOVED).exists()


def test_another_group_s_holiday_moves_nothing_here(
    legal_adviser: Player, removal: Procedure, group: Group, other_group: Group
) -> None:
    announced(legal_adviser, SAFE)
    pack = procedures.load("tr")
    with acting_for(other_group):
        assert [office.closed(SAFE) for office in offices(pack)] == [None, None]
    with acting_for(group):
        assert offices(pack)[1].closed(SAFE) is not None


def test_what_the_group_says_of_its_own_day_stands_above(legal_adviser: Player, group: Group) -> None:
    LocalDay.objects.create(day=SAFE, closed=False, name="We work")
    announced(legal_adviser, SAFE, country=group.country)
    assert offices(procedures.load("tr"))[0].closed(SAFE) is None


def test_recorded_twice_is_once_and_impossible_days_are_said(legal_adviser: Player) -> None:
    announced(legal_adviser, SAFE)
    with pytest.raises(NotPossible):
        announced(legal_adviser, SAFE)
    assert [row.day for row in announced(legal_adviser, SAFE, SAFE + timedelta(days=1))] == [SAFE + timedelta(days=1)]
    for first, last in ((SAFE, SAFE - timedelta(days=1)), (SAFE, SAFE + timedelta(days=40))):
        with pytest.raises(NotPossible):
            actions.days_of(first, last)


def test_the_page_shows_what_would_move_before_it_does(legal_adviser: Player, removal: Procedure) -> None:
    page = reverse("legal:holidays")
    typed = {"country": "TR", "first": "12/3/2026", "last": "", "name": "Day of mourning", "source": "Decree 12"}
    look = legal_adviser.client.post(page, {**typed, "step": "look"}).content.decode()
    assert removal.case.written_number in look
    assert 'datetime="2026-03-11"' in look
    assert not AnnouncedHoliday.objects.exists()
    assert limits(removal)[RULE].safe == SAFE
    assert legal_adviser.client.post(page, {**typed, "step": "keep"}).status_code == 302
    replayed()
    assert limits(removal)[RULE].safe == date(2026, 3, 11)
    listed = legal_adviser.client.get(page).content.decode()
    assert "Decree 12" in listed
    assert legal_adviser.client.post(page, {**typed, "last": "1/3/2026", "step": "look"}).status_code == 422
    row = AnnouncedHoliday.objects.get()
    back = reverse("legal:holiday_withdraw", kwargs={"holiday": row.id})
    assert legal_adviser.client.post(back).status_code == 302
    assert "taken back by" in legal_adviser.client.get(page).content.decode()


def test_who_has_no_such_files_sees_none_of_them(cast: Cast, legal_adviser: Player, removal: Procedure) -> None:
    with pytest.raises(Refused):
        actions.announce(cast.coordinator.viewer, country="TR", days=[SAFE], name="x", source="x")
    assert cast.coordinator.client.get(reverse("legal:holidays")).status_code == 403
    assert Deadline.objects.filter(procedure=removal).exists()


def test_what_is_only_watched_moves_without_a_word(legal_adviser: Player, procedure: Procedure) -> None:
    happened(legal_adviser, procedure, EventKind.REGISTRATION, on(TODAY))
    Word.objects.all().delete()
    authority = [row for row in Deadline.objects.filter(procedure=procedure) if row.kind == "authority" and row.safe]
    announced(legal_adviser, *[row.safe for row in authority if row.safe])
    assert not Word.objects.filter(kind=DEADLINE_MOVED).exists()


def test_the_week_of_appointments_shows_the_day_unless_the_group_works(legal_adviser: Player) -> None:
    announced(legal_adviser, SAFE)
    week = f"{reverse('appointments:week')}?from={SAFE.isoformat()}"
    assert "Day of mourning" in legal_adviser.client.get(week).content.decode()
    LocalDay.objects.create(day=SAFE, closed=False, name="We work")
    assert "Day of mourning" not in legal_adviser.client.get(week).content.decode()
