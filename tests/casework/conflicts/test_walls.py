"""Who works for one side is kept off the other: in whatever way they come, and without being told why."""

from uuid import uuid4

import pytest
from django.urls import reverse

from jiwar.casework.cases import actions as cases
from jiwar.casework.cases.errors import NotPossible
from jiwar.casework.conflicts import actions, queries, sides, walls
from jiwar.casework.conflicts.models import Match
from jiwar.casework.people import queries as people
from jiwar.foundation.access.actions import members
from jiwar.foundation.access.policy import NotThere
from tests.casework.conflicts.conftest import MAN_IN_ARABIC, Matter
from tests.casework.conflicts.telling import decide, give, opposes, work
from tests.casework.conflicts.telling import walls as standing
from tests.casework.people.telling import register
from tests.cast import Cast

HERS = {("Caseworker", "P-0002"), ("Caseworker", "C-0002")}
HIS = {("His Worker", "P-0001"), ("His Worker", "C-0001")}


@pytest.fixture
def apart(cast: Cast, matter: Matter) -> Match:
    opposes(matter)
    return decide(cast.coordinator, Match.objects.get(), "apart")


def test_before_anybody_decides_nobody_is_kept_off(matter: Matter) -> None:
    opposes(matter)
    assert standing() == set()


def test_each_side_is_kept_off_the_other(matter: Matter, apart: Match) -> None:
    assert standing() == HERS | HIS


def test_said_by_number_it_stands_at_once(matter: Matter) -> None:
    opposes(matter, person=matter.man)
    assert standing() == HERS | HIS
    assert Match.objects.get().state == "conflict"


def test_it_is_as_if_the_other_file_were_not_there(matter: Matter, apart: Match) -> None:
    client = matter.her_worker.client
    for address in (
        reverse("people:person", args=[matter.man.id]),
        reverse("cases:case", args=[matter.his.id]),
        reverse("access:why", args=[matter.his.subject_id]),
        reverse("access:emergency", args=[matter.his.subject_id]),
        reverse("access:opened", args=[matter.man.subject_id]),
    ):
        assert client.get(address).status_code == 404
    assert people.find(matter.her_worker.viewer, MAN_IN_ARABIC) == []
    assert people.find(matter.her_worker.viewer, "P-0002") == []
    assert [row.number for row in people.find(matter.his_worker.viewer, MAN_IN_ARABIC)] == ["P-0002"]


def test_whoever_works_for_one_side_is_not_given_the_other(cast: Cast, matter: Matter, apart: Match) -> None:
    with pytest.raises(NotPossible) as refused:
        give(cast, matter.his, matter.her_worker)
    assert str(refused.value) == "This colleague cannot be given this case. The data guardian knows why."


def test_different_advisers_may_work_for_each_side(cast: Cast, matter: Matter, apart: Match) -> None:
    give(cast, matter.hers, matter.adviser)
    give(cast, matter.his, matter.other_adviser)
    with pytest.raises(NotPossible):
        give(cast, matter.his, matter.adviser)
    assert ("Adviser", "C-0002") in standing()
    assert ("Other Adviser", "P-0001") in standing()


def test_until_it_is_settled_no_adviser_begins_on_either_side(cast: Cast, matter: Matter) -> None:
    opposes(matter)
    decide(cast.coordinator, Match.objects.get(), "conflict")
    for case in (matter.hers, matter.his):
        with pytest.raises(NotPossible):
            give(cast, case, matter.adviser)


def test_a_new_case_of_his_is_behind_the_wall_too(cast: Cast, matter: Matter, apart: Match) -> None:
    cases.open_case(cast.reception.viewer, person=matter.man, asks="Something else.")
    assert ("Caseworker", "C-0003") in standing()


def test_whoever_worked_for_one_side_stays_off_the_other(cast: Cast, matter: Matter, apart: Match) -> None:
    cases.end_assignment(cast.coordinator.viewer, assignment=matter.hers.assignments.get())
    assert standing() >= HERS


def test_he_cannot_join_a_case_of_those_who_work_for_her(cast: Cast, matter: Matter, apart: Match) -> None:
    other = cases.open_case(cast.reception.viewer, person=register(cast.reception, "Hawa Musa"), asks="A room.")
    cases.assign(cast.coordinator.viewer, case=other, member=matter.her_worker.member)
    cases.assign(cast.coordinator.viewer, case=other, member=cast.off_caseworker.member, lead=False)
    with pytest.raises(NotPossible, match="cannot join this case"):
        cases.add_member(cast.off_caseworker.viewer, case=other, person=matter.man, role="other")


def test_who_works_for_both_loses_nothing_and_is_named_to_whoever_decides(cast: Cast, matter: Matter) -> None:
    give(cast, matter.his, matter.her_worker)
    opposes(matter, person=matter.man)
    match = Match.objects.get()
    assert {pair for pair in standing() if pair[0] == "Caseworker"} == set()
    [shown] = queries.shown(cast.coordinator.viewer, [match])
    assert shown.both == ["Caseworker"]
    his = matter.his.assignments.get(member=matter.her_worker.member)
    cases.end_assignment(cast.coordinator.viewer, assignment=his)
    assert standing() >= HERS


def test_clearing_it_lowers_the_wall(cast: Cast, matter: Matter, apart: Match) -> None:
    decide(cast.coordinator, apart, "clear")
    assert standing() == set()
    assert people.person(matter.her_worker.viewer, matter.man.id) == matter.man


def test_withdrawing_does_not(cast: Cast, matter: Matter, apart: Match) -> None:
    actions.withdraw(matter.her_worker.viewer, opposed=apart.opposed, reason="They made peace.")
    assert standing() == HERS | HIS


def test_a_colleague_who_is_meant_is_kept_off_her_file(cast: Cast, matter: Matter) -> None:
    opposes(matter, "Off Caseworker")
    decide(cast.guardian, Match.objects.get(), "apart")
    assert standing() == {("Off Caseworker", "P-0001"), ("Off Caseworker", "C-0001")}
    with pytest.raises(NotThere):
        people.person(cast.off_caseworker.viewer, matter.hers.members.get().person_id)


def test_supervision_is_kept_off_as_work_is(cast: Cast, matter: Matter, apart: Match) -> None:
    members.set_supervisor(cast.administrator.viewer, member=matter.her_worker.member, supervisor=matter.adviser.member)
    walls.follow_all()
    assert ("Adviser", "C-0002") in standing()


def test_the_same_on_both_sides_is_on_neither(cast: Cast, matter: Matter) -> None:
    """A child of both is on both cases: nobody is kept off the child."""
    child = register(cast.reception, "Salma Abdulqader")
    cases.add_member(matter.her_worker.viewer, case=matter.hers, person=child, role="child")
    cases.add_member(matter.his_worker.viewer, case=matter.his, person=child, role="child")
    opposes(matter, person=matter.man)
    assert all(number != child.written_number for _name, number in standing())


def test_following_twice_is_once(matter: Matter, apart: Match) -> None:
    before = standing()
    walls.follow_all()
    walls.follow(None, sides.with_files(Match.objects.all()).get())
    assert standing() == before


def test_a_walled_page_and_one_that_never_was_are_the_same(matter: Matter, apart: Match) -> None:
    client = matter.her_worker.client
    for name, row in (("people:person", matter.man.id), ("cases:case", matter.his.id)):
        there, never = client.get(reverse(name, args=[row])), client.get(reverse(name, args=[uuid4()]))
        assert there.status_code == never.status_code == 404
    work()
