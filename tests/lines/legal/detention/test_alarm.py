"""Check-ins that are heard, missed, and the alarm that climbs until somebody has found out."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from jiwar.casework.cases import actions as cases
from jiwar.casework.cases import clock
from jiwar.casework.cases.errors import NotPossible
from jiwar.casework.cases.models import Case, Task, TimelineEntry
from jiwar.casework.people import actions as people
from jiwar.casework.people.parts import NameGiven, Who
from jiwar.foundation.access.models import Word
from jiwar.foundation.access.policy import NotThere, Refused
from jiwar.foundation.vault.models import Subject
from jiwar.knowledge.calendars import GivenDate
from jiwar.lines.legal import keeping, matters
from jiwar.lines.legal.detention import actions, queries, rhythm
from jiwar.lines.legal.detention.actions import ALARM_CALLS, PlanGiven, RungGiven
from jiwar.lines.legal.detention.actions.alarms import climb, raise_alarm
from jiwar.lines.legal.detention.burning import burning
from jiwar.lines.legal.detention.calls import alarm_calls
from jiwar.lines.legal.detention.watching import watch
from jiwar.lines.legal.models import Alarm, CheckIn, Procedure, SafetyPlan
from tests.cast import Cast, Player

MINUTE = timedelta(minutes=1)


@pytest.fixture
def plan(cast: Cast, case: Case, legal_adviser: Player) -> SafetyPlan:
    """The adviser first, then a brother outside, then the caseworker; an hour of grace, twenty minutes a rung."""
    rungs = (
        RungGiven(legal_adviser.member),
        RungGiven(None, "Yusuf", "+905550001122"),
        RungGiven(cast.caseworker.member),
    )
    return actions.keep_plan(legal_adviser.viewer, case=case, given=PlanGiven(rungs=rungs), seen_version=None)


def awaited(plan: SafetyPlan) -> CheckIn:
    return CheckIn.objects.select_related("plan__case__subject").get(plan=plan, state="awaited")


def late(plan: SafetyPlan) -> datetime:
    return awaited(plan).alarm_at + MINUTE


def burning_alarm(plan: SafetyPlan) -> Alarm:
    return Alarm.objects.select_related("case__subject", "plan__case__subject").get(plan=plan, closed_at__isnull=True)


def called(player: Player) -> int:
    return Word.objects.filter(member=player.member, kind=ALARM_CALLS).count()


def second_plan(cast: Cast, adviser: Player, name: str) -> SafetyPlan:
    person = people.register(cast.reception.viewer, who=Who((NameGiven(name),)), none_of_these=True)
    case = cases.open_case(cast.reception.viewer, person=person, asks="Afraid of being taken.")
    cases.assign(cast.coordinator.viewer, case=case, member=adviser.member)
    case = Case.objects.select_related("subject").get(id=case.id)
    given = PlanGiven(rungs=(RungGiven(adviser.member),))
    return actions.keep_plan(adviser.viewer, case=case, given=given, seen_version=None)


def asked(player: Player) -> int:
    burning(player.viewer, clock.today())
    with CaptureQueriesContext(connection) as caught:
        burning(player.viewer, clock.today())
    return len(caught)


class TestCheckIns:
    def test_the_next_is_awaited_at_the_hour_where_the_group_is(self, plan: SafetyPlan) -> None:
        row = awaited(plan)
        assert timezone.localtime(row.due_at, clock.zone()).time() == time(18)
        assert timezone.now() < row.due_at <= timezone.now() + timedelta(days=1)
        assert row.alarm_at - row.due_at == timedelta(minutes=60)

    def test_heard_settles_it_and_the_next_is_awaited(self, legal_adviser: Player, plan: SafetyPlan) -> None:
        row = awaited(plan)
        CheckIn.objects.filter(id=row.id).update(due_at=timezone.now() - MINUTE)
        actions.heard(legal_adviser.viewer, check_in=awaited(plan))
        row.refresh_from_db()
        assert (row.state, row.settled_by_id) == ("heard", legal_adviser.member.id)
        assert awaited(plan).due_at > timezone.now()
        assert TimelineEntry.objects.filter(kind="legal-check-in").count() == 1

    def test_heard_twice_is_heard_once(self, legal_adviser: Player, plan: SafetyPlan) -> None:
        CheckIn.objects.filter(plan=plan).update(due_at=timezone.now() - MINUTE)
        row = awaited(plan)
        for _again in range(2):
            actions.heard(legal_adviser.viewer, check_in=row)
        assert CheckIn.objects.filter(plan=plan).count() == 2

    def test_heard_days_before_keeps_the_check_in(self, legal_adviser: Player, plan: SafetyPlan) -> None:
        far = timezone.now() + timedelta(days=5)
        row = actions.agree_once(legal_adviser.viewer, plan=plan, due_at=far, what_for="After the hearing.")
        row.plan.case = Case.objects.select_related("subject").get(id=plan.case_id)
        for _pressed_twice in range(2):
            actions.heard(legal_adviser.viewer, check_in=row)
        row.refresh_from_db()
        assert row.state == "awaited"
        assert CheckIn.objects.filter(plan=plan, state="heard").count() == 1

    def test_not_reached_is_kept_and_the_alarm_waits_for_the_grace(
        self, legal_adviser: Player, plan: SafetyPlan
    ) -> None:
        row = actions.not_reached(legal_adviser.viewer, check_in=awaited(plan))
        assert row.tried_by == legal_adviser.member
        assert watch(row.alarm_at - MINUTE) == 0
        assert watch(row.alarm_at) == 1

    def test_days_that_passed_are_not_asked_for(self, plan: SafetyPlan) -> None:
        plan.every_days, now = 3, datetime(2026, 3, 10, 20, tzinfo=UTC)
        found = rhythm.following(plan, datetime(2026, 1, 1, 15, tzinfo=UTC), now)
        assert (rhythm.local_day(found) - date(2026, 1, 1)).days % 3 == 0
        assert timedelta() < found - now <= timedelta(days=3)

    def test_another_rhythm_begins_anew(self, case: Case, legal_adviser: Player, plan: SafetyPlan) -> None:
        given = PlanGiven(rungs=(RungGiven(legal_adviser.member),), every_days=None)
        actions.keep_plan(legal_adviser.viewer, case=case, given=given, seen_version=1)
        assert not CheckIn.objects.filter(plan=plan, state="awaited").exists()

    def test_the_first_in_the_tree_works_on_the_case(self, cast: Cast, case: Case, legal_adviser: Player) -> None:
        for rung in (RungGiven(None, "Yusuf", "+905550001122"), RungGiven(cast.off_caseworker.member)):
            with pytest.raises(NotPossible):
                actions.keep_plan(legal_adviser.viewer, case=case, given=PlanGiven(rungs=(rung,)), seen_version=None)


class TestClimbing:
    def test_a_missed_one_calls_the_first_once(self, cast: Cast, legal_adviser: Player, plan: SafetyPlan) -> None:
        now = late(plan)
        assert (watch(now), watch(now)) == (1, 0)
        assert (called(legal_adviser), called(cast.caseworker), called(cast.coordinator)) == (1, 0, 0)
        alarm = burning_alarm(plan)
        task = Task.objects.get(origin=alarm.id)
        assert (task.owner, task.state) == (legal_adviser.member, "open")

    def test_it_climbs_to_the_coordinators_and_begins_anew(
        self, cast: Cast, legal_adviser: Player, plan: SafetyPlan
    ) -> None:
        now, seen = late(plan), []
        for _step in range(6):
            watch(now)
            seen.append((called(legal_adviser), called(cast.caseworker), called(cast.coordinator)))
            now += 20 * MINUTE
        # The brother has no day in the program: the adviser before him is told to call.
        assert seen == [(1, 0, 0), (2, 0, 0), (2, 1, 0), (2, 1, 1), (3, 1, 1), (4, 1, 1)]

    def test_whoever_has_it_is_left_in_peace_for_a_while(
        self, cast: Cast, legal_adviser: Player, plan: SafetyPlan
    ) -> None:
        now = late(plan)
        watch(now)
        for _again in range(2):
            actions.take_alarm(cast.caseworker.viewer, alarm=burning_alarm(plan))
        alarm = burning_alarm(plan)
        assert TimelineEntry.objects.filter(kind="legal-alarm-taken").count() == 1
        assert alarm.caller == cast.caseworker.member
        assert Task.objects.get(origin=alarm.id).owner == cast.caseworker.member
        assert watch(alarm.climbs_at - MINUTE) == 0
        assert watch(alarm.climbs_at + MINUTE) == 1
        assert burning_alarm(plan).taken_at is None

    def test_two_workers_call_once(self, plan: SafetyPlan, legal_adviser: Player) -> None:
        watch(late(plan))
        first, second = burning_alarm(plan), burning_alarm(plan)
        now = first.climbs_at
        assert (climb(first, now), climb(second, now)) == (True, False)

    def test_who_left_the_case_is_passed_over(self, cast: Cast, case: Case, plan: SafetyPlan) -> None:
        adviser = case.assignments.get(lead=False)
        cases.end_assignment(cast.coordinator.viewer, assignment=adviser)
        watch(late(plan))
        assert burning_alarm(plan).caller == cast.caseworker.member

    def test_coordinators_are_not_told_of_a_hidden_file(self, cast: Cast, plan: SafetyPlan) -> None:
        Subject.objects.filter(id=plan.subject_id).update(hidden=True)
        now = late(plan)
        for _step in range(5):
            watch(now)
            now += 20 * MINUTE
        assert called(cast.coordinator) == 0
        assert burning(cast.coordinator.viewer, clock.today()) == []

    def test_what_fails_for_one_silences_no_other(
        self, cast: Cast, legal_adviser: Player, plan: SafetyPlan, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        other = second_plan(cast, legal_adviser, "Selam Tesfaye")
        now = max(late(plan), late(other))
        real = raise_alarm

        def fails_for_the_first(viewer: None, **given: Any) -> Alarm:
            if given["plan"] == plan:
                raise OSError
            return real(viewer, **given)

        monkeypatch.setattr("jiwar.lines.legal.detention.watching.raise_alarm", fails_for_the_first)
        with pytest.raises(OSError, match=r"^$"):
            watch(now)
        assert awaited(plan).state == "awaited"
        assert burning_alarm(other).calls == 0


class TestClock:
    def test_a_leap_forward_makes_one_step(self, legal_adviser: Player, plan: SafetyPlan) -> None:
        now = late(plan)
        watch(now)
        leapt = now + timedelta(days=3650)
        assert (watch(leapt), watch(leapt)) == (1, 0)
        assert burning_alarm(plan).calls == 1

    def test_set_back_it_goes_on_from_now(self, legal_adviser: Player, plan: SafetyPlan) -> None:
        now = late(plan)
        watch(now + timedelta(days=365))
        assert watch(now) == 0
        assert watch(now + 19 * MINUTE) == 0
        assert watch(now + 20 * MINUTE) == 1
        assert burning_alarm(plan).calls == 1

    def test_a_check_in_agreed_under_a_wrong_clock_is_counted_anew(self, plan: SafetyPlan) -> None:
        ahead = timezone.now() + timedelta(days=400)
        CheckIn.objects.filter(plan=plan).update(due_at=ahead, alarm_at=ahead, made_at=ahead - timedelta(hours=5))
        watch(timezone.now())
        assert awaited(plan).due_at <= timezone.now() + timedelta(days=1)


class TestClosing:
    def test_safe_ends_the_task_and_the_rhythm_goes_on(self, legal_adviser: Player, plan: SafetyPlan) -> None:
        watch(late(plan))
        alarm = burning_alarm(plan)
        words = list(Word.objects.filter(member=legal_adviser.member, kind=ALARM_CALLS))
        assert len(alarm_calls(legal_adviser.viewer, words)) == 1
        actions.close_alarm(legal_adviser.viewer, alarm=alarm, found="safe", note="The telephone was empty.")
        assert Task.objects.get(origin=alarm.id).state == "done"
        assert awaited(plan).due_at > timezone.now()
        assert alarm_calls(legal_adviser.viewer, words) == {}
        with pytest.raises(NotPossible):
            actions.close_alarm(legal_adviser.viewer, alarm=alarm, found="moved")

    def test_held_needs_where_and_leads_to_the_procedure_and_the_letter(
        self, case: Case, legal_adviser: Player, procedure: Procedure, plan: SafetyPlan
    ) -> None:
        watch(late(plan))
        alarm = burning_alarm(plan)
        with pytest.raises(NotPossible):
            actions.close_alarm(legal_adviser.viewer, alarm=alarm, found="detained")
        since = GivenDate.of_civil(clock.today())
        actions.close_alarm(legal_adviser.viewer, alarm=alarm, found="detained", where="not known", since=since)
        assert not CheckIn.objects.filter(plan=plan, state="awaited").exists()
        page = legal_adviser.client.get(reverse("legal:alarm", args=[alarm.id])).content.decode()
        assert reverse("legal:record", args=[procedure.id, "detention-ordered"]) in page
        assert reverse("legal:letter", args=[case.id, "detention"]) in page
        assert reverse("cases:danger", args=[case.id]) in page

    def test_the_plan_does_not_end_under_a_burning_alarm(self, legal_adviser: Player, plan: SafetyPlan) -> None:
        alarm = actions.raise_by_hand(legal_adviser.viewer, plan=awaited(plan).plan, why="His brother called.")
        with pytest.raises(NotPossible):
            actions.end_plan(legal_adviser.viewer, plan=awaited(plan).plan, reason="left")
        actions.close_alarm(legal_adviser.viewer, alarm=alarm, found="safe")
        actions.end_plan(legal_adviser.viewer, plan=awaited(plan).plan, reason="He left the country.")
        assert not CheckIn.objects.filter(plan=plan, state="awaited").exists()

    def test_a_running_plan_holds_the_case(self, case: Case, legal_adviser: Player, plan: SafetyPlan) -> None:
        assert [each.code for each in matters.of_case(legal_adviser.viewer, case)] == ["legal-safety"]
        assert [each.code for each in keeping.holds([case.id])] == ["legal-safety"]


class TestSeeing:
    def test_it_burns_for_the_team_and_by_number_for_coordinators(
        self, cast: Cast, legal_adviser: Player, plan: SafetyPlan
    ) -> None:
        watch(late(plan))
        for player, named in ((legal_adviser, True), (cast.caseworker, True), (cast.coordinator, False)):
            (shown,) = (each for each in burning(player.viewer, clock.today()) if each.alarm)
            assert bool(shown.person_name) is named
            page = player.client.get(reverse("desk:day"))
            assert shown.url in page.content.decode()
        assert burning(cast.off_caseworker.viewer, clock.today()) == []

    def test_a_day_with_three_alarms_asks_as_little_as_one_with_one(
        self, cast: Cast, legal_adviser: Player, plan: SafetyPlan
    ) -> None:
        watch(late(plan))
        one = asked(legal_adviser)
        for name in ("Selam Tesfaye", "Mihret Samuel"):
            watch(late(second_plan(cast, legal_adviser, name)))
        assert len([each for each in burning(legal_adviser.viewer, clock.today()) if each.alarm]) == 3
        assert asked(legal_adviser) == one

    def test_strangers_find_nothing(self, cast: Cast, plan: SafetyPlan) -> None:
        alarm = actions.raise_by_hand(cast.caseworker.viewer, plan=awaited(plan).plan, why="taken")
        for asked in (
            lambda: queries.alarm(cast.off_caseworker.viewer, alarm.id),
            lambda: queries.plan(cast.reception.viewer, plan.id),
        ):
            with pytest.raises(NotThere):
                asked()
        with pytest.raises((NotThere, Refused)):
            actions.take_alarm(cast.off_caseworker.viewer, alarm=alarm)

    def test_two_taps_record_a_check_in(self, case: Case, legal_adviser: Player, plan: SafetyPlan) -> None:
        CheckIn.objects.filter(plan=plan).update(due_at=timezone.now() - MINUTE)
        row = awaited(plan)
        page = legal_adviser.client.get(reverse("legal:safety", args=[case.id])).content.decode()
        assert reverse("legal:check-in-heard", args=[row.id]) in page
        assert "tel:+905550001122" in page
        legal_adviser.client.post(reverse("legal:check-in-heard", args=[row.id]))
        row.refresh_from_db()
        assert row.state == "heard"

    def test_the_plan_is_written_on_one_page(self, case: Case, cast: Cast, legal_adviser: Player) -> None:
        address = reverse("legal:safety-edit", args=[case.id])
        assert legal_adviser.client.get(address).status_code == 200
        sent = {
            "seen_version": "0", "every_days": "٢", "at": "18:30", "grace_minutes": "45", "climb_minutes": "15",
            "who_0": str(legal_adviser.member.id), "phone_0": "", "who_1": "outside", "name_1": "", "phone_1": "",
            "said_power": "yes", "said_power_on": "",
        }  # fmt: skip
        refused = legal_adviser.client.post(address, sent)
        assert refused.status_code == 422
        sent |= {"name_1": "Yusuf", "phone_1": "+905550001122", "said_power_on": "1/3/2026"}
        assert legal_adviser.client.post(address, sent).status_code == 302
        plan = SafetyPlan.objects.get(case=case)
        assert (plan.every_days, plan.agreed) == (2, {"power": ["yes", "2026-03-01"]})
        late_one = legal_adviser.client.post(address, {**sent, "seen_version": "7"})
        assert "Someone else changed this" in late_one.content.decode()
