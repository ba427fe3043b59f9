"""What may be said on a case of the matches that touch it. A hidden file on the other side changes nothing here."""

from jiwar.casework.cases.models import Case
from jiwar.casework.conflicts import sides
from jiwar.casework.conflicts.models import Check, Match
from jiwar.foundation.vault.models import Subject

_OUTCOMES = (
    (frozenset(Match.STANDING), Check.Outcome.CONFLICT),
    (frozenset({Match.State.POSSIBLE}), Check.Outcome.POSSIBLE),
)


def told(case: Case) -> list[Match]:
    """Matches of which the case may tell that there is one: neither of whose other files is hidden.

    That of a hidden one is the data guardian's alone, whoever asks: the answer would say that there is such a file.
    """
    return [match for match in sides.touching(case) if not any(file.hidden for file in others(match, case))]


def others(match: Match, case: Case) -> list[Subject]:
    """The files a match joins, but the case itself."""
    return [file for file in files(match) if file.id != case.subject_id]


def files(match: Match) -> list[Subject]:
    found = [match.opposed.case.subject]
    return [*found, match.person.subject] if match.person else found


def is_silent(match: Match) -> bool:
    """Whether it is for the data guardian alone."""
    return any(file.hidden for file in files(match))


def of(case: Case) -> Check.Outcome:
    states = {match.state for match in told(case)}
    return next((outcome for of_these, outcome in _OUTCOMES if states & of_these), Check.Outcome.CLEAR)


def holds(case: Case) -> bool:
    """Whether nobody may begin to stand for the people on the case now."""
    return any(match.state in Match.HOLDING for match in told(case))
