"""What a person tells in one breath: the parts in which a record is registered, edited and compared."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from jiwar.casework.people.models import Identifier, Person, PersonName, Phone, SafeContact
from jiwar.casework.people.said_dates import SaidDate, from_data
from jiwar.foundation.groups.statements import statement
from jiwar.foundation.languages.phones import shown_phone


class Speaks(models.TextChoices):
    FIRST = "first", _("first language")
    WELL = "well", _("well")
    LITTLE = "little", _("a little")


class Reads(models.TextChoices):
    NOT_ASKED = "", _("not asked")
    YES = "yes", _("yes")
    NO = "no", _("no")


class InterpreterGender(models.TextChoices):
    ANY = "", _("Either")
    FEMALE = "female", _("A woman")
    MALE = "male", _("A man")


@dataclass(frozen=True)
class NameGiven:
    text: str
    kind: str = PersonName.Kind.OWN.value

    @property
    def kind_words(self) -> str:
        return str(PersonName.Kind(self.kind).label)


@dataclass(frozen=True)
class Who:
    names: tuple[NameGiven, ...]
    sex: str = ""
    nationalities: tuple[str, ...] = ()
    area: str = ""
    arrived: SaidDate | None = None

    @property
    def own_name(self) -> str:
        """The name to head the record with: the first own name, else the first of any kind."""
        own = [name.text for name in self.names if name.kind == PersonName.Kind.OWN]
        return (own or [name.text for name in self.names])[0]


@dataclass(frozen=True)
class Birth:
    said: SaidDate | None = None
    disputed: bool = False


@dataclass(frozen=True)
class PhoneGiven:
    """`number` in E.164."""

    number: str
    whose: str = Phone.Whose.OWN.value

    @property
    def shown(self) -> str:
        """Spaced for reading aloud."""
        return shown_phone(self.number)


@dataclass(frozen=True)
class Contact:
    """`shared_phone` and `never_name_us`: 'yes', 'no' or '' (not asked)."""

    phones: tuple[PhoneGiven, ...] = ()
    when: str = ""
    shared_phone: str = ""
    never_name_us: str = "yes"
    code_word: str = ""
    note: str = ""


@dataclass(frozen=True)
class Spoken:
    code: str
    dialect: str = ""
    speaks: str = Speaks.WELL.value
    reads: str = ""

    @property
    def speaks_words(self) -> str:
        return str(Speaks(self.speaks).label)


@dataclass(frozen=True)
class InterpreterWishes:
    gender: str = ""
    not_from: str = ""
    note: str = ""


@dataclass(frozen=True)
class Languages:
    spoken: tuple[Spoken, ...] = ()
    interpreter: InterpreterWishes = InterpreterWishes()


@dataclass(frozen=True)
class IdentifierGiven:
    number: str
    kind: str = Identifier.Kind.OTHER.value
    country: str = ""
    valid_until: date | None = None

    @property
    def kind_words(self) -> str:
        return str(Identifier.Kind(self.kind).label)


@dataclass(frozen=True)
class Identifiers:
    given: tuple[IdentifierGiven, ...] = ()


Part = Who | Birth | Contact | Languages | Identifiers

WHO, BIRTH, CONTACT, LANGUAGES, IDENTIFIERS = "who", "birth", "contact", "languages", "identifiers"


def who(person: Person) -> Who:
    names = tuple(NameGiven(row.text, row.kind) for row in person.names.all())
    return Who(names, person.sex, tuple(person.nationalities), person.area, from_data(person.arrived))


def birth(person: Person) -> Birth:
    return Birth(from_data(person.birth), bool(person.age_disputed))


def contact(person: Person) -> Contact:
    phones = tuple(PhoneGiven(row.number, row.whose) for row in _phones(person.id))
    found = _safe_contact(person.id)
    if not found:
        return Contact(phones)
    safe = found[0]
    return Contact(phones, safe.when, safe.shared_phone, safe.never_name_us, safe.code_word, safe.note)


def phones_beside(person: Person) -> tuple[PhoneGiven, ...]:
    """The telephones of one of several people, all fetched together before."""
    return tuple(PhoneGiven(row.number, row.whose) for row in person.phones.all())


@statement
def _phones(person: UUID) -> QuerySet[Phone]:
    return Phone.objects.filter(person=person)


@statement
def _safe_contact(person: UUID) -> QuerySet[SafeContact]:
    return SafeContact.objects.filter(person=person)[:1]


def languages(person: Person) -> Languages:
    return Languages(tuple(Spoken(**row) for row in person.languages), InterpreterWishes(**(person.interpreter or {})))


def identifiers(person: Person) -> Identifiers:
    rows = person.identifiers.all()
    return Identifiers(
        tuple(
            IdentifierGiven(
                row.number, row.kind, row.country, date.fromisoformat(row.valid_until) if row.valid_until else None
            )
            for row in rows
        )
    )


def as_data(part: Spoken | InterpreterWishes) -> dict[str, Any]:
    return asdict(part)
