"""A conflict is found however the name was written, whenever it comes; of a hidden file only the guardian learns."""

import pytest

from jiwar.casework.cases import actions as cases
from jiwar.casework.cases.errors import NotPossible
from jiwar.casework.conflicts import actions, outcomes, queries
from jiwar.casework.conflicts.models import Check, Match
from jiwar.casework.people import actions as people
from jiwar.casework.people.parts import NameGiven, Who
from jiwar.casework.people.queries import editable
from jiwar.foundation.access import roles
from jiwar.foundation.access.actions import hiding, members
from tests.casework.conflicts.conftest import MAN_IN_ARABIC, MAN_IN_LATIN, Matter
from tests.casework.conflicts.telling import give, opposes, work
from tests.casework.people.telling import register
from tests.cast import Cast


class TestAcrossScripts:
    def test_a_client_registered_in_arabic_is_found_by_a_name_said_in_latin(self, cast: Cast, matter: Matter) -> None:
        opposes(matter)
        match = Match.objects.get()
        assert (match.person, match.state) == (matter.man, "possible")
        [shown] = queries.shown(cast.coordinator.viewer, queries.waiting(cast.coordinator.viewer))
        assert (shown.names, shown.other_name, shown.other) == ([MAN_IN_LATIN], MAN_IN_ARABIC, "P-0002")
        assert any("in other letters" in reason for reason in shown.why)

    def test_whoever_is_registered_later_is_found_too(self, cast: Cast, matter: Matter) -> None:
        opposes(matter, "Tijani Kabbashi Ngarta")
        assert not Match.objects.exists()
        late = register(cast.reception, "تيجاني كباشي نقارتا")
        work()
        assert Match.objects.get().person == late

    def test_whoever_is_renamed_is_found_too(self, cast: Cast, matter: Matter) -> None:
        opposes(matter, "Tijani Kabbashi Ngarta")
        late = register(cast.reception, "Somebody Else")
        work()
        stored = editable(cast.reception.viewer, late.id)
        who = Who((NameGiven("Somebody Else"), NameGiven("تيجاني كباشي نقارتا", "nickname")))
        people.edit_who(cast.reception.viewer, person=stored, seen_version=stored.version, who=who)
        work()
        assert Match.objects.get().person == late

    def test_a_colleague_of_that_name_is_found(self, cast: Cast, matter: Matter) -> None:
        opposes(matter, "أوف كاسووركر", "Off Caseworker")
        assert Match.objects.get().member == cast.off_caseworker.member

    def test_a_colleague_who_comes_later_is_found(self, cast: Cast, matter: Matter) -> None:
        opposes(matter, "نادية يلدز")
        assert not Match.objects.exists()
        came = members.invite(cast.administrator.viewer, username="nadia", name="Nadia Yıldız", held=[roles.VOLUNTEER])
        work()
        assert Match.objects.get().member == came.member

    def test_another_name_is_nobody(self, cast: Cast, matter: Matter) -> None:
        opposes(matter, "Bogdan Petrov")
        assert not Match.objects.exists()

    def test_looking_twice_finds_nothing_new(self, cast: Cast, matter: Matter) -> None:
        opposes(matter)
        for _time in range(2):
            actions.check(matter.her_worker.viewer, case=matter.hers)
        assert Match.objects.count() == 1


class TestOutcome:
    def test_nobody_opposed_is_clear_and_recorded(self, matter: Matter) -> None:
        row = actions.check(matter.her_worker.viewer, case=matter.hers)
        assert (row.outcome, row.occasion, row.run_by) == ("clear", "asked", matter.her_worker.member)

    def test_both_cases_tell_that_there_may_be_one(self, matter: Matter) -> None:
        opposes(matter)
        assert (outcomes.of(matter.hers), outcomes.of(matter.his)) == ("possible", "possible")
        assert {(row.case, row.outcome) for row in Check.objects.all()} == {
            (matter.hers, "possible"),
            (matter.his, "possible"),
        }

    def test_neither_team_is_told_of_the_other(self, matter: Matter) -> None:
        opposes(matter)
        his = matter.his_worker.client.get(f"/cases/{matter.his.id}/").content.decode()
        assert "possible: somebody must decide" in his
        assert "C-0001" not in his
        assert "Mariam" not in his
        hers = matter.her_worker.client.get(f"/conflicts/case/{matter.hers.id}/").content.decode()
        assert "possible: somebody must decide" in hers
        assert "P-0002" not in hers
        assert "C-0002" not in hers


class TestBeforeAnAssignment:
    def test_it_is_looked_for_and_kept(self, cast: Cast, matter: Matter) -> None:
        give(cast, matter.hers, matter.adviser)
        assert Check.objects.get().occasion == "assignment"

    def test_a_possible_conflict_holds_it_on_both_sides(self, cast: Cast, matter: Matter) -> None:
        opposes(matter)
        for case in (matter.hers, matter.his):
            with pytest.raises(NotPossible, match="There may be a conflict of interest"):
                give(cast, case, matter.adviser)

    def test_what_was_found_is_kept_although_it_is_refused(self, cast: Cast, matter: Matter) -> None:
        actions.mark(matter.her_worker.viewer, case=matter.hers, kind="former-partner", names=[MAN_IN_LATIN])
        with pytest.raises(NotPossible):
            give(cast, matter.hers, matter.adviser)
        assert Match.objects.count() == 1

    def test_whoever_does_not_stand_for_the_person_is_not_held(self, cast: Cast, matter: Matter) -> None:
        opposes(matter)
        assert give(cast, matter.hers, cast.volunteer).member == cast.volunteer.member

    def test_an_adviser_takes_no_case_by_a_side_door(self, cast: Cast, matter: Matter) -> None:
        opposes(matter)
        waiting = cases.open_case(cast.reception.viewer, person=matter.man, asks="Again.")
        with pytest.raises(NotPossible):
            cases.assign(matter.adviser.viewer, case=waiting, member=matter.adviser.member)
        running = matter.his_worker.viewer
        own = matter.his.assignments.get()
        with pytest.raises(NotPossible):
            cases.hand_over(running, assignment=own, to=matter.adviser.member, note="Yours now.")


class TestHidden:
    def test_of_a_hidden_person_the_guardian_alone_learns(self, cast: Cast, matter: Matter) -> None:
        hiding.hide(cast.guardian.viewer, subject=matter.man.subject)
        opposes(matter)
        assert Match.objects.count() == 1
        assert outcomes.of(matter.hers) == "clear"
        assert queries.waiting(cast.coordinator.viewer) == []
        [shown] = queries.shown(cast.guardian.viewer, queries.waiting(cast.guardian.viewer))
        assert (shown.case_number, shown.other, shown.names, shown.silent) == ("C-0001", "P-0002", [], True)

    def test_it_holds_no_assignment_and_leaves_no_trace_on_the_case(self, cast: Cast, matter: Matter) -> None:
        hiding.hide(cast.guardian.viewer, subject=matter.man.subject)
        opposes(matter)
        give(cast, matter.hers, matter.adviser)
        assert {row.outcome for row in Check.objects.filter(case=matter.hers)} == {"clear"}
        assert not Check.objects.filter(case=matter.his).exists()

    def test_the_guardian_may_only_keep_the_sides_apart(self, cast: Cast, matter: Matter) -> None:
        hiding.hide(cast.guardian.viewer, subject=matter.man.subject)
        opposes(matter)
        with pytest.raises(NotPossible, match="hidden"):
            actions.decide(
                cast.guardian.viewer, match=Match.objects.get(), state="conflict", reason="Asked.", seen="possible"
            )
