"""The procedures we know as lists show them: the group's own country and UNHCR first, the others by country."""

from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from jiwar.foundation.groups.models import Group
from jiwar.foundation.languages.countries import alphabetical, country_name
from jiwar.foundation.languages.reader import current_reader
from jiwar.knowledge import procedures
from jiwar.knowledge.procedures import Pack
from jiwar.lines.legal import words
from jiwar.lines.legal.phrases import phrase

UNHCR: Final = "unhcr"


@dataclass(frozen=True, slots=True)
class Known:
    """One procedure in a list. `country`: in the reader's language; UNHCR's own procedure stands under its name."""

    pack: Pack
    country: str

    @property
    def title(self) -> Markup | str:
        return self.country or phrase(self.pack.name)

    @property
    def name(self) -> Markup | str:
        return phrase(self.pack.name)

    @property
    def decides(self) -> str:
        return str(words.DECIDES[self.pack.country.decision_maker])

    @property
    def verified(self) -> int:
        """Periods somebody could verify, and those of which it is verified that there is none."""
        return sum(rule.known or rule.no_limit for rule in self.pack.rules)

    @property
    def periods(self) -> int:
        return len(self.pack.rules)


def one(pack: Pack) -> Known:
    return Known(pack, country_name(pack.country.iso2, current_reader().language) if pack.country.iso2 else "")


def nearest(group: Group) -> tuple[list[Known], list[Known]]:
    """What the group offers first, its country's, and UNHCR's; then all others in the order of the alphabet."""
    found = [one(procedures.load(pack)) for pack in procedures.procedures()]
    found.sort(key=lambda each: alphabetical(str(each.title)))
    first = [each for each in found if _is_near(each.pack, group)]
    first.sort(key=lambda each: (each.pack.id != group.default_procedure, each.pack.id == UNHCR))
    return first, [each for each in found if each not in first]


def _is_near(pack: Pack, group: Group) -> bool:
    return pack.id in {UNHCR, group.default_procedure} or pack.country.iso2 == group.country
