"""What the file knows of what an interview asks: offered as an answer, to be looked at, never saved by itself.

And the other way: of a finished interview, what the letters of the case ask for too.
"""

from collections.abc import Callable
from typing import Any, Final

from jiwar.casework.cases.models import Case
from jiwar.casework.people import parts
from jiwar.casework.people.models import Person
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.languages.spoken import language_name
from jiwar.knowledge.instruments import Answers, Interview, Question, fits, told
from jiwar.knowledge.procedures import Event, EventKind, HowNotified
from jiwar.lines.legal import queries, standings
from jiwar.lines.legal.letters import facts
from jiwar.lines.legal.letters.asked import ASKED, Shape
from jiwar.lines.legal.letters.catalogue import REFUSALS
from jiwar.lines.legal.letters.queries import answers_of

_DECISIONS: Final = {
    EventKind.REFUSAL_NOTIFIED: "refusal",
    EventKind.INADMISSIBILITY_NOTIFIED: "not-examined",
    EventKind.WITHDRAWAL_NOTIFIED: "withdrawn",
    EventKind.CESSATION_NOTIFIED: "ended",
    EventKind.DEPORTATION_DECISION_NOTIFIED: "leave",
}
_HOW: Final = {
    HowNotified.IN_PERSON: "hand",
    HowNotified.BY_POST: "post",
    HowNotified.ELECTRONIC: "electronic",
    HowNotified.ORALLY: "aloud",
}
_INTERPRETERS: Final = {"female": "woman", "male": "man"}


def known_of(viewer: Viewer, case: Case, person: Person | None, language: str, question: Question) -> Any:
    """The answer the file knows, where it fits the question; None: it knows none."""
    if not question.known:
        return None
    finders: tuple[Callable[[], dict[str, Any]], ...] = (
        lambda: dict(answers_of(viewer, case)),
        lambda: _of_person(person, language),
        lambda: _of_events(viewer, case),
    )
    found = next((answer for find in finders if (answer := find().get(question.known))), None)
    return found if fits(question, found) else None


def for_letters(of: Interview, answers: Answers) -> dict[str, str]:
    """What was answered that the letters of the case ask once for all of them, by the name they have for it."""
    return {
        question.known: answer.strip()
        for question, answer in told(of, answers)
        if question.known in ASKED and ASKED[question.known].of_case and ASKED[question.known].shape in _TYPED
    }


_TYPED: Final = frozenset({Shape.LINE, Shape.LINES, Shape.NUMBER})


def _of_person(person: Person | None, language: str) -> dict[str, Any]:
    if person is None:
        return {}
    languages = parts.languages(person)
    spoken = next(iter(languages.spoken), None)
    return {
        "name": next(iter(facts.names_of(person).printed), ""),
        "language": language_name(spoken.code, language) if spoken else "",
        "interpreter": _INTERPRETERS.get(languages.interpreter.gender, ""),
    }


def _of_events(viewer: Viewer, case: Case) -> dict[str, Any]:
    """From the running procedures: the last decision against the person, and the last interview before it."""
    rows = [row for row in queries.procedures_of(viewer, case) if row.is_open]
    events = sorted((event for row in rows for event in standings.recorded_events(row)), key=_day)
    decided = next((event for event in reversed(events) if event.kind in REFUSALS), None)
    heard = next((event for event in reversed(events) if event.kind is EventKind.INTERVIEW_HELD), None)
    found: dict[str, Any] = {}
    if decided is not None:
        found["decision"] = _DECISIONS.get(decided.kind, "")
        found["notified_on"] = decided.given.as_plain()
        found["how"] = _HOW.get(decided.how_notified, "") if decided.how_notified else ""
    if heard is not None:
        found |= {"heard": "yes", "heard_on": heard.given.as_plain()}
    return found


def _day(event: Event) -> Any:
    return event.given.best()
