"""A person who is nobody: what the data guardian's room of decoys asks this room to invent."""

from django.db import transaction

from jiwar.casework.people import writing
from jiwar.casework.people.models import Person
from jiwar.casework.people.models.person import SERIES
from jiwar.casework.people.parts import Birth, Contact, Languages, NameGiven, PhoneGiven, Who
from jiwar.casework.people.said_dates import SaidDate
from jiwar.foundation.access.actions.decoys import Invented
from jiwar.foundation.access.compartments import IDENTITY
from jiwar.foundation.groups.numbering import next_number
from jiwar.foundation.vault.models import Subject
from jiwar.knowledge.calendars import Calendar, GivenDate


@transaction.atomic
def invent(invented: Invented) -> Subject:
    """A record with the next number, found like any other. Nothing in its rows says what it is.

    Who may do this, and that it was done, is the asking room's to know.
    """
    names = tuple(NameGiven(text) for text in (invented.name, invented.other_name) if text)
    who = Who(names, nationalities=(invented.nationality,) if invented.nationality else ())
    subject = Subject.objects.create(kind=Subject.Kind.PERSON)
    person = Person(
        subject=subject, compartment=IDENTITY.code, number=next_number(SERIES), registered_by=invented.registrar
    )
    writing.put_who(person, who)
    said = SaidDate(GivenDate(Calendar.GREGORIAN, invented.born, about=True)) if invented.born else None
    writing.put_birth(person, Birth(said))
    writing.put_languages(person, Languages())
    person.save()
    writing.put_names(person, who)
    writing.put_contact(person, Contact((PhoneGiven(invented.phone),) if invented.phone else ()))
    return subject
