"""Another value for one limit, laid over a pack: a further edition from its day on, checked as every pack is.

A group that knows better need not wait for the package, and need not touch it. The same value, written as a fragment
(`as_fragment`), lies in `packs/changes/` when the package takes it over (`read_fragment`).
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from jiwar.knowledge.calendars import Unit, count_calendar
from jiwar.knowledge.procedures.checking import check_pack
from jiwar.knowledge.procedures.drafting.writing import toml_of
from jiwar.knowledge.procedures.errors import PackError, Problem
from jiwar.knowledge.procedures.fields import Faults
from jiwar.knowledge.procedures.loading import SUSPENSIVE, parsed, read_source
from jiwar.knowledge.procedures.pack import (
    Compute,
    Confidence,
    DayType,
    Kind,
    Pack,
    RecordStatus,
    Rule,
    Source,
)
from jiwar.knowledge.procedures.reckoning import shortest_remedy
from jiwar.knowledge.procedures.vocabulary import VOCABULARY, EventKind

SCHEMA = "jiwar-procedure-change/1"
LONGEST = 3660
"""Of whatever unit: past it, somebody mistyped."""
_ONE_DAY = timedelta(days=1)
_FIRST_DAYS = tuple(date(2027, 1, 1) + timedelta(days=at) for at in range(4 * 365 + 1))


@dataclass(frozen=True, slots=True)
class Override:
    """What holds of one limit from a day on. `reason`: why, in the words of whoever set it; it goes into the *why* of
    every date. `value` and `unit` are None where nobody can verify them (`known` is False)."""

    pack: str
    rule: str
    since: date
    known: bool
    value: int | None
    unit: Unit | None
    day_type: DayType
    starts_from: frozenset[EventKind]
    suspensive_effect: str
    legal_basis: str
    reason: str
    source: Source


def overlaid(pack: Pack, overrides: Iterable[Override]) -> Pack:
    """The pack with further editions. Of two values for one limit, the one of the later day holds from its day on.
    Raises `PackError` that names the field, where a value does not fit."""
    for override in sorted(overrides, key=lambda each: (each.since, each.rule)):
        pack = _with(pack, override)
    return pack


def laid_over(pack: Pack, overrides: Iterable[Override]) -> tuple[Pack, tuple[Override, ...]]:
    """The same, without those that do not fit, which come beside: the package may have changed since they were set."""
    misfits = []
    for override in sorted(overrides, key=lambda each: (each.since, each.rule)):
        try:
            pack = _with(pack, override)
        except PackError:
            misfits.append(override)
    return pack, tuple(misfits)


def _with(pack: Pack, override: Override) -> Pack:
    own = pack.in_force(override.since)
    at = next(place for place, edition in enumerate(pack.editions) if edition is own)
    before, edition, after = pack.editions[:at], replace(own, earlier=()), pack.editions[at + 1 :]
    changed = _changed(edition, override)
    if own.effective_from is not None and override.since <= own.effective_from:
        pieces = [changed]
    else:
        pieces = [
            replace(edition, effective_until=override.since - _ONE_DAY),
            replace(changed, effective_from=override.since),
        ]
    *earlier, newest = [replace(each, earlier=()) for each in (*before, *pieces, *after)]
    _check(pieces[-1], override)
    return replace(newest, earlier=tuple(earlier))


def _check(edition: Pack, override: Override) -> None:
    """What `jiwar procedures check` would say of it."""
    faults = Faults(f"{override.pack} from {override.since.isoformat()}")
    check_pack(edition, faults)
    if faults.found:
        raise PackError(tuple(faults.found))


def _changed(edition: Pack, override: Override) -> Pack:
    rule = edition.rule(override.rule)
    problems = _misfits(rule, override)
    if problems or rule is None:
        raise PackError(tuple(problems))
    calendar, package = edition.calendar, edition.instead_of or edition
    if not override.known:
        calendar = replace(calendar, rolls_over=calendar.rolls_over - {rule.id})
    return replace(
        edition,
        version=f"{package.version}-own-{override.since.isoformat()}",
        reviewed_on=max(edition.reviewed_on, override.since),
        calendar=calendar,
        sources={**edition.sources, override.source.id: override.source},
        rules=tuple(_rule(each, override) if each is rule else each for each in edition.rules),
        instead_of=package,
    )


def _misfits(rule: Rule | None, override: Override) -> list[Problem]:
    file, place = f"{override.pack} from {override.since.isoformat()}", f'deadlines "{override.rule}"'
    if rule is None:
        return [Problem(file, f"{place} · id", "is no deadline of this procedure then.", "Choose one of its limits.")]
    found = []
    if rule.kind is not Kind.LIMIT:
        found.append(Problem(file, f"{place} · kind", f'is "{rule.kind}".', "Only limits take a value of one's own."))
    if override.value is not None and not 1 <= override.value <= LONGEST:
        remedy = f"Write a whole number from 1 to {LONGEST}."
        found.append(Problem(file, f"{place} · value", f"is {override.value}.", remedy))
    if override.known and not override.starts_from:
        found.append(Problem(file, f"{place} · starts_from", "is empty.", "Say which event it starts from."))
    if override.suspensive_effect not in SUSPENSIVE:
        remedy = f"Use one of: {', '.join(SUSPENSIVE)}."
        found.append(Problem(file, f"{place} · suspensive_effect", f'is "{override.suspensive_effect}".', remedy))
    return found


def _rule(rule: Rule, override: Override) -> Rule:
    """What the package says stays as the source that says otherwise. A start it has and the new value has not still
    counts where nothing better is recorded: a deadline never vanishes because a start was changed."""
    starts = override.starts_from or rule.reading.starts_from
    reading = rule.reading
    if starts != reading.starts_from:
        reading = replace(
            reading, starts_from=starts, fallback_from=(reading.starts_from | reading.fallback_from) - starts
        )
    return replace(
        rule,
        known=override.known,
        no_limit=False,
        value=override.value,
        unit=override.unit,
        day_type=override.day_type,
        day_type_basis=override.legal_basis or override.source.title,
        is_minimum=False,
        start_event=_start_in_words(rule, starts) if override.known else rule.start_event,
        suspensive_effect=override.suspensive_effect,
        legal_basis=override.legal_basis or rule.legal_basis,
        sources=(override.source.id,),
        conflicting_sources=tuple(each for each in (*rule.sources, *rule.conflicting_sources) if each),
        conflict="",
        confidence=Confidence.MEDIUM if override.known else Confidence.UNKNOWN,
        status=RecordStatus.IN_FORCE if override.known else RecordStatus.UNKNOWN,
        compute=Compute.WARN if override.known else Compute.NO,
        note=override.reason,
        reading=reading,
    )


def _start_in_words(rule: Rule, starts: frozenset[EventKind]) -> str:
    if rule.start_event and starts == rule.reading.starts_from:
        return rule.start_event
    return ", ".join(VOCABULARY[kind].label for kind in sorted(starts))


def may_be_later(pack: Pack, override: Override) -> bool:
    """Whether a date could come later by this value than by what the package says: the less safe side. Where it says
    nothing, than by its precaution, the shortest remedy."""
    edition = pack.in_force(override.since)
    edition = edition.instead_of or edition
    rule = edition.rule(override.rule)
    said = rule if rule is not None and rule.gives_date else shortest_remedy(edition, override.since)
    if said is None or said.value is None or said.unit is None:
        return False
    if not override.known or override.value is None or override.unit is None:
        return rule is said
    if rule is said and _loses_a_start(override.starts_from, said):
        return True
    return _longer(override.value, override.unit, override.day_type, said)


def _loses_a_start(starts: frozenset[EventKind], said: Rule) -> bool:
    """Where both events are recorded, one that is left out starts nothing any more; where only the latest counts, one
    that is added puts off the others."""
    before = said.reading.starts_from
    return starts != before if said.reading.latest_only else not starts >= before


def _longer(value: int, unit: Unit, day_type: DayType, said: Rule) -> bool:
    if day_type is DayType.WORKING and said.day_type is not DayType.WORKING:
        return True
    their_value, their_unit = said.value or 0, said.unit or Unit.DAY
    return any(
        count_calendar(day, value, unit).day > count_calendar(day, their_value, their_unit).day for day in _FIRST_DAYS
    )


def as_fragment(override: Override) -> str:
    """As a file for `packs/changes/`."""
    source = override.source
    values: dict[str, object] = {
        "schema": SCHEMA,
        "pack": override.pack,
        "deadline": override.rule,
        "effective_from": override.since,
        "known": override.known,
        "value": override.value,
        "unit": override.unit.value if override.unit else None,
        "day_type": override.day_type.value,
        "starts_from": sorted(kind.value for kind in override.starts_from),
        "suspensive_effect": override.suspensive_effect,
        "legal_basis": override.legal_basis,
        "reason": override.reason,
        "source": {
            "id": source.id,
            "title": source.title,
            "publisher": source.publisher,
            "url": source.url,
            "date": source.date,
            "kind": source.kind,
            "language": source.language,
            "read": source.read,
            "note": source.note,
        },
    }
    return toml_of(values)


def read_fragment(text: str, file: str) -> Override:
    """One value from a file. Raises `PackError` with all that is wrong with it; whether it fits its pack is for
    `overlaid` to say."""
    faults = Faults(file)
    table = parsed(text, faults)
    table.one_of("schema", (SCHEMA,))
    override = Override(
        pack=table.text("pack"),
        rule=table.text("deadline"),
        since=table.day("effective_from"),
        known=table.flag("known"),
        value=table.number("value"),
        unit=table.choice("unit", Unit) if table.has("unit") else None,
        day_type=table.choice("day_type", DayType),
        starts_from=table.choices("starts_from", EventKind, required=True),
        suspensive_effect=table.one_of("suspensive_effect", SUSPENSIVE),
        legal_basis=table.text("legal_basis", ""),
        reason=table.text("reason"),
        source=read_source(table.table("source")),
    )
    table.place = "the file"
    table.done()
    if faults.found:
        raise PackError(tuple(faults.found))
    return override
