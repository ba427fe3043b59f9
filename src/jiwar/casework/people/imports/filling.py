"""Adding to a file what a row says and the file does not. What the file says already is never written over; what was
added can be taken away again."""

from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from jiwar.casework.people import audit_kinds, parts, search, twins, writing
from jiwar.casework.people.imports.entry import Entry
from jiwar.casework.people.imports.fields import PAPERS
from jiwar.casework.people.imports.models import ImportedRow
from jiwar.casework.people.models import Person, PersonName
from jiwar.casework.people.models.person import Sex
from jiwar.casework.people.parts import Birth, IdentifierGiven, Identifiers, Languages, NameGiven, Who
from jiwar.casework.people.queries import filling_right
from jiwar.foundation.access import policy
from jiwar.foundation.access.compartments import IDENTITY
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.audit.record import record

_SINGLE = ("sex", "nationalities", "area", "arrived")
_FIELD = {"sex": "sex", "nationalities": "nationality", "area": "area", "arrived": "arrived"}
_KIND_OF_PAPER = {kind: meant for meant, kind in PAPERS.items()}


@dataclass
class Filled:
    """`added` as data, for undoing; `fields` and `kept`: codes of `fields` that were added to, or left as they were."""

    added: dict[str, Any] = field(default_factory=dict)
    fields: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)


def fill(viewer: Viewer, person: Person, entry: Entry, *, import_id: str) -> Filled:
    """Inside the caller's transaction. Raises `NotThere`, `Refused`."""
    stored = _writable(viewer, person)
    filled = Filled()
    touched = [part for part, changed in _steps(stored, entry, filled) if changed]
    if touched:
        _save(viewer, stored, touched, filled.fields, import_id)
        twins.look_later(stored)
    return filled


def _writable(viewer: Viewer, person: Person) -> Person:
    """The record as it stands now, locked."""
    stored = Person.objects.select_for_update(of=("self",)).select_related("subject").get(id=person.id)
    policy.require(viewer, filling_right(), subject=stored.subject)
    return stored


def _steps(stored: Person, entry: Entry, filled: Filled) -> list[tuple[str, bool]]:
    return [
        (parts.WHO, _who(stored, entry, filled)),
        (parts.BIRTH, _birth(stored, entry, filled)),
        (parts.CONTACT, _contact(stored, entry, filled)),
        (parts.LANGUAGES, _languages(stored, entry, filled)),
        (parts.IDENTIFIERS, _identifiers(stored, entry, filled)),
    ]


def _save(viewer: Viewer, stored: Person, touched: list[str], fields: list[str], import_id: str) -> None:
    stored.version += 1
    stored.changed_at_version = {**stored.changed_at_version, **dict.fromkeys(touched, stored.version)}
    stored.save()
    about = {"part": " ".join(touched), "fields": fields, "import": import_id}
    record(viewer, audit_kinds.CHANGED, subject=stored.subject, compartment=IDENTITY, row=stored, about=about)
    _let_other_rows_go_along(stored, import_id)


def _let_other_rows_go_along(stored: Person, import_id: str) -> None:
    """A list that changes what another of its rows has added to is no reason not to undo that row."""
    for row in ImportedRow.objects.filter(of=UUID(import_id), person=stored):
        if row.told.get("version") == stored.version - 1:
            row.told = {**row.told, "version": stored.version}
            row.save()


def _who(stored: Person, entry: Entry, filled: Filled) -> bool:
    before = parts.who(stored)
    names = _new_names(before, entry.who, filled)
    changes: dict[str, Any] = {}
    for name in _SINGLE:
        known, said = getattr(before, name), getattr(entry.who, name)
        if said and not known:
            changes[name] = said
            filled.fields.append(_FIELD[name])
        elif said and said != known:
            filled.kept.append(_FIELD[name])
    if not names and not changes:
        return False
    if names:
        filled.added["names"] = [[name.text, name.kind] for name in names]
        filled.fields.append("name")
    if changes:
        filled.added["who"] = sorted(changes)
    _put_who(stored, replace(before, names=before.names + tuple(names), **changes), names=bool(names))
    return True


def _put_who(stored: Person, who: Who, *, names: bool) -> None:
    writing.put_who(stored, who)
    if names:
        writing.put_names(stored, who)


