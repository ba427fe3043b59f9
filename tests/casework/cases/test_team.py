"""Who works on a case, and what that opens and closes."""

import pytest

from jiwar.casework.cases import actions, events, queries
from jiwar.casework.cases.errors import NotPossible
from jiwar.casework.cases.models import Assignment, Case, CaseMember, Task
from jiwar.casework.people.models import Person
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access import grants, policy
from jiwar.foundation.access.compartments import GENERAL
from jiwar.foundation.access.models import Grant, Membership
from jiwar.foundation.access.policy import NotThere, Refused
from jiwar.foundation.vault.models import Subject
from tests.casework.cases.conftest import again
from tests.casework.people.telling import register
from tests.cast import Cast, Player


def opened(member: Membership, subject: Subject) -> set[str]:
    rows = Grant.objects.filter(member=member, subject=subject, ended_at=None, waits_for_second=False)
    return set(rows.values_list("compartment", flat=True))


def of_assignments(member: Membership, subject: Subject) -> set[str]:
    rows = Grant.objects.filter(member=member, subject=subject, ended_at=None).exclude(source=Grant.Source.REGISTERED)
    return set(rows.values_list("compartment", flat=True))


def test_assignment_opens_the_case_and_its_people_as_far_as_the_roles_carry(
    cast: Cast, counsel: Player, case: Case, person: Person
) -> None:
    actions.assign(cast.coordinator.viewer, case=case, member=counsel.member, lead=False)
    worker = cast.caseworker.member
    assert of_assignments(worker, case.subject) == {"general", "restricted"}
    assert of_assignments(worker, person.subject) == {"general", "restricted"}
    assert of_assignments(counsel.member, case.subject) == {"general", "test-privileged"}
    assert of_assignments(counsel.member, person.subject) == {"general"}
    assert opened(cast.off_caseworker.member, case.subject) == set()


def test_the_lead_takes_the_case_out_of_the_queue(cast: Cast, waiting: Case) -> None:
    viewer = cast.coordinator.viewer
    assert [line.case for line in queries.intake_queue(viewer)] == [waiting]
    actions.assign(viewer, case=waiting, member=cast.caseworker.member)
    assert queries.intake_queue(viewer) == []
    assert again(waiting).state == Case.State.OPEN
    assert [line.case for line in queries.new_to(cast.caseworker.viewer)] == [waiting]
    actions.looked_at(cast.caseworker.viewer, case=again(waiting))
    assert queries.new_to(cast.caseworker.viewer) == []


def test_what_one_opens_to_oneself_waits_for_the_guardian_where_it_is_guarded(
    cast: Cast, waiting: Case, person: Person
) -> None:
    worker = cast.caseworker
    actions.assign(worker.viewer, case=waiting, member=worker.member)
    other = register(cast.reception, "Somebody else altogether")
    actions.add_member(worker.viewer, case=again(waiting), person=other, role=CaseMember.Role.OTHER)
    for subject in (waiting.subject, person.subject, other.subject):
        assert opened(worker.member, subject) == {"general"}
    held = Grant.objects.filter(member=worker.member, subject=other.subject, compartment="restricted").get()
    with pytest.raises(Refused):
        grants.confirm_grant(worker.viewer, grant=held)
    grants.confirm_grant(cast.guardian.viewer, grant=held)
    assert opened(worker.member, other.subject) == {"general", "restricted"}


def test_a_caseworker_takes_what_nobody_leads_and_gives_nothing_away(cast: Cast, waiting: Case) -> None:
    viewer = cast.caseworker.viewer
    with pytest.raises(Refused):
        actions.assign(viewer, case=waiting, member=cast.off_caseworker.member)
    actions.assign(viewer, case=waiting, member=cast.caseworker.member)
    with pytest.raises(Refused):
        actions.assign(cast.off_caseworker.viewer, case=again(waiting), member=cast.off_caseworker.member)
    assert [row.member for row in queries.team(waiting)] == [cast.caseworker.member]


def test_nobody_is_given_a_case_who_does_not_work_on_files(cast: Cast, waiting: Case) -> None:
    with pytest.raises(NotPossible):
        actions.assign(cast.coordinator.viewer, case=waiting, member=cast.reception.member)
    assert not Assignment.objects.exists()


def test_hand_over_moves_everything_and_closes_the_file_behind(cast: Cast, case: Case, person: Person) -> None:
    old, new = cast.caseworker, cast.off_caseworker
    actions.add_task(old.viewer, case=case, title="Call the office")
    assignment = queries.team(case)[0]
    actions.hand_over(old.viewer, assignment=assignment, to=new.member, note="She waits for the card.")
    assert opened(old.member, case.subject) == set()
    assert of_assignments(old.member, person.subject) == set()
    assert of_assignments(new.member, case.subject) == {"general", "restricted"}
    assert Task.objects.get().owner == new.member
    assert [(row.member, row.lead) for row in queries.team(case)] == [(new.member, True)]
    assert list(queries.handovers(new.viewer, case).values()) == ["She waits for the card."]
    assert queries.handovers(old.viewer, case) == {}
    with pytest.raises(Refused):
        actions.write_note(old.viewer, case=case, text="still here?")


