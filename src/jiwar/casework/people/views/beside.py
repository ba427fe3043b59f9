"""Two records beside each other, line by line: what agrees, what differs, what only one of them says."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from jiwar.casework.people import parts
from jiwar.casework.people.models import Person
from jiwar.casework.people.queries import Sought
from jiwar.casework.people.views.comparing import Row, in_words, labels
from jiwar.foundation.languages.reader import format_day


@dataclass(frozen=True)
class Line:
    """`mark`: 'same', 'differs', or '' where one of the two does not say."""

    label: str
    one: str
    other: str
    mark: str


def beside(one: Person, other: Person) -> list[Line]:
    """Only what belongs to `identity`: who may know both may see it of both."""
    return [_line(name, mine, theirs) for name, mine, theirs in _pairs(one, other)] + [_registered(one, other)]


def _pairs(one: Person, other: Person) -> list[tuple[str, object, object]]:
    whos, births = (parts.who(one), parts.who(other)), (parts.birth(one), parts.birth(other))
    contacts, tongues = (parts.contact(one), parts.contact(other)), (parts.languages(one), parts.languages(other))
    papers = parts.identifiers(one), parts.identifiers(other)
    return [
        ("names", whos[0].names, whos[1].names),
        ("said", births[0].said, births[1].said),
        ("sex", whos[0].sex, whos[1].sex),
        ("nationalities", whos[0].nationalities, whos[1].nationalities),
        ("phones", _phones(contacts[0]), _phones(contacts[1])),
        ("given", papers[0].given, papers[1].given),
        ("spoken", _tongues(tongues[0]), _tongues(tongues[1])),
        ("area", whos[0].area, whos[1].area),
        ("arrived", whos[0].arrived, whos[1].arrived),
    ]


def _phones(contact: parts.Contact) -> tuple[str, ...]:
    return tuple(phone.number for phone in contact.phones)


def _tongues(languages: parts.Languages) -> tuple[str, ...]:
    return tuple(spoken.code for spoken in languages.spoken)


def typed_beside(typed: Sought, person: Person) -> list[Row]:
    """What is being registered beside an existing record, for `ui.compare`."""
    who, papers = parts.who(person), parts.identifiers(person).given
    phones = tuple(phone.number for phone in parts.phones_beside(person))
    lines = [
        _line("names", tuple(parts.NameGiven(name) for name in typed.names), who.names),
        _line("said", typed.birth, parts.birth(person).said),
        _line("sex", typed.sex, who.sex),
        _line("nationalities", typed.nationalities, who.nationalities),
        _line("phones", typed.phones, phones),
        _line("given", typed.identifiers, tuple(paper.number for paper in papers)),
    ]
    return [(line.label, line.one, line.other, line.mark == "differs") for line in lines]


def _line(name: str, one: object, other: object) -> Line:
    return Line(labels()[name], _told(name, one), _told(name, other), _mark(one, other))


def _told(name: str, value: object) -> str:
    if name == "phones" and isinstance(value, tuple):
        return in_words(tuple(parts.PhoneGiven(number) for number in value))
    if name == "spoken" and isinstance(value, tuple):
        return in_words(tuple(parts.Spoken(code) for code in value))
    return in_words(value)


def _mark(one: object, other: object) -> str:
    if not one or not other:
        return ""
    if isinstance(one, tuple) and isinstance(other, tuple) and set(one) & set(other):
        return "same"
    return "same" if one == other else "differs"


def _registered(one: Person, other: Person) -> Line:
    told = [format_day(timezone.localdate(each.registered_at), weekday=False) for each in (one, other)]
    return Line(_("Registered"), told[0], told[1], "")
