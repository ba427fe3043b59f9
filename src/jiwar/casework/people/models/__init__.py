"""Rows of this room. What could identify somebody is sealed; what is plain are ids, numbers, times and states."""

from jiwar.casework.people.imports.models import ImportedRow, ImportMapping, ImportMark, PeopleImport
from jiwar.casework.people.models.consent import Consent, ConsentStep
from jiwar.casework.people.models.contact import Identifier, Phone, SafeContact
from jiwar.casework.people.models.draft import RegistrationDraft
from jiwar.casework.people.models.family import Household, HouseholdMember, Relation, RelationCircumstance
from jiwar.casework.people.models.need import SpecificNeed
from jiwar.casework.people.models.pair import Pair, PairSearch
from jiwar.casework.people.models.person import NameIndex, Person, PersonName

__all__ = [
    "Consent",
    "ConsentStep",
    "Household",
    "HouseholdMember",
    "Identifier",
    "ImportMapping",
    "ImportMark",
    "ImportedRow",
    "NameIndex",
    "Pair",
    "PairSearch",
    "PeopleImport",
    "Person",
    "PersonName",
    "Phone",
    "RegistrationDraft",
    "Relation",
    "RelationCircumstance",
    "SafeContact",
    "SpecificNeed",
]
