"""The search: what was typed, and whom it names."""

import re
from collections.abc import Iterable
from typing import Final
from uuid import UUID

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from jiwar.casework.people import contributions, search
from jiwar.casework.people.contributions import Found
from jiwar.casework.people.models import Person
from jiwar.casework.people.queries.by_name import by_name
from jiwar.casework.people.queries.found import READ, SHOWN, address_of_nobody, as_found
from jiwar.casework.people.queries.likely import Likely, Sought, likely
from jiwar.foundation import vault
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access import policy
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.groups.statements import statement
from jiwar.foundation.vault.models import Subject
from jiwar.knowledge.calendars import fold_digits

__all__ = ["Likely", "Sought", "as_found", "find", "found_people", "likely"]

MOST = 25
_NUMBER: Final = re.compile(r"(?:p\s*-?\s*)?0*(\d{1,7})", re.IGNORECASE | re.ASCII)


def find(viewer: Viewer, text: str, *, most: int = MOST) -> list[Found]:
    """People (and what rooms above add) that `text` names: a number, a telephone, an identifier, a name as heard."""
    text = text.strip()[: search.LONGEST]
    answers = found_people(viewer, text, most=most)
    more = [each for finder in contributions.finders() for each in finder(viewer, text)] if text else []
    return (more + answers)[:most] if more else answers


def found_people(viewer: Viewer, text: str, *, most: int = MOST) -> list[Found]:
    policy.require(viewer, can.FIND_PEOPLE)
    text = text.strip()[: search.LONGEST]
    if not text:
        return []
    found: dict[Person, list[str | Promise]] = {}
    for why, rows in _ways(viewer, text):
        for row in rows:
            found.setdefault(row, []).append(why)
    named = {} if _NUMBER.fullmatch(fold_digits(text)) else by_name(viewer, text, most=most)
    for person, hit in named.items():
        found.setdefault(person, []).append(hit.why)
    people = vault.opened(list(found)[:most], *SHOWN)
    levels = {person: hit.level for person, hit in named.items()}
    address = address_of_nobody()
    return [as_found(person, tuple(found[person]), levels.get(person, ""), address) for person in people]


def _ways(viewer: Viewer, text: str) -> list[tuple[str | Promise, Iterable[Person]]]:
    ways: list[tuple[str | Promise, Iterable[Person]]] = []
    number = _NUMBER.fullmatch(fold_digits(text))
    if number:
        ways.append((_("by number"), _numbered(viewer, int(number[1]))))
    phone = search.as_phone(text)
    if phone:
        ways.append((_("by telephone"), _those(viewer, tuple(search.ids_with_phone(phone)))))
    ways.append((_("by the number of a paper"), _those(viewer, tuple(search.ids_with_identifier(text)))))
    return ways


def _first_known(viewer: Viewer, rows: QuerySet[Person]) -> QuerySet[Person]:
    return policy.known(viewer, rows, Subject.Kind.PERSON).only(*READ).order_by("-number")[:MOST]


@statement
def _numbered(viewer: Viewer, number: int) -> QuerySet[Person]:
    return _first_known(viewer, Person.objects.filter(number=number))


@statement
def _those(viewer: Viewer, ids: tuple[UUID, ...]) -> QuerySet[Person]:
    return _first_known(viewer, Person.objects.filter(id__in=ids))
