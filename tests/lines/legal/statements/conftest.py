"""An adviser who holds both parts, and a visitor to whom the privileged part alone was lent."""

from datetime import timedelta

import pytest

from jiwar.casework.cases.models import Case
from jiwar.foundation.access.compartments import GENERAL
from jiwar.foundation.access.models import Grant
from jiwar.foundation.groups.models import Group
from jiwar.lines.legal.models import ChronologyEntry, Statement, StatementSession
from jiwar.lines.legal.rights import LEGAL_PRIVILEGED
from jiwar.lines.legal.statements import actions, queries
from jiwar.lines.legal.statements.actions import Event, Sitting
from tests.cast import Cast, Player
from tests.lines.legal.conftest import TODAY, case, cast, group, legal_adviser, other_group, procedure, today

__all__ = ["case", "cast", "group", "legal_adviser", "other_group", "procedure", "today"]

NARROW = "They took his brother in the night."
WIDE = "The market was burnt."


@pytest.fixture
def visitor(cast: Cast, group: Group, case: Case) -> Player:
    """A volunteer who reads the privileged part for some hours: not the restricted one, and takes no statements."""
    for part in (GENERAL, LEGAL_PRIVILEGED):
        Grant.objects.create(
            member=cast.volunteer.member,
            subject=case.subject,
            compartment=part.code,
            source=Grant.Source.COORDINATOR,
            given_by=cast.coordinator.member,
        )
    return cast.volunteer


@pytest.fixture
def session(legal_adviser: Player, case: Case) -> StatementSession:
    sitting = Sitting(language="fvr", interpreter_name="Halima Abbakar", how="Tired at the end.", notes_agreed="yes")
    return actions.record_session(
        legal_adviser.viewer,
        case=case,
        held_on=TODAY - timedelta(days=1),
        minutes=90,
        about="From home to the border.",
        sitting=sitting,
    )


@pytest.fixture
def events(legal_adviser: Player, case: Case, session: StatementSession) -> list[ChronologyEntry]:
    """The market in Ramadan, the brother when the rains began (narrow), and leaving two months after the market."""
    market = told(legal_adviser, case, WIDE, "after Ramadan 1444", session=session)
    brother = told(legal_adviser, case, NARROW, "when the rains began", narrow=True, session=session)
    left = told(legal_adviser, case, "We left in a lorry.", "two months after the market burnt", other=market)
    return [market, brother, left]


@pytest.fixture
def statement(legal_adviser: Player, case: Case, events: list[ChronologyEntry]) -> Statement:
    filled = actions.from_chronology(legal_adviser.viewer, case, "en")
    return actions.begin_statement(legal_adviser.viewer, case=case, title="Statement", language="en", paragraphs=filled)


def told(player: Player, case: Case, what: str, said: str, **more: object) -> ChronologyEntry:
    return actions.write_event(player.viewer, case=case, event=Event(what, said, **more))  # type: ignore[arg-type]


def latest(player: Player, row: Statement) -> "queries.Text":
    return queries.text(player.viewer, row)
