"""Time written down and mended, and who carries how much."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from jiwar.casework.cases import actions as case_actions
from jiwar.casework.cases.errors import NotPossible, Stale
from jiwar.casework.cases.models import Case
from jiwar.foundation.access.policy import NotThere, Refused
from jiwar.foundation.audit.models import Entry
from jiwar.foundation.vault.models import Subject
from jiwar.knowledge.calendars import GivenDate
from jiwar.lines.legal.models import TimeEntry
from jiwar.lines.legal.quality import load, timekeeping
from jiwar.lines.legal.radar import actions as radar
from jiwar.lines.legal.radar.papers import Paper
from tests.cast import Cast, Player
from tests.lines.legal.conftest import TODAY

Kind = TimeEntry.Kind


@pytest.fixture
def written(case: Case, legal_adviser: Player) -> TimeEntry:
    row = timekeeping.write(legal_adviser.viewer, day=TODAY, minutes=45, kind=Kind.DRAFTING, case=case)
    TimeEntry.objects.filter(id=row.id).update(written_at=f"{TODAY}T09:00Z")
    return load.entry(legal_adviser.viewer, row.id)


def test_only_who_works_on_the_case_writes_time_for_it(case: Case, cast: Cast) -> None:
    for player in (cast.coordinator, cast.off_caseworker):
        with pytest.raises(Refused):
            timekeeping.write(player.viewer, day=TODAY, minutes=5, kind=Kind.ADVICE, case=case)
    timekeeping.write(cast.coordinator.viewer, day=TODAY, minutes=5, kind=Kind.ADMINISTRATION)


@pytest.mark.parametrize(("day", "minutes"), [(TODAY + timedelta(days=1), 5), (TODAY, 0), (TODAY, 1441)])
def test_no_time_that_cannot_be(day: date, minutes: int, legal_adviser: Player) -> None:
    with pytest.raises(NotPossible):
        timekeeping.write(legal_adviser.viewer, day=day, minutes=minutes, kind=Kind.ADVICE)


def test_what_was_mended_keeps_what_stood_there(written: TimeEntry, legal_adviser: Player, cast: Cast) -> None:
    kept = timekeeping.mend(
        legal_adviser.viewer, entry=written, day=TODAY, minutes=60, kind=Kind.ADVICE, seen_version=1
    )
    assert [(row.minutes, row.kind) for row in kept.before.all()] == [(45, "drafting")]
    assert Entry.objects.filter(kind="time-mended").count() == 1
    timekeeping.mend(legal_adviser.viewer, entry=kept, day=TODAY, minutes=60, kind=Kind.ADVICE, seen_version=2)
    assert kept.before.count() == 1
    with pytest.raises(Stale):
        timekeeping.mend(legal_adviser.viewer, entry=kept, day=TODAY, minutes=1, kind=Kind.ADVICE, seen_version=1)
    with pytest.raises(Refused):
        timekeeping.mend(cast.caseworker.viewer, entry=kept, day=TODAY, minutes=1, kind=Kind.ADVICE, seen_version=2)
    with pytest.raises(NotThere):
        load.entry(cast.caseworker.viewer, kept.id)


def test_after_a_week_it_stays(written: TimeEntry, legal_adviser: Player) -> None:
    TimeEntry.objects.filter(id=written.id).update(written_at=f"{TODAY - timedelta(days=8)}T09:00Z")
    old = load.entry(legal_adviser.viewer, written.id)
    with pytest.raises(NotPossible):
        timekeeping.mend(legal_adviser.viewer, entry=old, day=TODAY, minutes=1, kind=Kind.ADVICE, seen_version=1)


def test_months_by_kind(written: TimeEntry, case: Case, legal_adviser: Player) -> None:
    timekeeping.write(legal_adviser.viewer, day=date(2026, 2, 28), minutes=20, kind=Kind.TRAVEL)
    case_actions.write_note(legal_adviser.viewer, case=case, text="Called.", minutes=5)
    march, february, january = load.months(legal_adviser.viewer, TODAY)
    assert (march.first, march.total, march.minutes["drafting"], march.notes) == (date(2026, 3, 1), 50, 45, 5)
    assert (february.total, february.minutes["travel"], january.total) == (20, 20, 0)


def test_load_counts_what_is_there_and_nothing_hidden(
    written: TimeEntry, case: Case, legal_adviser: Player, cast: Cast
) -> None:
    given = GivenDate.of_civil(TODAY + timedelta(days=10))
    radar.write_down(legal_adviser.viewer, case=case, kind=Paper.PASSPORT, given=given)
    case_actions.add_task(legal_adviser.viewer, title="Call", case=case)
    (own,) = load.loads(legal_adviser.viewer, TODAY)
    assert (own.cases, own.tasks, own.papers, own.minutes) == (1, 1, 1, 45)
    seen = {row.member: row for row in load.loads(cast.coordinator.viewer, TODAY)}
    assert seen[legal_adviser.member] == own
    Subject.objects.filter(id=case.subject_id).update(hidden=True)
    # Not even a line of noughts: it would tell that the adviser works on a file.
    assert legal_adviser.member not in {row.member for row in load.loads(cast.coordinator.viewer, TODAY)}
    assert load.sheet(cast.coordinator.viewer, TODAY) == []
    assert load.loads(legal_adviser.viewer, TODAY) == [own]


def test_who_supervises_sees_whom_they_supervise(written: TimeEntry, legal_adviser: Player, cast: Cast) -> None:
    assert [row.member for row in load.loads(cast.caseworker.viewer, TODAY)] == [cast.caseworker.member]
    legal_adviser.member.supervisor = cast.caseworker.member
    legal_adviser.member.save(update_fields=["supervisor"])
    assert len(load.loads(cast.caseworker.viewer, TODAY)) == 2


def test_the_pages(written: TimeEntry, case: Case, legal_adviser: Player, cast: Cast) -> None:
    client = legal_adviser.client
    sent = {"day": TODAY.isoformat(), "minutes": "٣٠", "kind": "advice"}
    assert client.post(reverse("legal:time-case", args=[case.id]), sent).status_code == 302
    assert client.post(reverse("legal:time"), sent).status_code == 302
    assert client.post(reverse("legal:time"), {**sent, "minutes": "0"}).status_code == 422
    assert "105" in client.get(reverse("legal:time")).text
    mend = reverse("legal:time-mend", args=[written.id])
    assert client.get(mend).status_code == 200
    assert client.post(mend, {**sent, "minutes": "0", "seen_version": "1"}).status_code == 302
    assert cast.caseworker.client.get(mend).status_code == 404
    sheet = client.post(reverse("legal:time-sheet"), {"as": "csv"})
    assert f"{TODAY},Legal Adviser,{case.written_number},Advice,30" in sheet.content.decode()
    assert client.get(reverse("legal:time-sheet")).status_code == 405
    assert "Legal Adviser" in cast.coordinator.client.get(reverse("legal:workload")).text
