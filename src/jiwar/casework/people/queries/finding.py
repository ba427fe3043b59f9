"""The search, and the question 'is it one of these?' before somebody is registered."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from jiwar.casework.people import contributions, search, wording
from jiwar.casework.people.contributions import Found
from jiwar.casework.people.models import Person
from jiwar.casework.people.said_dates import SaidDate, from_data
from jiwar.casework.people.search import Likeness
from jiwar.foundation import vault
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access import policy
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.groups.statements import statement
from jiwar.foundation.languages.reader import format_given
from jiwar.foundation.vault.models import Subject
from jiwar.knowledge.calendars import fold_digits

MOST = 25
_NUMBER: Final = re.compile(r"(?:p\s*-?\s*)?0*(\d{1,7})", re.IGNORECASE | re.ASCII)


def find(viewer: Viewer, text: str) -> list[Found]:
    """People (and what rooms above add) that `text` names: a number, a telephone, an identifier, words of a name."""
    text = text.strip()[: search.LONGEST]
    answers = found_people(viewer, text)
    return answers + [more for finder in contributions.finders() for more in finder(viewer, text)] if text else []


def found_people(viewer: Viewer, text: str) -> list[Found]:
    policy.require(viewer, can.FIND_PEOPLE)
    if not text:
        return []
    found: dict[Person, list[str | Promise]] = {}
    for why, rows in _ways(viewer, text):
        for row in rows:
            found.setdefault(row, []).append(why)
    people = list(found)[:MOST]
    vault.prefetch(people)
    return [as_found(person, tuple(found[person])) for person in people]


def _ways(viewer: Viewer, text: str) -> list[tuple[str | Promise, Iterable[Person]]]:
    ways: list[tuple[str | Promise, Iterable[Person]]] = []
    number = _NUMBER.fullmatch(fold_digits(text))
    if number:
        ways.append((_("by number"), _numbered(viewer, int(number[1]))))
    phone = search.as_phone(text)
    if phone:
        ways.append((_("by telephone"), _those(viewer, tuple(search.ids_with_phone(phone)))))
    ways.append((_("by the number of a paper"), _those(viewer, tuple(search.ids_with_identifier(text)))))
    if not number:
        ways.append((_("by name"), _by_name(viewer, text)))
    return ways


def _by_name(viewer: Viewer, text: str) -> Iterable[Person]:
    bearing = search.bearing_words(text)
    if bearing is None:
        return _first_known(viewer, search.named(text))
    ids, keys = bearing
    return _bearing_all(viewer, tuple(ids), tuple(keys)) if keys else _those(viewer, tuple(ids))


def _first_known(viewer: Viewer, rows: QuerySet[Person]) -> QuerySet[Person]:
    return policy.known(viewer, rows.select_related("subject"), Subject.Kind.PERSON).order_by("-number")[:MOST]


@statement
def _numbered(viewer: Viewer, number: int) -> QuerySet[Person]:
    return _first_known(viewer, Person.objects.filter(number=number))


@statement
def _bearing_all(viewer: Viewer, ids: tuple[UUID, ...], keys: tuple[bytes, ...]) -> QuerySet[Person]:
    return _first_known(viewer, Person.objects.filter(*map(search.bears, keys), id__in=ids))


@statement
def _those(viewer: Viewer, ids: tuple[UUID, ...]) -> QuerySet[Person]:
    return _first_known(viewer, Person.objects.filter(id__in=ids))


def as_found(person: Person, why: tuple[str | Promise, ...] = ()) -> Found:
    name, other = wording.heading(person)
    return Found(
        kind=_("Person"),
        id=person.id,
        number=person.written_number,
        name=name,
        other_name=other,
        url=reverse("people:person", args=[person.id]),
        why=why,
        about=tuple(text for text in (wording.origin(person), wording.born(person)) if text),
    )


@dataclass(frozen=True)
class Sought:
    """What has been typed of a new registration so far. Telephones in E.164."""

    names: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    identifiers: tuple[str, ...] = ()
    birth: SaidDate | None = None


@dataclass(frozen=True)
class Likely:
    """An existing person a new registration may be. `sure`: an equal name or number, not only words in common."""

    found: Found
    sure: bool
    person: Person


def likely(viewer: Viewer, sought: Sought) -> list[Likely]:
    """Existing people the viewer may know, the likest first, each with its why. Asked before somebody is registered,
    one by one or from a list."""
    policy.require(viewer, can.IMPORT_PEOPLE if viewer.can(can.IMPORT_PEOPLE) else can.REGISTER_PEOPLE)
    among = policy.known(viewer, Person.objects.all(), Subject.Kind.PERSON)
    alike = search.alike(among, sought.names, sought.phones, sought.identifiers)
    rows = {row.id: row for row in Person.objects.filter(id__in=alike).select_related("subject")}
    vault.prefetch(rows.values())
    return [
        Likely(as_found(rows[id_], tuple(_why(likeness, rows[id_], sought))), is_sure(likeness), rows[id_])
        for id_, likeness in alike.items()
    ]


def is_sure(likeness: Likeness) -> bool:
    return likeness.same_name or likeness.same_phone or likeness.same_identifier


def _why(likeness: Likeness, person: Person, sought: Sought) -> Sequence[str]:
    why = []
    if likeness.same_identifier:
        why.append(gettext("the same number on a paper"))
    if likeness.same_phone:
        why.append(gettext("the same telephone"))
    if likeness.same_name:
        why.append(gettext("the same name"))
    elif likeness.shared_words:
        why.append(gettext("words of the name in common"))
    known = from_data(person.birth)
    if known and sought.birth:
        date = {"date": format_given(known.given)}
        may_be_same = known.interval.overlaps(sought.birth.interval)
        why.append((gettext("birth agrees: %(date)s") if may_be_same else gettext("birth differs: %(date)s")) % date)
    return why
