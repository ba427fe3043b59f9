"""A person as an answer of the search."""

from typing import Final

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from jiwar.casework.people import wording
from jiwar.casework.people.contributions import Found
from jiwar.casework.people.models import Person
from jiwar.casework.people.search import NOBODY

SHOWN: Final = ("shown", "shown_other", "nationalities", "birth")
READ: Final = ("subject", "compartment", "number", *SHOWN)
"""Columns of an answer: sealed ones to be opened, and all there are to be read."""
_NOBODY: Final = str(NOBODY)


def address_of_nobody() -> str:
    """The address of a person's page, to be given each one's id."""
    return reverse("people:person", args=[NOBODY])


def as_found(person: Person, why: tuple[str | Promise, ...] = (), level: str = "", address: str = "") -> Found:
    """`address`: where `NOBODY` would stand. To work it out takes long where there are many to be shown."""
    name, other = wording.heading(person)
    return Found(
        kind=_("Person"),
        id=person.id,
        number=person.written_number,
        name=name,
        other_name=other,
        url=(address or address_of_nobody()).replace(_NOBODY, str(person.id)),
        why=why,
        level=level,
        about=tuple(text for text in (wording.origin(person), wording.born(person)) if text),
    )
