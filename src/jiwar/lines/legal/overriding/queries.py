"""What can be asked of the group's own values: they are the law as its lawyers read it, and everybody reads them."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from markupsafe import Markup

from jiwar.foundation.access.policy import NotThere
from jiwar.knowledge import procedures
from jiwar.knowledge.procedures import EventKind, Override, Pack, Rule
from jiwar.lines.legal import words
from jiwar.lines.legal.models import RuleOverride
from jiwar.lines.legal.overriding import packs
from jiwar.lines.legal.phrases import phrase

State = RuleOverride.State


@dataclass(frozen=True)
class Shown:
    """One value in words, beside what Jiwar says. `fits`: it can be laid over the package as it is today."""

    row: RuleOverride
    action: Markup | str
    period: str
    package: str
    starts: tuple[str, ...]
    package_starts: tuple[str, ...]
    day_kind: str
    effect: str
    fits: bool

    @property
    def waits(self) -> bool:
        return self.row.state in RuleOverride.WAITING

    @property
    def counts(self) -> bool:
        return self.row.state in RuleOverride.COUNTING


def one(override: UUID) -> RuleOverride:
    rows = RuleOverride.objects.select_related(
        "proposed_by__account", "decided_by__account", "end_asked_by__account", "ended_by__account"
    )
    found = rows.filter(id=override).first()
    if found is None:
        raise NotThere
    return found


def of_pack(pack: str) -> list[Shown]:
    """Those that wait first, then those that count, then what is over, the latest first."""
    rows = list(
        RuleOverride.objects.filter(pack=pack).select_related(
            "proposed_by__account", "decided_by__account", "end_asked_by__account", "ended_by__account"
        )
    )
    if not rows:
        return []
    package, misfits = procedures.load(pack), packs.laid(pack)[1]
    found = [shown(row, package, misfits) for row in rows]
    return sorted(found, key=lambda each: (not each.waits, not each.counts, -each.row.proposed_at.timestamp()))


def shown(row: RuleOverride, package: Pack, misfits: Sequence[Override] = ()) -> Shown:
    said = package.in_force(row.since).rule(row.rule)
    own = row.override
    return Shown(
        row=row,
        action=phrase(said.action) if said else row.rule,
        period=_period(row),
        package=words.period_of(said) if said else "",
        starts=_starts(own.starts_from),
        package_starts=_starts(said.reading.starts_from) if said else (),
        day_kind=str(words.DAY_TYPES[own.day_type]) if row.known else "",
        effect=str(words.EFFECTS[row.suspensive_effect]),
        fits=own not in misfits,
    )


def _period(row: RuleOverride) -> str:
    own = row.override
    return words.length_of(known=own.known, value=own.value, unit=own.unit)


def _starts(kinds: frozenset[EventKind]) -> tuple[str, ...]:
    return tuple(str(words.EVENTS[kind]) for kind in sorted(kinds))


def limits(pack: Pack) -> list[Rule]:
    """What a value of one's own may be set for."""
    return [rule for rule in pack.rules if rule.kind is procedures.Kind.LIMIT]
