"""From one rule and the day it starts to its dates: the law's last day, the day to work towards, and each step.

The rules for software that came with the facts, by number:
1 `warn` facts give a date with its doubt, `no` gives none · 2 unknown day type: calendar days · 3 a last day rolls
forward only where the pack names the deadline, never for a recess · 4 a limit is worked at least one day earlier, on
a day both offices are open; a wait takes the later reading · 5 a printed date replaces the computed one; where they
differ the safer is kept until a lawyer confirms · 6 the shortest known remedy is the precaution · 7 the other side's
time gives a reminder · 8 what nobody verified gives no date.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta

from jiwar.knowledge.calendars import (
    Direction,
    Interval,
    OpenDays,
    Reading,
    Skipped,
    Unit,
    count_calendar,
    count_working,
    last_open_on_or_before,
    next_open_on_or_after,
)
from jiwar.knowledge.procedures.events import Event, PrintedDate
from jiwar.knowledge.procedures.pack import CalendarRules, DayType, Kind, Pack, Party, Rule
from jiwar.knowledge.procedures.steps import Step, StepCode, step
from jiwar.knowledge.procedures.vocabulary import VOCABULARY
from jiwar.knowledge.procedures.wording import Param

ONE_DAY = timedelta(days=1)
OCCURRENCES = 6
_BY_CALENDAR = {DayType.CALENDAR: StepCode.DAY_TYPE_CALENDAR, DayType.WORKING: StepCode.DAY_TYPE_WORKING}


@dataclass(frozen=True, slots=True)
class Offices:
    """The two that must be open: our group, and whoever receives the paper."""

    group: OpenDays
    addressee: OpenDays


@dataclass(slots=True)
class Reckoned:
    """What came of it. See `standing.Deadline` for the fields."""

    due: date | None = None
    safe: date | None = None
    precaution: date | None = None
    precaution_safe: date | None = None
    follow_up: date | None = None
    occurrences: tuple[date, ...] = ()
    computed: date | None = None
    printed: PrintedDate | None = None
    steps: list[Step] = field(default_factory=list)


def reckon(rule: Rule, event: Event, pack: Pack, offices: Offices, today: date) -> Reckoned:
    """The dates of a rule that the event has started."""
    found = Reckoned(printed=event.printed.get(rule.id))
    found.steps += _start_steps(rule, event)
    if rule.gives_date:
        found.computed = _count(rule, event.when, pack.calendar, offices, today, found)
    elif found.printed is None:
        found.steps.append(step(_no_date_code(rule)))
    found.due = found.computed
    if found.printed is not None:
        found.due = _printed(rule.kind, found.printed, found.computed, found.steps)
    if found.due is not None:
        _aim(rule, event.when, found, offices)
    _take_precaution(rule, event, pack, offices, found)
    return found


def _no_date_code(rule: Rule) -> StepCode:
    if rule.no_limit:
        return StepCode.NO_LIMIT
    return StepCode.NO_DATE if rule.known else StepCode.NOT_VERIFIED


def _start_steps(rule: Rule, event: Event) -> list[Step]:
    when, given = event.when, event.given
    steps = [step(StepCode.STARTED, event=event.kind.value, day=given.best())]
    if given.calendar != "gregorian" or not when.is_one_day:
        parts = [str(part) for part in (given.year, given.month, given.day) if part is not None]
        words = ("about " if given.about else "") + "-".join(part.zfill(2) for part in parts)
        steps.append(step(StepCode.GIVEN_AS, given=words, calendar=given.calendar.value))
    if not when.is_one_day:
        late = rule.kind is Kind.WAIT
        code = StepCode.COUNTED_FROM_LATEST if late else StepCode.COUNTED_FROM_EARLIEST
        steps.append(step(code, earliest=when.earliest, latest=when.latest))
    return steps


def _count(rule: Rule, when: Interval, calendar: CalendarRules, offices: Offices, today: date, found: Reckoned) -> date:
    """The law's last day, or the first possible day of a wait."""
    start = when.latest if rule.kind is Kind.WAIT else when.earliest
    value, unit = _period(rule)
    found.steps += _period_steps(rule, value, unit)
    if rule.repeats:
        found.occurrences = _occurrences(start, value, unit, today)
        day = found.occurrences[0]
    elif rule.day_type is DayType.WORKING:
        day = _count_working(rule, start, value, offices.addressee, found.steps)
    else:
        day = count_calendar(start, value, unit, direction=rule.direction).day
    found.steps.append(step(StepCode.EARLIEST_POSSIBLE if rule.kind is Kind.WAIT else StepCode.LAST_DAY, day=day))
    return _roll_over(rule, day, calendar, offices.addressee, found.steps)


