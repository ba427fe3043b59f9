"""Registering a person: the search comes first, and again at the moment of saving."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from jiwar.casework.people import audit_kinds, twins, writing
from jiwar.casework.people.actions import sending
from jiwar.casework.people.models import Person, PersonName
from jiwar.casework.people.models.person import SERIES
from jiwar.casework.people.parts import Birth, Contact, Identifiers, Languages, Who
from jiwar.casework.people.queries.finding import Likely, Sought, likely
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access import grants, policy
from jiwar.foundation.access.compartments import GENERAL, IDENTITY
from jiwar.foundation.access.models import Grant
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.audit.kinds import Kind
from jiwar.foundation.audit.record import record
from jiwar.foundation.groups.numbering import next_number
from jiwar.foundation.vault.models import Subject

FIRST_CONTACT = timedelta(days=7)


class MaybeKnown(Exception):
    """The person may be registered already: `likely` are those the viewer may know. Ask, then say `none_of_these`."""

    def __init__(self, likely: Sequence[Likely]) -> None:
        super().__init__("may be registered already")
        self.likely = likely


@transaction.atomic
def register(
    viewer: Viewer,
    *,
    who: Who,
    birth: Birth | None = None,
    contact: Contact | None = None,
    languages: Languages | None = None,
    identifiers: Identifiers | None = None,
    none_of_these: bool = False,
    token: UUID | None = None,
) -> Person:
    """A new record and its number. Raises `MaybeKnown`. A form that is sent twice (`token`) registers once.

    The registrar sees what the front desk sees. Who works on files also gets the general part for seven days, to write
    down what is told at first contact, before the case has an owner.
    """
    policy.require(viewer, can.REGISTER_PEOPLE)
    row_id = sending.row_id(viewer, token)
    if (sent_before := Person.objects.filter(id=row_id).first()) is not None:
        return sent_before
    birth = birth or Birth()
    matches = likely(viewer, sought(who, birth, contact, identifiers))
    if any(match.asks for match in matches) and not none_of_these:
        raise MaybeKnown(matches)
    person = enter(
        viewer,
        row_id=row_id,
        who=who,
        birth=birth,
        contact=contact,
        languages=languages,
        identifiers=identifiers,
        kind=audit_kinds.REGISTERED_IN_SPITE if any(match.asks for match in matches) else audit_kinds.REGISTERED,
        about={"shown": len(matches)},
    )
    _open_for_first_contact(viewer, person)
    return person


def enter(
    viewer: Viewer,
    *,
    who: Who,
    birth: Birth | None = None,
    contact: Contact | None = None,
    languages: Languages | None = None,
    identifiers: Identifiers | None = None,
    kind: Kind = audit_kinds.REGISTERED,
    about: dict[str, Any] | None = None,
    row_id: UUID | None = None,
) -> Person:
    """The record itself. The caller has asked the policy and looked who is like them, and opened the transaction."""
    person = _new(row_id or uuid4(), viewer, who, birth or Birth(), languages or Languages())
    writing.put_names(person, who)
    if contact is not None:
        writing.put_contact(person, contact)
    if identifiers is not None and identifiers.given:
        writing.put_identifiers(person, identifiers)
    record(viewer, kind, subject=person.subject, compartment=IDENTITY, row=person, about=about)
    twins.look_later(person)
    return person


def sought(who: Who, birth: Birth, contact: Contact | None, identifiers: Identifiers | None) -> Sought:
    parents = {name.kind: name.text for name in reversed(who.names)}
    return Sought(
        names=tuple(name.text for name in who.names if name.kind not in PersonName.OF_PARENTS),
        phones=tuple(phone.number for phone in contact.phones) if contact else (),
        identifiers=tuple(given.number for given in identifiers.given) if identifiers else (),
        birth=birth.said,
        sex=who.sex,
        nationalities=who.nationalities,
        father=parents.get(PersonName.Kind.FATHER.value, ""),
        mother=parents.get(PersonName.Kind.MOTHER.value, ""),
    )


def _new(row_id: UUID, viewer: Viewer, who: Who, birth: Birth, languages: Languages) -> Person:
    subject = Subject.objects.create(kind=Subject.Kind.PERSON)
    number = next_number(SERIES)
    person = Person(id=row_id, subject=subject, compartment=IDENTITY.code, number=number, registered_by=viewer.member)
    writing.put_who(person, who)
    writing.put_birth(person, birth)
    writing.put_languages(person, languages)
    person.save()
    return person


def _open_for_first_contact(viewer: Viewer, person: Person) -> None:
    if viewer.can(can.WORK_ON_FILES):
        grants.give(
            viewer,
            member=viewer.member,
            subjects=[person.subject],
            compartments=[GENERAL],
            source=Grant.Source.REGISTERED,
            until=timezone.now() + FIRST_CONTACT,
        )
