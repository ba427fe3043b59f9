"""A person as an answer of the search."""

from typing import Final

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from jiwar.casework.people import wording
from jiwar.casework.people.contributions import Found
from jiwar.casework.people.models import Person


SHOWN: Final = ("shown", "shown_other", "nationalities", "birth")
READ: Final = ("subject", "compartment", "number", *SHOWN)
"""Columns of an answer: sealed ones to be opened, and all there are to be read."""


def as_found(person: Person, why: tuple[str | Promise, ...] = (), level: str = "") -> Found:
    name, other = wording.heading(person)
    return Found(
        kind=_("Person"),
        id=person.id,
        number=person.written_number,
        name=name,
        other_name=other,
        url=reverse("people:person", args=[person.id]),
        why=why,
        level=level,
        about=tuple(text for text in (wording.origin(person), wording.born(person)) if text),
    )
