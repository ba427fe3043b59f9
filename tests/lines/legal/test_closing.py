"""Nothing is closed over an open limit; several procedures stand side by side."""

from datetime import date

import pytest

from jiwar.casework.cases import actions as case_actions
from jiwar.casework.cases.errors import NotPossible, StillOpen
from jiwar.casework.cases.models import Case
from jiwar.knowledge.procedures import EventKind
from jiwar.lines.legal import actions
from jiwar.lines.legal.models import Deadline, Procedure
from tests.cast import Player
from tests.lines.legal.telling import happened, limits, on


def test_a_procedure_is_not_closed_over_a_running_limit(legal_adviser: Player, procedure: Procedure) -> None:
    happened(legal_adviser, procedure, EventKind.REFUSAL_NOTIFIED, on(date(2026, 3, 2)))
    with pytest.raises(StillOpen) as refusal:
        actions.close_procedure(legal_adviser.viewer, procedure=procedure, reason="done", seen_version=1)
    named = [matter.text for matter in refusal.value.matters]
    assert any("Object to the International Protection Evaluation Commission" in text for text in named)
    for row in limits(procedure).values():
        actions.set_aside(legal_adviser.viewer, deadline=row, reason="left the country")
    actions.close_procedure(legal_adviser.viewer, procedure=procedure, reason="left", seen_version=1)
    assert Procedure.objects.get(id=procedure.id).closed_on == date(2026, 3, 6)
    assert not Deadline.objects.filter(procedure=procedure, status=Deadline.Status.OPEN).exists()


def test_a_case_is_not_closed_over_a_procedure(legal_adviser: Player, case: Case, procedure: Procedure) -> None:
    with pytest.raises(StillOpen) as refusal:
        case_actions.close_case(legal_adviser.viewer, case=case, reason="goals-reached", seen_version=case.version)
    assert "legal-procedure" in {matter.code for matter in refusal.value.matters}


def test_procedures_stand_side_by_side_and_tracks_change_what_follows(
    legal_adviser: Player, case: Case, procedure: Procedure
) -> None:
    happened(legal_adviser, procedure, EventKind.REFUSAL_NOTIFIED, on(date(2026, 3, 2)))
    other = actions.open_procedure(legal_adviser.viewer, case=case, pack="tr", tracks=["removal"])
    happened(legal_adviser, other, EventKind.DEPORTATION_DECISION_NOTIFIED, on(date(2026, 3, 2)))
    assert limits(procedure).keys().isdisjoint(limits(other).keys())
    before = set(limits(procedure))
    actions.change_tracks(legal_adviser.viewer, procedure=procedure, tracks=["accelerated"], seen_version=1)
    rows = limits(procedure)
    assert {rows[rule].status for rule in before} == {Deadline.Status.CLOSED}
    assert {row.status for rule, row in rows.items() if rule not in before} == {Deadline.Status.OPEN}


def test_what_does_not_exist_is_refused_in_words(legal_adviser: Player, case: Case) -> None:
    with pytest.raises(NotPossible):
        actions.open_procedure(legal_adviser.viewer, case=case, pack="xx", tracks=["regular"])
    with pytest.raises(NotPossible):
        actions.open_procedure(legal_adviser.viewer, case=case, pack="tr", tracks=["sideways"])
