"""A legal status as a pure function of what happened: correct a date, and all that follows from it is corrected."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from jiwar.knowledge.calendars import OpenDays
from jiwar.knowledge.procedures.attention import cautions
from jiwar.knowledge.procedures.changing import beware_of_other_rules
from jiwar.knowledge.procedures.errors import UnknownTrack
from jiwar.knowledge.procedures.events import Event
from jiwar.knowledge.procedures.journeys import may_come, walk
from jiwar.knowledge.procedures.pack import Compute, Kind, Pack, Rule, Track
from jiwar.knowledge.procedures.reckoning import Offices, Reckoned, reckon
from jiwar.knowledge.procedures.remarks import remarks
from jiwar.knowledge.procedures.standing import RUNNING, Deadline, Standing, Status
from jiwar.knowledge.procedures.steps import Step, StepCode, step
from jiwar.knowledge.procedures.vocabulary import EventKind

_VOCABULARY_ORDER = {kind: number for number, kind in enumerate(EventKind)}
_ENDED = frozenset({Status.MET, Status.LATE, Status.CLOSED})
_PASSED = {
    Kind.LIMIT: Status.MISSED,
    Kind.AUTHORITY: Status.OVERDUE,
    Kind.VALIDITY: Status.LAPSED,
    Kind.WAIT: Status.REACHED,
}


def replay(
    pack: Pack,
    tracks: Sequence[str],
    events: Iterable[Event],
    *,
    today: date,
    open_days: OpenDays | None = None,
    addressee_days: OpenDays | None = None,
) -> Standing:
    """Where a case stands after its events, in whatever order they are given. An event starts what the edition in force
    on its day says.

    `tracks`: ids of the pack's tracks, the leading one first; the rules of every track are always included.
    `open_days`: when the group works; `addressee_days`: when the office that receives the paper does. Without them
    the country's weekend and public holidays are taken. Raises `UnknownTrack`.
    """
    chosen = tuple(_track(pack, track_id) for track_id in dict.fromkeys(tracks))
    if not chosen:
        raise UnknownTrack(f"Name at least one track of {pack.id}.")
    offices = _offices(pack, open_days, addressee_days)
    live = in_order(event for event in events if not event.withdrawn)
    here = frozenset(track.id for track in chosen)
    runs = [
        run
        for edition in pack.editions
        for rule in edition.rules_on(here)
        for run in _runs(rule, live, edition, pack, offices, today)
    ]
    _supersede(runs)
    _reopen_ambiguous(runs, today)
    deadlines = tuple(sorted((_deadline(run, runs, pack) for run in runs), key=_nearest_first))
    walks = [walk(pack, track, live) for track in chosen]
    meeting = frozenset(kind for deadline in deadlines if _runs_on(deadline) for kind in deadline.rule.reading.met_by)
    return Standing(
        pack=pack,
        journeys=tuple(path.journey() for path in walks),
        outcome=walks[0].outcome,
        may_come=may_come(pack, walks, meeting),
        deadlines=deadlines,
        cautions=cautions(pack, chosen, live, deadlines, offices, today),
    )


def in_order(events: Iterable[Event]) -> tuple[Event, ...]:
    """By date; on the same day in an order that does not depend on how they came."""
    return tuple(sorted(events, key=lambda e: (e.given.best(), e.when.earliest, _VOCABULARY_ORDER[e.kind], e.ref)))


@dataclass(slots=True)
class _Run:
    """A rule together with the event that started it, and the one that ended it."""

    rule: Rule
    pack: Pack
    status: Status
    found: Reckoned
    start: Event | None = None
    end: Event | None = None
    ending: tuple[Step, ...] = ()
    from_fallback: bool = False


def _track(pack: Pack, track_id: str) -> Track:
    track = pack.track(track_id)
    if track is None:
        known = ", ".join(track.id for track in pack.tracks)
        raise UnknownTrack(f'The procedure "{pack.id}" has no track "{track_id}"; its tracks: {known}.')
    return track


def _offices(pack: Pack, group: OpenDays | None, addressee: OpenDays | None) -> Offices:
    """UNHCR's offices rest as their host country does: that is where the group works."""
    host = group.country if group is not None else ""
    addressee = addressee or country_days(pack.country.iso2 or host)
    group = group or addressee
    return Offices(_labelled(group, "group"), _labelled(addressee, "addressee"))


