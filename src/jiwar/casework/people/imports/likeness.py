"""Whether somebody already here may be the one in the row. Who is like them at all, the register's own door says."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final

from jiwar.casework.people import parts, search
from jiwar.casework.people.imports.entry import Entry
from jiwar.casework.people.likeness import best_comparison
from jiwar.casework.people.models import Person
from jiwar.casework.people.queries import finding
from jiwar.casework.people.queries.likely import Likely, Weight, weigh
from jiwar.casework.people.said_dates import SaidDate, from_data
from jiwar.foundation.access.viewer import Viewer
from jiwar.knowledge import names

_SEXES = {"female", "male"}
TURNED_ROUND: Final = timedelta(days=40)
MOST_COMPARED: Final = 20
MOST_KEYS: Final = 12


def candidates(viewer: Viewer, entry: Entry) -> list[Likely]:
    """Those of the likely whom a person should look at before the row is brought in, as far as the viewer may know.

    A telephone is shared by families, and words of a name by half a country: they count where nothing speaks against
    it. The same number on a paper always counts.
    """
    return [
        each
        for each in finding.likely(viewer, entry.sought)
        if same_paper(each.person, entry) or _counts(each, entry, each.person.sex, from_data(each.person.birth))
    ]


def _counts(weight: Weight, entry: Entry, sex: str, born: SaidDate | None) -> bool:
    if contradicts(entry, sex, born):
        return False
    return weight.asks or agrees(entry.birth.said, born)


def same_paper(person: Person, entry: Entry) -> bool:
    known = {search.normalised_identifier(given.number) for given in parts.identifiers(person).given}
    return any(search.normalised_identifier(given.number) in known for given in entry.identifiers.given)


def contradicts(entry: Entry, sex: str, born: SaidDate | None) -> bool:
    """Another sex, or a birth that cannot be the same day."""
    if {sex, entry.who.sex} == _SEXES:
        return True
    return bool(born and entry.birth.said and not _near(entry.birth.said, born))


def _near(one: SaidDate, other: SaidDate) -> bool:
    """The same day converted by another table, or with day and month turned round, is no other birth."""
    first, second = one.interval, other.interval
    return max(first.earliest, second.earliest) - min(first.latest, second.latest) <= TURNED_ROUND


def agrees(one: SaidDate | None, other: SaidDate | None) -> bool:
    return bool(one and other and one.interval.overlaps(other.interval))


def certain(person: Person, entry: Entry) -> bool:
    """The same name and, beside it, the same paper, telephone or exact day of birth, with nothing against it: the same
    person from another list."""
    born = from_data(person.birth)
    if contradicts(entry, person.sex, born) or not _same_name(person, entry):
        return False
    phones = {phone.number for phone in parts.contact(person).phones}
    same_phone = bool(entry.contact and any(phone.number in phones for phone in entry.contact.phones))
    exact = bool(born and entry.birth.said and born.given == entry.birth.said.given and born.given.day)
    return same_paper(person, entry) or same_phone or exact


def _same_name(person: Person, entry: Entry) -> bool:
    known = {frozenset(search.words(name.text)) for name in parts.who(person).names if name.kind == "own"}
    said = {frozenset(search.words(name)) for name in entry.sought.names}
    return any(len(words) > 1 for words in known & said)


@dataclass
class RowsSoFar:
    """The rows above, while a list is only tried: nobody has been registered whom the search could find."""

    entries: dict[int, Entry] = field(default_factory=dict)
    by_mark: defaultdict[str, list[int]] = field(default_factory=lambda: defaultdict(list))

    def add(self, row: int, entry: Entry) -> None:
        self.entries[row] = entry
        for mark in _marks(entry):
            self.by_mark[mark].append(row)

    def like(self, entry: Entry) -> int | None:
        """The row above that may be the same person; of several the first."""
        shared = Counter(row for mark in _marks(entry) for row in self.by_mark.get(mark, ()))
        nearest = [row for row, _times in shared.most_common(MOST_COMPARED)]
        return next((row for row in sorted(nearest) if _alike(self.entries[row], entry)), None)


def _marks(entry: Entry) -> set[str]:
    """What two rows must have in common to be compared: a number, or two parts of a name in any script."""
    sought = entry.sought
    marks = {f"paper {search.normalised_identifier(number)}" for number in sought.identifiers}
    marks |= {f"phone {number}" for number in sought.phones}
    for name in sought.names:
        keys = sorted(names.keys(name))[:MOST_KEYS]
        marks |= {f"name {one} {other}" for at, one in enumerate(keys) for other in keys[at + 1 :]}
    return marks


def _alike(above: Entry, entry: Entry) -> bool:
    """As `candidates` asks of the register."""
    ours, theirs = entry.sought.facts(), above.sought.facts()
    if ours.identifiers & theirs.identifiers:
        return True
    weight = weigh(ours, theirs, best_comparison(ours.names, theirs.names).score)
    return weight is not None and _counts(weight, entry, above.who.sex, above.birth.said)
