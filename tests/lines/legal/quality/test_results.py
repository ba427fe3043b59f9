"""Results of a year: people, by procedure and ending, and nobody to be found in them."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from jiwar.casework.cases.models import Case, CaseMember
from jiwar.casework.people import actions as people
from jiwar.casework.people.parts import NameGiven, Who
from jiwar.foundation.access.policy import Refused
from jiwar.foundation.vault.models import Subject
from jiwar.lines.legal.models import LookingBack, Procedure
from jiwar.lines.legal.quality import results
from tests.cast import Cast, Player

CLOSED = datetime(2026, 2, 3, tzinfo=UTC)


def crowd(cast: Cast, case: Case, of: int) -> None:
    """So many people on the case beside Ahmed."""
    for number in range(of):
        who = Who((NameGiven(f"Person Number{number}"),))
        person = people.register(cast.reception.viewer, who=who, none_of_these=True)
        CaseMember.objects.create(case=case, person=person)


@pytest.fixture
def ended(procedure: Procedure, case: Case) -> Case:
    closing = {"state": Case.State.CLOSED, "closed_at": CLOSED, "closing_reason": Case.Closing.GOALS_REACHED}
    Case.objects.filter(id=case.id).update(**closing)
    return case


def test_few_people_are_no_number(ended: Case, cast: Cast) -> None:
    found = results.results(cast.coordinator.viewer, 2026)
    assert (found.empty, found.nothing) == (False, True)
    assert results.results(cast.coordinator.viewer, 2025).empty
    assert "Too few people" in cast.coordinator.client.get(reverse("legal:results")).text


def test_people_are_counted_and_hidden_files_are_not(ended: Case, cast: Cast) -> None:
    crowd(cast, ended, 5)
    found = results.results(cast.coordinator.viewer, 2026)
    assert found.endings == ["What was planned has been reached"]
    assert [cells for _name, cells in found.rows] == [(6, 6), (6, 6)]
    assert "hidden</span>" not in cast.coordinator.client.get(reverse("legal:results")).text
    Subject.objects.filter(id=ended.subject_id).update(hidden=True)
    assert results.results(cast.coordinator.viewer, 2026).empty


def test_by_ground_where_somebody_looked_back_and_few_are_no_number(
    ended: Case, legal_adviser: Player, cast: Cast
) -> None:
    of = {"subject": ended.subject, "compartment": "legal-privileged", "case": ended, "adviser": legal_adviser.member}
    back = LookingBack.objects.create(**of, until=CLOSED.date(), claim="religion")
    assert results.by_ground(cast.coordinator.viewer, 2026).empty
    LookingBack.objects.filter(id=back.id).update(written_at=CLOSED)
    assert results.by_ground(cast.coordinator.viewer, 2026).nothing
    assert "Religion" not in cast.coordinator.client.get(reverse("legal:results")).text
    crowd(cast, ended, 5)
    found = results.by_ground(cast.coordinator.viewer, 2026)
    assert found.rows == [("Religion", (6, 6)), ("All", (6, 6))]
    assert "Religion" in cast.coordinator.client.get(reverse("legal:results")).text
    Subject.objects.filter(id=ended.subject_id).update(hidden=True)
    assert results.by_ground(cast.coordinator.viewer, 2026).empty


def test_what_one_table_hides_the_other_does_not_tell(ended: Case, legal_adviser: Player, cast: Cast) -> None:
    """Of nine one has left: five beside hidden ones would tell that."""
    crowd(cast, ended, 7)
    person = people.register(cast.reception.viewer, who=Who((NameGiven("Zarifa Only"),)), none_of_these=True)
    other = Case.objects.create(
        subject=Subject.objects.create(kind=Subject.Kind.CASE),
        compartment=ended.compartment,
        number=ended.number + 900,
        state=Case.State.CLOSED,
        closed_at=CLOSED,
        closing_reason=Case.Closing.LEFT,
        opened_by=cast.caseworker.member,
    )
    CaseMember.objects.create(case=other, person=person)
    Procedure.objects.create(
        case=other, subject=other.subject, compartment="general", pack="tr", opened_on=CLOSED.date(),
        opened_by=legal_adviser.member,
    )  # fmt: skip
    of = {"compartment": "legal-privileged", "adviser": legal_adviser.member, "written_at": CLOSED}
    LookingBack.objects.create(**of, subject=ended.subject, case=ended, until=CLOSED.date(), claim="religion")
    assert results.results(cast.coordinator.viewer, 2026).shown == set()
    assert results.by_ground(cast.coordinator.viewer, 2026).nothing


def test_only_who_oversees(legal_adviser: Player) -> None:
    with pytest.raises(Refused):
        results.results(legal_adviser.viewer, 2026)
    with pytest.raises(Refused):
        results.by_ground(legal_adviser.viewer, 2026)