@cache
def country_days(country: str) -> OpenDays:
    """The weekend and public holidays of a country (ISO 3166 alpha-2)."""
    return OpenDays(country, whose="addressee")


def _labelled(days: OpenDays, label: str) -> OpenDays:
    return days if days.whose else replace(days, whose=label)


def _runs(rule: Rule, live: tuple[Event, ...], pack: Pack, newest: Pack, offices: Offices, today: date) -> list[_Run]:
    """One run for each event of the edition's time that starts the rule; one that waits when no event ever did."""
    starts = _concerning(rule, live, pack, lambda other: other.reading.starts_from)
    fallback = not starts
    if fallback:
        starts = _concerning(rule, live, pack, lambda other: other.reading.fallback_from)
    if not starts:
        return [_Run(rule, pack, Status.WAITING, Reckoned())] if pack is newest else []
    starts = [event for event in starts if newest.in_force(event.given.best()) is pack]
    ends = _concerning(rule, live, pack, lambda other: other.reading.met_by | other.reading.closed_by)
    runs = []
    for start in starts:
        found = reckon(rule, start, pack, offices, today)
        beware_of_other_rules(rule, start, pack, newest, live, offices, found)
        runs.append(_run(rule, pack, start, ends, found, today))
        runs[-1].from_fallback = fallback
    return runs


def _supersede(runs: list[_Run]) -> None:
    """A renewed card replaces the older one, also one of an older edition."""
    latest: dict[str, _Run] = {}
    for run in reversed(runs):
        if not run.rule.reading.latest_only or run.start is None:
            continue
        newer = latest.setdefault(run.rule.id, run)
        if newer is not run and newer.start is not None:
            run.status, run.ending = Status.SUPERSEDED, (step(StepCode.SUPERSEDED, day=newer.start.given.best()),)


def _concerning(
    rule: Rule, live: tuple[Event, ...], pack: Pack, kinds: Callable[[Rule], frozenset[EventKind]]
) -> list[Event]:
    """The events of these kinds that concern the rule. What an event is about limits it only in a role those rules
    give it: a suit about one decision meets that deadline alone, and still starts the court's time."""
    found = [event for event in live if event.kind in kinds(rule)]
    return [event for event in found if rule.id in event.about or not _names_other(event, pack, kinds)]


def _names_other(event: Event, pack: Pack, kinds: Callable[[Rule], frozenset[EventKind]]) -> bool:
    return any(other.id in event.about and event.kind in kinds(other) for other in pack.rules)


def _run(rule: Rule, pack: Pack, start: Event, ends: list[Event], found: Reckoned, today: date) -> _Run:
    end = next((event for event in ends if _follows(event, start)), None)
    if end is None:
        return _Run(rule, pack, _unended(rule, found, today), found, start)
    day, when = end.given.best(), end.when
    if end.kind in rule.reading.closed_by:
        return _Run(rule, pack, Status.CLOSED, found, start, end, (_ended(StepCode.CLOSED, end, day),))
    if found.due is not None and when.earliest > found.due:
        return _Run(rule, pack, Status.LATE, found, start, end, (_ended(StepCode.LATE, end, day),))
    if found.due is not None and when.latest > found.due:
        doubt = step(StepCode.MET_UNCERTAIN, event=end.kind.value, earliest=when.earliest, latest=when.latest)
        return _Run(rule, pack, Status.MET, found, start, end, (doubt,))
    return _Run(rule, pack, Status.MET, found, start, end, (_ended(StepCode.MET, end, day),))


def _unended(rule: Rule, found: Reckoned, today: date) -> Status:
    return _PASSED[rule.kind] if found.due is not None and found.due < today else Status.OPEN


