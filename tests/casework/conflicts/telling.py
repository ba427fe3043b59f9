"""Short ways to say who is opposed to whom, and what was decided."""

from jiwar.casework.cases import actions as cases
from jiwar.casework.cases.models import Assignment, Case
from jiwar.casework.conflicts import actions
from jiwar.casework.conflicts.models import Match, Opposed
from jiwar.casework.people.models import Person
from jiwar.foundation.access.models import Barrier
from jiwar.foundation.jobs import queue
from tests.casework.conflicts.conftest import MAN_IN_LATIN, Matter
from tests.cast import Cast, Player


def work() -> None:
    """The background does what waits for it."""
    while queue.run_next("tests"):
        pass


def opposes(matter: Matter, *names: str, person: Person | None = None) -> Opposed:
    """Her worker writes down that the man stands against her; the background looks."""
    called = names or (() if person else (MAN_IN_LATIN,))
    row = actions.mark(
        matter.her_worker.viewer, case=matter.hers, kind="former-partner", names=list(called), person=person
    )
    work()
    return row


def decide(player: Player, match: Match, state: str) -> Match:
    return actions.decide(player.viewer, match=match, state=state, reason="Asked both sides.", seen=match.state)


def give(cast: Cast, case: Case, player: Player) -> Assignment:
    return cases.assign(cast.coordinator.viewer, case=case, member=player.member, lead=False)


def walls() -> set[tuple[str, str]]:
    """Who is kept off which file, by name and number."""
    rows = Barrier.objects.filter(lowered_at__isnull=True).select_related("member__account")
    numbers = {case.subject_id: case.written_number for case in Case.objects.all()}
    numbers |= {person.subject_id: person.written_number for person in Person.objects.all()}
    return {(row.member.account.name, numbers[row.subject_id]) for row in rows}


__all__ = ["decide", "give", "opposes", "walls", "work"]
