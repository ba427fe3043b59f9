"""What lies about and speaks of somebody: lists that are being brought in, and registrations laid aside.

A row that waits for a decision points at nobody yet, and a draft never does. So both are read: the same name as
written, the same telephone, or the same paper is enough. A list is closed whole, and can be brought in again.
"""

import re
from collections.abc import Iterable
from typing import Final

from jiwar.casework.people import parts
from jiwar.casework.people.models import ImportedRow, PeopleImport, Person, RegistrationDraft
from jiwar.casework.people.normalising import normalised, normalised_identifier
from jiwar.foundation import vault
from jiwar.knowledge.calendars import fold_digits

AT_ONCE: Final = 2000
_DIGITS: Final = 8
"""Of a telephone from its end: what stands before them is written in many ways."""


def about(person: Person) -> list[PeopleImport]:
    """Open lists, with what they need to be closed."""
    rows = PeopleImport.objects.exclude(state=PeopleImport.State.CLOSED).select_related("subject", "file")
    brought = list(rows)
    if not brought:
        return []
    marks = _Marks(person)
    vault.prefetch(brought)
    return [each for each in brought if _holds(each, person, marks)]


def drafts_about(person: Person) -> list[RegistrationDraft]:
    """Of any member: what they typed and did not finish."""
    drafts = list(RegistrationDraft.objects.select_related("subject"))
    if not drafts:
        return []
    marks = _Marks(person)
    vault.prefetch(drafts)
    return [draft for draft in drafts if marks.met_in(_texts(draft.typed))]


def _holds(brought: PeopleImport, person: Person, marks: "_Marks") -> bool:
    rows = ImportedRow.objects.filter(of=brought)
    if rows.filter(person=person).exists() or marks.met_in(_texts(brought.about)):
        return True
    return any(marks.met_in(_texts(row.cells)) for row in rows.filter(person__isnull=True).iterator(AT_ONCE))


def _texts(value: object) -> Iterable[str]:
    """Every text in what JSON holds."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each)


class _Marks:
    """What the person is known by, in the form it is compared in."""

    def __init__(self, person: Person) -> None:
        self.names = {normalised(name.text) for name in parts.who(person).names if " " in name.text.strip()}
        self.phones = {_digits(phone.number)[-_DIGITS:] for phone in person.phones.all()}
        self.papers = {normalised_identifier(paper.number) for paper in parts.identifiers(person).given}

    def met_in(self, texts: Iterable[str]) -> bool:
        return any(self._met(text) for text in texts)

    def _met(self, text: str) -> bool:
        digits = _digits(text)
        if len(digits) >= _DIGITS and any(digits.endswith(phone) for phone in self.phones if phone):
            return True
        return normalised(text) in self.names or normalised_identifier(text) in self.papers - {""}


def _digits(text: str) -> str:
    return re.sub(r"\D", "", fold_digits(text))