def _reopen_ambiguous(runs: list[_Run], today: date) -> None:
    """One act answers one decision. Where it does not say which of several, all of them stay open."""
    for end in {id(run.end): run.end for run in runs if run.end is not None and not run.end.about}.values():
        ended = [run for run in runs if run.end is end and run.rule.kind is Kind.LIMIT and run.status in _ENDED]
        met = [run for run in ended if run.status is not Status.CLOSED]
        if len({run.rule.id for run in met}) > 1 and len({id(run.start) for run in met}) > 1:
            for run in ended:
                run.status, run.end = _unended(run.rule, run.found, today), None
                run.ending = (_ended(StepCode.SAY_WHICH, end, end.given.best()),)


def _follows(event: Event, start: Event) -> bool:
    return event is not start and event.given.best() >= start.when.earliest


def _ended(code: StepCode, event: Event, day: date) -> Step:
    return step(code, event=event.kind.value, day=day)


def _deadline(run: _Run, runs: list[_Run], pack: Pack) -> Deadline:
    found = run.found
    return Deadline(
        key=f"{run.rule.id}:{run.start.ref or run.start.kind}" if run.start else run.rule.id,
        pack=run.pack,
        rule=run.rule,
        status=run.status,
        due=found.due,
        safe=found.safe,
        precaution=found.precaution,
        precaution_safe=found.precaution_safe,
        follow_up=found.follow_up,
        occurrences=found.occurrences,
        computed=found.computed,
        printed=found.printed,
        started_by=run.start.ref if run.start else "",
        started=run.start.when if run.start else None,
        ended_by=run.end.ref if run.end else "",
        why=(
            *_heading(run),
            *run.ending,
            *found.steps,
            *_other_remedies(run, runs),
            *_of_its_time(run.pack, pack),
            *remarks(run.rule, run.pack),
        ),
    )


def _heading(run: _Run) -> list[Step]:
    """What stands above the reasoning: the doubt of a `warn` date (rule 1), and what is still missing."""
    steps: list[Step] = []
    confirmed = run.found.printed is not None and run.found.printed.confirmed
    if run.rule.compute is Compute.WARN and run.start is not None and not confirmed:
        steps.append(step(StepCode.CONFIRM_ON_LETTER))
    if run.start is None:
        steps.append(step(StepCode.WAITING, events=_ids(run.rule)))
        if not run.rule.gives_date:
            code = StepCode.NO_DATE if run.rule.known else StepCode.NOT_VERIFIED
            steps.append(step(StepCode.NO_LIMIT if run.rule.no_limit else code))
    elif run.from_fallback:
        steps.append(step(StepCode.FALLBACK_EVENT, events=_ids(run.rule)))
    return steps


def _of_its_time(own: Pack, newest: Pack) -> list[Step]:
    if own is newest or own.effective_until is None:
        return []
    since = newest.editions[newest.editions.index(own) + 1].effective_from or own.effective_until
    return [step(StepCode.OLDER_RULES, until=own.effective_until, day=since)]


def _ids(rule: Rule) -> tuple[str, ...]:
    return tuple(sorted(kind.value for kind in rule.reading.starts_from))


def _other_remedies(run: _Run, runs: list[_Run]) -> list[Step]:
    if not _is_open_remedy(run):
        return []
    others = (other for other in runs if other is not run and other.start is run.start and _is_open_remedy(other))
    return [
        step(StepCode.OTHER_REMEDY, action=other.rule.action, day=other.found.due)
        for other in others
        if other.found.due is not None
    ]


def _is_open_remedy(run: _Run) -> bool:
    return run.rule.kind is Kind.LIMIT and run.status is Status.OPEN and run.start is not None


def _runs_on(deadline: Deadline) -> bool:
    return deadline.status in RUNNING


def _nearest_first(deadline: Deadline) -> tuple[int, bool, date, str]:
    """Running before waiting before over; what we must do before what we watch, the nearest first. What has no date
    although one may run comes before all dates."""
    rank = 0 if _runs_on(deadline) else 1 if deadline.status is Status.WAITING else 2
    unknown = date.min if deadline.ask_lawyer else date.max
    return rank, deadline.rule.kind is not Kind.LIMIT, deadline.act_by or unknown, deadline.key