def _period(rule: Rule) -> tuple[int, Unit]:
    if rule.value is None or rule.unit is None:
        raise AssertionError(f"the loader let a known period without length pass: {rule.id}")
    return rule.value, rule.unit


def _period_steps(rule: Rule, value: int, unit: Unit) -> list[Step]:
    if unit is Unit.HOUR:
        return [step(StepCode.HOURS, value=value, unit=unit.value)]
    code = StepCode.PERIOD_REPEATS if rule.repeats else StepCode.PERIOD_AFTER
    if rule.direction is Direction.BEFORE:
        code = StepCode.PERIOD_BEFORE
    steps = [step(code, value=value, unit=unit.value)]
    if rule.day_type is DayType.UNKNOWN:
        return [*steps, step(StepCode.DAY_TYPE_UNKNOWN)] if unit is Unit.DAY else steps
    basis = rule.day_type_basis or rule.legal_basis or "as recorded"
    return [*steps, step(_BY_CALENDAR[rule.day_type], text=basis)]


def _occurrences(start: date, value: int, unit: Unit, today: date) -> tuple[date, ...]:
    """The next ones from today on. Each is counted from the start, so that the 31st does not become the 28th."""
    days: list[date] = []
    number = 0
    while len(days) < OCCURRENCES:
        number += 1
        day = count_calendar(start, value * number, unit).day
        if day >= today:
            days.append(day)
    return tuple(days)


def _count_working(rule: Rule, start: date, value: int, office: OpenDays, steps: list[Step]) -> date:
    """Doubtful closures count as working days for a limit, which ends sooner, and as rest for a wait."""
    reading = Reading.POSSIBLE if rule.kind is Kind.WAIT else Reading.SURE
    counted = count_working(start, value, office, direction=rule.direction, reading=reading)
    steps += [_closed_step(skipped) for skipped in counted.skipped]
    return counted.day


def _roll_over(rule: Rule, day: date, calendar: CalendarRules, office: OpenDays, steps: list[Step]) -> date:
    """Rule 3. A closure that is not certain moves nothing: the office may be open after all."""
    if rule.kind is not Kind.LIMIT:
        return day
    in_scope = rule.id in calendar.rolls_over
    closure = office.closed(day, Reading.SURE if in_scope else Reading.RECORDED)
    if closure is not None:
        closed = _closed_params(Skipped(day, closure.reason, closure.name, closure.estimated, closure.whose))
        if in_scope:
            day = next_open_on_or_after(day, office, reading=Reading.SURE).day
            steps.append(step(StepCode.ROLLED_OVER, **closed, until=day))
        else:
            steps.append(step(StepCode.NOT_ROLLED_OVER, **closed))
    if in_scope and calendar.recess and calendar.recess[0] <= (day.month, day.day) <= calendar.recess[1]:
        steps.append(step(StepCode.RECESS_NOT_APPLIED))
    return day


def _printed(kind: Kind, printed: PrintedDate, computed: date | None, steps: list[Step]) -> date:
    """Rule 5. For a wait the safer of two dates is the later one."""
    if printed.confirmed:
        steps.append(step(StepCode.PRINTED_CONFIRMED, printed=printed.day))
        return printed.day
    if computed is None:
        steps.append(step(StepCode.PRINTED_ONLY, printed=printed.day))
        return printed.day
    if computed == printed.day:
        steps.append(step(StepCode.PRINTED_SAME, printed=printed.day))
        return computed
    later = kind is Kind.WAIT
    kept = max(printed.day, computed) if later else min(printed.day, computed)
    code = StepCode.PRINTED_LATER_KEPT if later else StepCode.PRINTED_EARLIER_KEPT
    steps.append(step(code, printed=printed.day, computed=computed, day=kept))
    return kept


