"""Parts of a record as rows. Called by actions, which have asked the policy and opened the transaction."""

from jiwar.casework.people import search, wording
from jiwar.casework.people.models import Identifier, Person, PersonName, Phone, SafeContact
from jiwar.casework.people.parts import Birth, Contact, Identifiers, Languages, Who, as_data
from jiwar.foundation.access.compartments import IDENTITY


def put_who(person: Person, who: Who) -> None:
    """Fields and headings on `person` (saved by the caller), names as rows, and the index over them."""
    person.shown = who.own_name
    person.shown_other = _in_another_script(who)
    person.sex = who.sex
    person.nationalities = list(who.nationalities)
    person.area = who.area
    person.arrived = who.arrived.as_data() if who.arrived else None


def put_names(person: Person, who: Who) -> None:
    before = [row.text for row in PersonName.objects.filter(person=person)]
    PersonName.objects.filter(person=person).delete()
    PersonName.objects.bulk_create(
        [
            PersonName(
                person=person,
                subject_id=person.subject_id,
                compartment=IDENTITY.code,
                position=position,
                kind=name.kind,
                text=name.text,
            )
            for position, name in enumerate(who.names)
        ]
    )
    search.index_names(person, [name.text for name in who.names], before)


def _in_another_script(who: Who) -> str:
    main = wording.script(who.own_name)
    bearing = {PersonName.Kind.OWN.value, PersonName.Kind.DOCUMENT.value}
    texts = [name.text for name in who.names if name.kind in bearing]
    return next((text for text in texts if wording.script(text) not in {main, ""}), "")


def put_birth(person: Person, birth: Birth) -> None:
    person.birth = birth.said.as_data() if birth.said else None
    person.age_disputed = birth.disputed


def put_languages(person: Person, languages: Languages) -> None:
    person.languages = [as_data(spoken) for spoken in languages.spoken]
    person.interpreter = as_data(languages.interpreter)


def put_contact(person: Person, contact: Contact) -> None:
    Phone.objects.filter(person=person).delete()
    Phone.objects.bulk_create(
        [
            Phone(
                person=person,
                subject_id=person.subject_id,
                compartment=IDENTITY.code,
                position=position,
                number=phone.number,
                whose=phone.whose,
                key=search.phone_key(phone.number),
            )
            for position, phone in enumerate(contact.phones)
        ]
    )
    safe = SafeContact.objects.filter(person=person).first() or SafeContact(
        person=person, subject_id=person.subject_id, compartment=IDENTITY.code
    )
    safe.when, safe.note, safe.code_word = contact.when, contact.note, contact.code_word
    safe.shared_phone, safe.never_name_us = contact.shared_phone, contact.never_name_us
    safe.save()


def put_identifiers(person: Person, identifiers: Identifiers) -> None:
    Identifier.objects.filter(person=person).delete()
    Identifier.objects.bulk_create(
        [
            Identifier(
                person=person,
                subject_id=person.subject_id,
                compartment=IDENTITY.code,
                position=position,
                kind=given.kind,
                number=given.number,
                country=given.country,
                valid_until=given.valid_until.isoformat() if given.valid_until else "",
                key=search.identifier_key(given.number),
            )
            for position, given in enumerate(identifiers.given)
        ]
    )
