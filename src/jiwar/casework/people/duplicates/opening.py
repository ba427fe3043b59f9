"""Facts of every record as columns for one run, opened some at a time. Nothing of it is written anywhere."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, Final
from uuid import UUID

from jiwar.casework.people import name_index
from jiwar.casework.people.likeness import Facts, facts_of
from jiwar.casework.people.models import Person
from jiwar.foundation.vault import keys

AT_ONCE: Final = 1000
Record = dict[str, Any]


def opened(on_progress: Callable[[int], None]) -> Iterator[tuple[UUID, int, bool, Facts]]:
    """Id, number, whether hidden, and facts of everybody, by number."""
    last, done = 0, 0
    while True:
        rows = Person.objects.filter(number__gt=last, subject__erased_at__isnull=True).select_related("subject")
        people = list(rows.order_by("number")[:AT_ONCE])
        if not people:
            return
        with keys.session():
            facts = facts_of(people)
        yield from ((person.id, person.number, person.subject.hidden, facts[person.id]) for person in people)
        last, done = people[-1].number, done + len(people)
        on_progress(done)


def record(number: int, facts: Facts) -> Record:
    """One row of the table that is searched. Days are counted, so that intervals are compared as numbers."""
    return {
        "unique_id": number,
        "names": "\n".join(facts.names),
        "keys": sorted({key for name in facts.names for token in name_index.tokens(name) for key in token.keys}),
        "father": facts.father or None,
        "mother": facts.mother or None,
        "sex": facts.sex or None,
        "nationalities": sorted(facts.nationalities) or None,
        "phones": sorted(facts.phones) or None,
        "papers": sorted(number for _kind, number in facts.identifiers) or None,
        **_birth(facts),
    }


def _birth(facts: Facts) -> Record:
    said = facts.birth
    if said is None:
        return dict.fromkeys(("born_from", "born_to", "turned", "default_day"))
    days = said.interval
    exact = days.earliest if days.is_one_day else None
    return birth_columns(days.earliest, days.latest, exact)


def birth_columns(earliest: date, latest: date, exact: date | None) -> Record:
    """`turned`: the same for a day and for the day with month and day exchanged."""
    turned = f"{exact.year}|{min(exact.month, exact.day)}|{max(exact.month, exact.day)}" if exact else None
    return {
        "born_from": earliest.toordinal(),
        "born_to": latest.toordinal(),
        "turned": turned,
        "default_day": bool(exact and (exact.month, exact.day) == (1, 1)),
    }