def test_ending_the_last_lead_returns_the_case_to_the_queue(cast: Cast, counsel: Player, case: Case) -> None:
    actions.assign(cast.coordinator.viewer, case=case, member=counsel.member, lead=False)
    lead = Assignment.objects.get(case=case, lead=True)
    actions.end_assignment(cast.coordinator.viewer, assignment=lead)
    assert again(case).state == Case.State.INTAKE
    assert opened(cast.caseworker.member, case.subject) == set()
    assert opened(counsel.member, case.subject) == {"general", "test-privileged"}


def test_supervision_opens_the_general_part_only_unless_the_role_carries_more(
    cast: Cast, counsel: Player, waiting: Case, person: Person
) -> None:
    counsel.member.supervisor = cast.coordinator.member
    counsel.member.save()
    cast.caseworker.member.supervisor = cast.off_caseworker.member
    cast.caseworker.member.save()
    actions.assign(cast.coordinator.viewer, case=waiting, member=counsel.member)
    actions.assign(cast.coordinator.viewer, case=waiting, member=cast.caseworker.member, lead=False)
    assert opened(cast.coordinator.member, waiting.subject) == {"general"}
    assert opened(cast.off_caseworker.member, waiting.subject) == {"general", "restricted"}
    actions.end_assignment(cast.coordinator.viewer, assignment=Assignment.objects.get(member=counsel.member))
    assert opened(cast.coordinator.member, waiting.subject) == set()


def test_who_joins_the_case_opens_to_its_team_and_closes_when_they_leave(cast: Cast, case: Case) -> None:
    wife = register(cast.reception, "Fatima Adam")
    viewer = cast.caseworker.viewer
    member = actions.add_member(viewer, case=case, person=wife, role="spouse")
    assert actions.add_member(viewer, case=case, person=wife, role="spouse") == member
    assert of_assignments(cast.caseworker.member, wife.subject) == {"general", "restricted"}
    actions.remove_member(viewer, member=member)
    assert of_assignments(cast.caseworker.member, wife.subject) == set()
    with pytest.raises(NotPossible):
        actions.remove_member(viewer, member=case.members.get(left_at=None))


def test_parallel_cases_of_a_person_open_only_to_their_own_teams(cast: Cast, case: Case, person: Person) -> None:
    second = actions.open_case(cast.reception.viewer, person=person, asks="A room")
    actions.assign(cast.coordinator.viewer, case=second, member=cast.off_caseworker.member)
    decision = policy.decide(cast.off_caseworker.viewer, can.WORK_ON_FILES, subject=case.subject, compartment=GENERAL)
    assert decision.code == "no-grant"
    assert [line.case for line in queries.of_person(cast.reception.viewer, person)] == [second, case]


def test_the_case_of_a_hidden_person_is_not_there_for_others(cast: Cast) -> None:
    person = register(cast.caseworker, "Hidden One")
    person.subject.hidden = True
    person.subject.save()
    case = actions.open_case(cast.caseworker.viewer, person=person, asks="canary-asks")
    assert case.subject.hidden
    assert queries.intake_queue(cast.coordinator.viewer) == []
    with pytest.raises(NotThere):
        queries.case(cast.off_caseworker.viewer, case.id)
    assert queries.case(cast.caseworker.viewer, case.id) == case


def test_a_failing_subscriber_fails_the_assignment(cast: Cast, waiting: Case) -> None:
    def object_to(event: events.CaseAssigned) -> None:
        raise RuntimeError("no")

    events.subscribe(events.CaseAssigned, object_to)
    try:
        with pytest.raises(RuntimeError):
            actions.assign(cast.coordinator.viewer, case=waiting, member=cast.caseworker.member)
    finally:
        events.unsubscribe(events.CaseAssigned, object_to)
    assert not Assignment.objects.exists()
    assert not Grant.objects.filter(subject=waiting.subject).exists()


def test_load_shows_owner_and_minutes_and_no_content(cast: Cast, case: Case) -> None:
    actions.write_note(cast.caseworker.viewer, case=case, text="canary", minutes=35)
    row = next(row for row in queries.team_load(cast.coordinator.viewer) if row.member == cast.caseworker.member)
    assert (row.leads, row.beside, row.minutes) == (1, 0, 35)
    assert queries.minutes_on(cast.coordinator.viewer, case) == 35
    assert queries.minutes_on(cast.caseworker.viewer, case) is None
    with pytest.raises(Refused):
        queries.team_load(cast.caseworker.viewer)
