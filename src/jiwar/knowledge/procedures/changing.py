"""When the law changed: what the rules of another time would say, and what would change under the newest."""

from collections.abc import Iterable
from dataclasses import dataclass

from jiwar.knowledge.procedures.events import Event
from jiwar.knowledge.procedures.pack import Kind, Pack, Rule
from jiwar.knowledge.procedures.reckoning import Offices, Reckoned, period_params, precaution_days
from jiwar.knowledge.procedures.standing import Deadline, Standing, Status
from jiwar.knowledge.procedures.steps import StepCode, step


@dataclass(frozen=True, slots=True)
class Change:
    """One deadline under two editions; None on the side that does not have it."""

    before: Deadline | None
    after: Deadline | None


@dataclass(frozen=True, slots=True)
class Amendment:
    """One rule in two editions; None on the side that does not have it."""

    before: Rule | None
    after: Rule | None

    @property
    def action(self) -> str:
        rule = self.after or self.before
        return rule.action if rule else ""


def what_would_change(standing: Standing, by_newest: Standing) -> tuple[Change, ...]:
    """Of two standings of the same events, the second under the newest edition alone: the dates that differ."""
    before = {found.key: found for found in standing.deadlines if found.status is not Status.WAITING}
    after = {found.key: found for found in by_newest.deadlines if found.status is not Status.WAITING}
    keys = [*before, *(key for key in after if key not in before)]
    pairs = (Change(before.get(key), after.get(key)) for key in keys)
    return tuple(pair for pair in pairs if _days(pair.before) != _days(pair.after))


def _days(found: Deadline | None) -> object:
    return None if found is None else (found.due, found.safe, found.follow_up, found.rule.known, found.status)


def amendments(older: Pack, newer: Pack) -> tuple[Amendment, ...]:
    """The periods that differ between two editions, in the order of the newer."""
    ids = [*(rule.id for rule in newer.rules), *(rule.id for rule in older.rules if newer.rule(rule.id) is None)]
    pairs = (Amendment(older.rule(rule_id), newer.rule(rule_id)) for rule_id in ids)
    return tuple(pair for pair in pairs if _length(pair.before) != _length(pair.after))


def _length(rule: Rule | None) -> object:
    return None if rule is None else (rule.known, rule.value, rule.unit, rule.day_type, rule.kind, rule.no_limit)


def beware_of_other_rules(
    rule: Rule, event: Event, own: Pack, newest: Pack, live: Iterable[Event], offices: Offices, found: Reckoned
) -> None:
    """Which edition governs is a lawyer's question: a limit that would end sooner under another one the case has lived
    under, or under a newer one, is the precaution. Where an event is known by its month or year, that is each
    of that time. So is what the package says where a group's own value lies over it: no value set here makes a limit
    later in silence."""
    if rule.kind is not Kind.LIMIT or (found.printed and found.printed.confirmed):
        return
    if not newest.earlier and own.instead_of is None:
        return
    lived = {id(edition) for each in live for edition in newest.may_govern(each.when)}
    editions = newest.editions
    others = [one for one in editions if one is not own and (_newer(one, own, editions) or id(one) in lived)]
    if own.instead_of is not None:
        others.append(own.instead_of)
    for other in others:
        same = other.rule(rule.id)
        if same is None or same.kind is not Kind.LIMIT or not same.gives_date or _length(same) == _length(rule):
            continue
        day, safe = precaution_days(same, event.when.earliest, offices)
        sooner = [known for known in (found.due, found.precaution) if known is not None]
        if not sooner or day < min(sooner):
            found.precaution, found.precaution_safe = day, safe
            code = StepCode.PACKAGE_SAYS if other is own.instead_of else StepCode.OTHER_RULES
            found.steps.append(step(code, **period_params(same), day=day, safe=safe))


def _newer(one: Pack, other: Pack, editions: tuple[Pack, ...]) -> bool:
    return editions.index(one) > editions.index(other)