def _aim(rule: Rule, when: Interval, found: Reckoned, offices: Offices) -> None:
    due = found.due
    if due is None:
        return
    if rule.kind is Kind.WAIT:
        found.safe = due
    elif rule.kind is Kind.AUTHORITY:
        found.follow_up = next_open_on_or_after(due + ONE_DAY, offices.group).day
        found.steps.append(step(StepCode.FOLLOW_UP, day=found.follow_up))
    else:
        not_before = when.earliest if rule.direction is Direction.AFTER else None
        found.safe, steps = work_towards(due, not_before, offices)
        found.steps += steps


def work_towards(due: date, not_before: date | None, offices: Offices) -> tuple[date, list[Step]]:
    """Rule 4: the last day at least one day before `due` on which both offices are open for certain.

    Where none is left since `not_before` (the event), that day itself: there is nothing to wait for.
    """
    steps = [step(StepCode.ONE_DAY_EARLIER, day=due - ONE_DAY)]
    moved = last_open_on_or_before(due - ONE_DAY, offices.addressee, offices.group)
    steps += [_closed_step(skipped) for skipped in moved.skipped]
    if not_before is not None and moved.day < not_before:
        day = min(due, not_before)
        return day, [*steps, step(StepCode.NO_OPEN_DAY, day=day)]
    return moved.day, [*steps, step(StepCode.WORK_TOWARDS, day=moved.day)]


def _take_precaution(rule: Rule, event: Event, pack: Pack, offices: Offices, found: Reckoned) -> None:
    """Rules 6 and 8: for a limit nobody verified, or a decision whose kind is not certain."""
    if rule.kind is not Kind.LIMIT or rule.no_limit or (found.printed and found.printed.confirmed):
        return
    if not event.type_certain:
        found.steps.append(step(StepCode.TYPE_UNCERTAIN))
    elif rule.known:
        return
    start = event.when.earliest
    remedy = shortest_remedy(pack, start)
    if remedy is None:
        return
    found.precaution, found.precaution_safe = precaution_days(remedy, start, offices)
    params = {**period_params(remedy), "action": remedy.action}
    found.steps.append(step(StepCode.PRECAUTION, **params, day=found.precaution, safe=found.precaution_safe))


def period_params(rule: Rule) -> dict[str, Param]:
    value, unit = _period(rule)
    return {"value": value, "unit": unit.value}


def precaution_days(remedy: Rule, start: date, offices: Offices) -> tuple[date, date]:
    """The last day under the remedy, counted in calendar days and never moved forward, and the day to work towards."""
    last = count_calendar(start, *_period(remedy)).day
    return last, work_towards(last, start, offices)[0]


def shortest_remedy(pack: Pack, start: date) -> Rule | None:
    """The applicant's limit, running from a notification, that ends first when counted in calendar days."""
    remedies = [rule for rule in pack.rules if _is_remedy(rule)]
    return min(remedies, key=lambda rule: (count_calendar(start, *_period(rule)).day, rule.id), default=None)


def _is_remedy(rule: Rule) -> bool:
    mine = rule.kind is Kind.LIMIT and rule.party is Party.APPLICANT and rule.direction is Direction.AFTER
    return mine and rule.gives_date and any(VOCABULARY[kind].notification for kind in rule.reading.starts_from)


def _closed_step(skipped: Skipped) -> Step:
    return step(StepCode.CLOSED_DAY, **_closed_params(skipped))


def _closed_params(skipped: Skipped) -> dict[str, Param]:
    return {
        "day": skipped.day,
        "reason": skipped.reason.value,
        "name": skipped.name,
        "estimated": skipped.estimated,
        "whose": skipped.whose,
    }
