"""The procedures we know as lists show them: the group's own country and UNHCR first, the others by country."""

from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from jiwar.foundation.groups.models import Group
from jiwar.foundation.languages.countries import alphabetical, country_name
from jiwar.foundation.languages.reader import current_reader
from jiwar.knowledge import procedures
from jiwar.knowledge.procedures import Outline, Pack
from jiwar.lines.legal import words
from jiwar.lines.legal.phrases import phrase

UNHCR: Final = "unhcr"


@dataclass(frozen=True, slots=True)
class Known:
    """One procedure in a list. `country`: in the reader's language; UNHCR's own procedure stands under its name."""

    outline: Outline
    country: str

    @property
    def id(self) -> str:
        return self.outline.id

    @property
    def title(self) -> Markup | str:
        return self.country or phrase(self.outline.name)

    @property
    def short(self) -> str:
        """Where the whole name would be too long."""
        return self.country or str(words.DECIDES[self.outline.decision_maker])

    @property
    def name(self) -> Markup | str:
        return phrase(self.outline.name)

    @property
    def decides(self) -> str:
        return str(words.DECIDES[self.outline.decision_maker])

    @property
    def pack(self) -> Pack:
        """All of it, read now if nobody asked for it before."""
        return procedures.load(self.outline.id)


@dataclass(frozen=True, slots=True)
class Sureness:
    """Of how many `periods` somebody could verify how long they are, or that there is none."""

    verified: int
    periods: int

    @classmethod
    def of(cls, pack: Pack) -> "Sureness":
        return cls(sum(rule.known or rule.no_limit for rule in pack.rules), len(pack.rules))


def one(outline: Outline) -> Known:
    return Known(outline, country_name(outline.country, current_reader().language) if outline.country else "")


def nearest(group: Group) -> tuple[list[Known], list[Known]]:
    """What the group offers first, its country's, and UNHCR's; then all others in the order of the alphabet."""
    found = [one(outline) for outline in procedures.outlines()]
    found.sort(key=lambda each: alphabetical(str(each.title)))
    first = [each for each in found if _is_near(each.outline, group)]
    first.sort(key=lambda each: (each.id != group.default_procedure, each.id == UNHCR))
    return first, [each for each in found if each not in first]


def _is_near(outline: Outline, group: Group) -> bool:
    return outline.id in {UNHCR, group.default_procedure} or outline.country == group.country
