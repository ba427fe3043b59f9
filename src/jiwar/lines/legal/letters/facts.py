"""What the file knows for a letter: of the person, the case, the group, and of what happened in the procedures.

Raw, as JSON: the same facts are put into words for each language of the letter, and again for its next version.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from jiwar.casework.cases import clock
from jiwar.casework.cases.models import Case
from jiwar.casework.people import parts
from jiwar.casework.people.models import Person
from jiwar.casework.people.said_dates import from_data
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.groups.models import Office
from jiwar.foundation.papers.coverage import can_write
from jiwar.knowledge.procedures import EventKind
from jiwar.lines.legal import queries, standings
from jiwar.lines.legal.letters.catalogue import REFUSALS, LetterKind
from jiwar.lines.legal.overriding import packs

NOT_SURE: Final = "not read"
"""A basis whose text nobody has read is not printed as one."""


@dataclass(frozen=True, slots=True)
class Happened:
    """What was recorded in a running procedure: which pack says what follows, and when it was."""

    kind: EventKind
    day: date
    exact: bool
    pack: str
    tracks: tuple[str, ...]


def happened_in(viewer: Viewer, case: Case) -> list[Happened]:
    """The events in force of the case's running procedures, oldest first."""
    found = [
        Happened(event.kind, event.given.best(), event.given.day is not None, row.pack, tuple(row.tracks))
        for row in queries.procedures_of(viewer, case)
        if row.is_open
        for event in standings.recorded_events(row)
    ]
    return sorted(found, key=lambda event: event.day)


def fits(kind: LetterKind, happened: list[Happened], made: frozenset[str]) -> bool:
    """Whether the letter is one to make now."""
    if kind.at_first and kind.code not in made:
        return True
    begun = [event.day for event in happened if event.kind in kind.after]
    ended = [event.day for event in happened if event.kind in kind.until]
    return bool(begun) and not (ended and max(ended) >= max(begun))


def known_answers(happened: list[Happened]) -> dict[str, Any]:
    """What the procedures answer of what a letter asks."""
    return {
        "notified_on": _last_day(happened, REFUSALS),
        "held_since": _last_day(happened, frozenset({EventKind.DETENTION_ORDERED})),
    }


def _last_day(happened: list[Happened], kinds: frozenset[EventKind]) -> date | None:
    days = [event.day for event in happened if event.kind in kinds and event.exact]
    return days[-1] if days else None


def bases(happened: list[Happened]) -> list[tuple[str, str]]:
    """The legal bases for answering the last refusal, by the rules of its day: `pack:rule`, and the record's words."""
    refused = [event for event in happened if event.kind in REFUSALS]
    if not refused:
        return []
    last = refused[-1]
    pack = packs.load(last.pack).in_force(last.day)
    rules = (
        rule
        for rule in pack.rules_on(frozenset(last.tracks))
        if last.kind in rule.reading.starts_from and rule.legal_basis and NOT_SURE not in rule.legal_basis
    )
    found = {rule.legal_basis: f"{pack.id}:{rule.id}" for rule in reversed(list(rules))}
    return [(code, words) for words, code in found.items()]


@dataclass(frozen=True, slots=True)
class Names:
    """Of a person, as a letter prints them. `left_out`: the fonts of paper cannot write their script. Where that holds
    for all of them the first is printed, and is `doubtful`."""

    printed: tuple[str, ...]
    left_out: tuple[str, ...]
    doubtful: bool


def names_of(person: Person) -> Names:
    known = [name for name in (person.shown, person.shown_other) if name]
    written = [name for name in known if can_write(name)]
    printed = written or known[:1]
    return Names(tuple(printed), tuple(name for name in known if name not in printed), not written)


def of_file(viewer: Viewer, case: Case, person: Person, office: Office | None, adviser: str) -> dict[str, Any]:
    """Everything of the file that a letter may print."""
    birth = from_data(person.birth)
    languages = parts.languages(person)
    paper = next(iter(parts.identifiers(person).given), None)
    return {
        "names": list(names_of(person).printed),
        "birth": birth.given.as_plain() if birth else None,
        "nationalities": list(person.nationalities),
        "paper": {"kind": paper.kind, "number": paper.number} if paper else None,
        "languages": [spoken.code for spoken in languages.spoken],
        "dialect": languages.spoken[0].dialect if languages.spoken else "",
        "interpreter_gender": languages.interpreter.gender,
        "case_number": case.written_number,
        "adviser": adviser,
        "group": viewer.group.name,
        "office": {"name": office.name, "area": office.area, "phone": office.phone} if office else None,
        "fictional": viewer.group.fictional,
        "digits": viewer.group.digits,
        "months": viewer.group.months,
        "today": clock.today().isoformat(),
    }
