"""What follows on cases from what happens to members and files."""

import pytest

from jiwar.casework.cases import actions, queries
from jiwar.casework.cases.models import Assignment, Case
from jiwar.casework.people.models import Person
from jiwar.foundation.access.actions import hiding, members
from jiwar.foundation.access.models import Grant, Membership
from jiwar.foundation.access.policy import NotThere
from tests.casework.cases.conftest import again
from tests.cast import Cast


def test_a_new_supervisor_opens_the_files_and_the_old_one_closes_them(cast: Cast, case: Case) -> None:
    member, admin = cast.caseworker.member, cast.administrator.viewer
    members.set_supervisor(admin, member=member, supervisor=cast.coordinator.member)
    assert _supervises(cast.coordinator.member, case) == {"general"}
    members.set_supervisor(admin, member=member, supervisor=cast.off_caseworker.member)
    assert _supervises(cast.coordinator.member, case) == set()
    assert _supervises(cast.off_caseworker.member, case) == {"general", "restricted"}


def _supervises(member: Membership, case: Case) -> set[str]:
    rows = Grant.objects.filter(member=member, subject=case.subject, source="supervision", ended_at=None)
    return set(rows.values_list("compartment", flat=True))


def test_the_cases_of_who_leaves_return_to_the_queue(cast: Cast, case: Case) -> None:
    members.end_membership(cast.administrator.viewer, member=cast.caseworker.member)
    assert again(case).state == Case.State.INTAKE
    assert not Assignment.objects.filter(ended_at=None).exists()
    assert [line.case for line in queries.intake_queue(cast.coordinator.viewer)] == [case]


def test_hiding_a_person_hides_their_cases(cast: Cast, case: Case, person: Person) -> None:
    actions.flag_danger(cast.reception.viewer, case=case, danger="detained", words="At the border.")
    assert [line.case for line in queries.burning(cast.off_caseworker.viewer)] == [case]
    hiding.hide(cast.guardian.viewer, subject=person.subject, reason="threat")
    assert queries.burning(cast.off_caseworker.viewer) == []
    assert queries.all_cases(cast.coordinator.viewer).lines == []
    with pytest.raises(NotThere):
        queries.case(cast.reception.viewer, case.id)
    assert [line.case for line in queries.burning(cast.caseworker.viewer)] == [case]
