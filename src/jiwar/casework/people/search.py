"""Finding people by name, telephone or identifier while all three are sealed.

A name is found by its skeleton keys, however it was heard and in any script: whoever bears the rarest of them is opened
and compared. A telephone and the number of a paper are found exactly.
"""

from collections.abc import Iterable
from typing import Final
from uuid import UUID

import numpy as np
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from jiwar.casework.people import name_index
from jiwar.casework.people.models import Identifier, Person, Phone
from jiwar.casework.people.name_index import Candidates, Numbers
from jiwar.casework.people.normalising import LONGEST, normalised, normalised_identifier, words
from jiwar.foundation.access import policy
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.groups.context import current_group
from jiwar.foundation.groups.statements import statement
from jiwar.foundation.languages.phones import normalised_phone
from jiwar.foundation.vault import blind
from jiwar.foundation.vault.models import Subject

__all__ = ["LONGEST", "normalised", "normalised_identifier", "words"]

MOST_OPENED: Final = 60
"""Names opened and compared for one question."""
NOBODY: Final = UUID(int=0)
"""Stands in every list of ids, so that finding nobody asks the database as often as finding somebody hidden."""


def phone_key(number: str) -> bytes:
    """To be written with a number in E.164."""
    return blind.index("phone", number)


def identifier_key(text: str) -> bytes:
    """To be written with a paper's number."""
    return blind.index("identifier", normalised_identifier(text))


def index_names(person: Person, names: Iterable[str], before: Iterable[str] = ()) -> None:
    """Makes the person found by exactly these names, no longer by those they had before."""
    name_index.put(person.number, names, before)


def forget_names(person: Person, names: Iterable[str]) -> None:
    """For a record that is taken away: its number leaves every list."""
    name_index.put(person.number, (), names)


def may_be_named(viewer: Viewer, texts: Iterable[str]) -> Candidates:
    """People of whom some part of a name sounds like one typed, the likeliest first, whom the viewer may know.

    Hidden people, and those whom a barrier closes to the viewer, are set aside before the list is cut, so that they
    push nobody out of it.
    """
    unseen = policy.unseen_by(viewer, Subject.Kind.PERSON)
    return name_index.candidates(texts, most=MOST_OPENED, leaving_out=_numbers_of((NOBODY, *unseen)))


def hidden_who_may_be_named(texts: Iterable[str]) -> Candidates:
    """Among all hidden files, whoever may know them: for the data guardian's silent message alone."""
    return name_index.candidates(texts, most=MOST_OPENED, only=_numbers_of((NOBODY, *_all_hidden())))


def anybody_who_may_be_named(texts: Iterable[str]) -> Candidates:
    """Among all files that are not hidden: for the queue, which shows each viewer whom they may know."""
    return name_index.candidates(texts, most=MOST_OPENED, leaving_out=_numbers_of((NOBODY, *_all_hidden())))


@statement
def _all_hidden() -> QuerySet[Subject, UUID]:
    return Subject.objects.filter(hidden=True, kind=Subject.Kind.PERSON.value).values_list("id", flat=True)


def _numbers_of(subjects: tuple[UUID, ...]) -> Numbers:
    return np.array(_numbered(subjects), np.int64)


@statement
def _numbered(subjects: tuple[UUID, ...]) -> QuerySet[Person, int]:
    return Person.objects.filter(subject__in=subjects).values_list("number", flat=True)


def ids_with_phone(number: str) -> list[UUID]:
    """Everyone with the telephone, and `NOBODY`."""
    return [NOBODY, *_phoning(tuple(blind.indexes("phone", number)))]


@statement
def _phoning(keys: tuple[bytes, ...]) -> QuerySet[Phone, UUID]:
    return Phone.objects.filter(key__in=keys).values_list("person_id", flat=True)


def ids_with_identifier(text: str) -> list[UUID]:
    """Everyone with the paper's number, and `NOBODY`; two letters are no number."""
    if len(normalised_identifier(text)) < 3:
        return [NOBODY]
    return [NOBODY, *_identified(tuple(blind.indexes("identifier", normalised_identifier(text))))]


@statement
def _identified(keys: tuple[bytes, ...]) -> QuerySet[Identifier, UUID]:
    return Identifier.objects.filter(key__in=keys).values_list("person_id", flat=True)


def as_phone(text: str) -> str:
    """The typed text as a number in E.164, or empty when it is none."""
    if sum(mark.isdigit() for mark in text) < 6:
        return ""
    try:
        return normalised_phone(text, current_group().country)
    except ValidationError:
        return ""