def _new_names(before: Who, said: Who, filled: Filled) -> list[NameGiven]:
    """Own names not there yet; father's and mother's only where none is there."""
    known = {frozenset(search.words(name.text)) for name in before.names}
    kinds = {name.kind for name in before.names}
    new = []
    for name in said.names:
        if frozenset(search.words(name.text)) in known:
            continue
        if name.kind != PersonName.Kind.OWN and name.kind in kinds:
            filled.kept.append(name.kind)
        else:
            new.append(name)
    return new


def _birth(stored: Person, entry: Entry, filled: Filled) -> bool:
    before, said = parts.birth(stored), entry.birth.said
    if said is None or before.said == said:
        return False
    if before.said is not None:
        filled.kept.append("birth")
        return False
    writing.put_birth(stored, replace(before, said=said))
    filled.added["birth"] = True
    filled.fields.append("birth")
    return True


def _contact(stored: Person, entry: Entry, filled: Filled) -> bool:
    before = parts.contact(stored)
    known = {phone.number for phone in before.phones}
    new = tuple(phone for phone in entry.contact.phones if phone.number not in known) if entry.contact else ()
    if not new:
        return False
    writing.put_contact(stored, replace(before, phones=before.phones + new))
    filled.added["phones"] = [phone.number for phone in new]
    filled.fields.append("phone")
    return True


def _languages(stored: Person, entry: Entry, filled: Filled) -> bool:
    before = parts.languages(stored)
    known = {spoken.code for spoken in before.spoken}
    new = tuple(spoken for spoken in entry.languages.spoken if spoken.code not in known)
    if before.spoken:
        new = tuple(replace(spoken, speaks="well") if spoken.speaks == "first" else spoken for spoken in new)
    if not new:
        return False
    writing.put_languages(stored, replace(before, spoken=before.spoken + new))
    filled.added["languages"] = [spoken.code for spoken in new]
    filled.fields.append("languages")
    return True


def _identifiers(stored: Person, entry: Entry, filled: Filled) -> bool:
    before = parts.identifiers(stored)
    known = {search.normalised_identifier(given.number) for given in before.given}
    new = tuple(given for given in entry.identifiers.given if search.normalised_identifier(given.number) not in known)
    if not new:
        return False
    writing.put_identifiers(stored, Identifiers(before.given + new))
    filled.added["papers"] = [given.number for given in new]
    filled.fields += [_KIND_OF_PAPER[given.kind] for given in new]
    return True


def take_away(viewer: Viewer, person: Person, added: dict[str, Any], *, import_id: str) -> None:
    """What `fill` added, from a file nobody has changed since. Raises `NotThere`, `Refused`."""
    stored = _writable(viewer, person)
    touched = []
    if "names" in added or "who" in added:
        _put_who(stored, _without_who(parts.who(stored), added), names="names" in added)
        touched.append(parts.WHO)
    if "birth" in added:
        writing.put_birth(stored, Birth(None, parts.birth(stored).disputed))
        touched.append(parts.BIRTH)
    if "phones" in added:
        contact = parts.contact(stored)
        phones = tuple(phone for phone in contact.phones if phone.number not in added["phones"])
        writing.put_contact(stored, replace(contact, phones=phones))
        touched.append(parts.CONTACT)
    if "languages" in added:
        languages = parts.languages(stored)
        spoken = tuple(each for each in languages.spoken if each.code not in added["languages"])
        writing.put_languages(stored, Languages(spoken, languages.interpreter))
        touched.append(parts.LANGUAGES)
    if "papers" in added:
        writing.put_identifiers(stored, _without_papers(parts.identifiers(stored), added["papers"]))
        touched.append(parts.IDENTIFIERS)
    _save(viewer, stored, touched, sorted(added), import_id)


def _without_who(who: Who, added: dict[str, Any]) -> Who:
    gone = {(text, kind) for text, kind in added.get("names", [])}
    blank: dict[str, Any] = {"sex": Sex.NOT_SAID.value, "nationalities": (), "area": "", "arrived": None}
    names = tuple(name for name in who.names if (name.text, name.kind) not in gone)
    return replace(who, names=names, **{name: blank[name] for name in added.get("who", [])})


def _without_papers(identifiers: Identifiers, numbers: list[str]) -> Identifiers:
    kept: tuple[IdentifierGiven, ...] = tuple(given for given in identifiers.given if given.number not in numbers)
    return Identifiers(kept)
