"""The clock is set forward or back: nothing is taken away, somebody leads, work goes on, the audit stays in order."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from jiwar.foundation.audit import chain, kinds, verification
from jiwar.foundation.audit.models import Entry, Link
from jiwar.foundation.audit.record import record
from jiwar.foundation.groups.models import Group
from jiwar.foundation.jobs import clock, leader, recurring, schedules
from jiwar.foundation.jobs.models import Lease, Message
from jiwar.foundation.vault import files
from tests.cast import Cast

pytestmark = pytest.mark.django_db
NOW = timezone.now()
DAY = timedelta(days=1)


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> "Clock":
    return Clock(monkeypatch)


class Clock:
    """The program's clock, set by hand."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.monkeypatch = monkeypatch

    def __call__(self, moment: datetime) -> None:
        self.monkeypatch.setattr(timezone, "now", lambda: moment)


@pytest.mark.parametrize("leap", [10 * 365 * DAY, 2 * DAY, -DAY, -timedelta(hours=2)])
def test_after_a_leap_nothing_is_let_go_for_a_day(leap: timedelta) -> None:
    assert clock.may_let_go(NOW)
    assert clock.may_let_go(NOW + timedelta(minutes=1))
    assert not clock.may_let_go(NOW + leap)
    assert clock.leapt_at() == NOW + leap
    assert not clock.may_let_go(NOW + leap + timedelta(hours=12))
    assert clock.may_let_go(NOW + leap + timedelta(hours=25))
    assert clock.leapt_at() is None


def test_set_right_again_it_still_waits_a_day() -> None:
    clock.may_let_go(NOW)
    assert not clock.may_let_go(NOW + 400 * DAY)
    assert not clock.may_let_go(NOW + timedelta(minutes=5))
    assert clock.may_let_go(NOW + timedelta(hours=24, minutes=6)) is False
    for hour in range(1, 26):
        clock.may_let_go(NOW + timedelta(hours=24 + hour))
    assert clock.may_let_go(NOW + timedelta(hours=50))


def test_a_year_ahead_neither_messages_nor_files_go(cast: Cast, at: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    swept: list[bool] = []
    monkeypatch.setattr(files, "sweep", lambda: swept.append(True))
    account = cast.caseworker.account
    Message.objects.create(account=account, notice="x", state=Message.State.SENT, next_attempt_at=NOW)
    recurring.watch_clock()
    letting_go = [each for each in schedules.registered() if each.lets_go]
    assert {"prune", "sweep_files", "forget_reading", "close_forgotten_imports"} <= {
        each.name.rpartition(".")[2] for each in letting_go
    }
    for moment in (NOW + 365 * DAY, NOW):
        at(moment)
        for each in letting_go:
            each.next_at = 0.0
        schedules.run_due(letting_go)
    assert (Message.objects.count(), swept) == (1, [])


def test_jobs_that_let_go_rest_after_a_leap(at: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[str] = []
    monkeypatch.setattr(schedules, "_schedules", {})

    @schedules.every(seconds=60, lets_go=True)
    def let_go() -> None:
        ran.append("lets go")

    @schedules.every(seconds=60)
    def go_on() -> None:
        ran.append("goes on")

    (going_on, letting_go) = sorted(schedules.registered(), key=lambda each: each.lets_go)
    for moment in (NOW, NOW + 400 * DAY):
        at(moment)
        going_on.next_at = letting_go.next_at = 0.0
        schedules.run_due([going_on, letting_go])
    assert ran == ["goes on", "lets go", "goes on"]


def test_a_lease_from_before_the_clock_was_set_back_keeps_nobody_out() -> None:
    Lease.objects.create(name=leader.NAME, holder="dead", until=NOW + 2 * DAY)
    assert leader.lead("living")
    assert not leader.lead("another")


def test_a_worker_seen_in_the_future_is_not_taken_for_living(cast: Cast) -> None:
    from jiwar.foundation.jobs import queue
    from jiwar.foundation.jobs.models import Worker
    from jiwar.site.backups import tasks

    Worker.objects.create(id="dead", seen_at=NOW + 2 * DAY)
    tasks.rehearse_now.enqueue()
    DBTaskResult.objects.update(status="RUNNING", worker_ids=["dead"])
    assert queue.take_back_from_the_dead() == 1


def test_the_audit_is_chained_in_order_across_both_leaps(cast: Cast, group: Group, at: Clock) -> None:
    written = []
    for moment in (NOW, NOW + 30 * DAY, NOW - DAY, NOW - DAY + timedelta(seconds=5), NOW):
        at(moment)
        written.append(record(cast.caseworker.viewer, kinds.EXPORTED).id)
        chain.seal_group()
    assert list(Link.objects.order_by("sequence").values_list("entry_id", flat=True))[-5:] == written
    assert verification.verify(group).holds
    assert Entry.objects.count() == Link.objects.count()
