"""How long a holiday takes: every case replayed after one is announced, and the list of what moved.

  python -m benchmarks.deadlines [--cases 1000000] [--quick] [--json]

Invented cases are spread evenly over all kinds of procedure of all packs, each with two to five events of the last two
years. In two processes each case is replayed whole (stages, deadlines with their why, warnings) on the days before the
announcement, as the rows a group keeps of it would be; this is not timed. Then, timed, it is replayed on the days after
and compared. The announcement: three days of mourning in every country, two weeks ahead. Seconds are the slower
of both, for 1,000,000 cases whatever their number.

The peer counts, in one process and with `datetime` alone, the last day of the same periods that start from the same
events: no open days of an office, no why, no stages, no warnings. `--quick` takes 20,000 cases: that it runs.
"""

import argparse
import json
import os
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from multiprocessing import Pool
from typing import Any

from jiwar.knowledge.calendars import GivenDate, LocalDay, OpenDays, Unit
from jiwar.knowledge.procedures import Event, EventKind, Pack, Standing, load, procedures, replay

CASES, QUICK_CASES, CHUNK = 1_000_000, 20_000, 1_000
PROCESSES, AIM_S, BUSY = 2, 180.0, 1.5
TODAY = date(2026, 11, 27)
MOURNING = tuple(TODAY + timedelta(days=at) for at in (14, 15, 16))
HOST = "TR"
"""Where a group works whose people are under UNHCR's mandate."""

Moved = tuple[int, str, date | None, date | None]
"""Number of the case, key of the deadline, the day to act by before and after."""


@dataclass(frozen=True, slots=True)
class Course:
    """One kind of procedure, the events that matter in it, and the days its offices are open."""

    pack: Pack
    track: str
    kinds: tuple[EventKind, ...]
    before: OpenDays
    after: OpenDays


@dataclass(frozen=True, slots=True)
class Done:
    """What one process did."""

    cases: int
    deadlines: int
    seconds: float
    processor: float
    """Seconds of processor time, which other work on the machine hardly changes."""
    moved: list[Moved]


def courses() -> list[Course]:
    packs = [load(name) for name in procedures()]
    days = {pack.id: OpenDays(pack.country.iso2 or HOST, whose="addressee") for pack in packs}
    mourning = [LocalDay(day, closed=True, name="Mourning") for day in MOURNING]
    return [
        Course(pack, track.id, _kinds(pack, track.id), days[pack.id], replace(days[pack.id], local_days=mourning))
        for pack in packs
        for track in pack.tracks
    ]


def _kinds(pack: Pack, track: str) -> tuple[EventKind, ...]:
    rules = pack.rules_on(frozenset({track}))
    found = {kind for rule in rules for kind in rule.reading.starts_from}
    return tuple(sorted(found or {EventKind.REGISTRATION}))


def cases(numbers: range, known: list[Course]) -> Iterator[tuple[int, Course, list[Event]]]:
    """The same for the same number, in whatever process."""
    for number in numbers:
        chance = random.Random(number)
        course = known[number % len(known)]
        day = TODAY - timedelta(days=chance.randrange(730) if chance.random() < 0.5 else chance.randrange(40))
        events = []
        for at in range(chance.randrange(2, 6)):
            events.append(Event(chance.choice(course.kinds), GivenDate.of_civil(day), ref=f"{number}-{at}"))
            day = min(TODAY, day + timedelta(days=chance.randrange(60)))
        yield number, course, events


def _days(standing: Standing) -> dict[str, date | None]:
    return {found.key: found.act_by for found in standing.deadlines}


def replay_all(numbers: range) -> Done:
    """Half of the work, in a process of its own."""
    known = courses()
    done, deadlines, seconds, processor, moved = 0, 0, 0.0, 0.0, list[Moved]()
    for first in range(numbers.start, numbers.stop, CHUNK):
        chunk = list(cases(range(first, min(first + CHUNK, numbers.stop)), known))
        kept = [_days(_stand(course, events, course.before)) for _number, course, events in chunk]
        begun, worked = time.perf_counter(), time.process_time()
        for (number, course, events), was in zip(chunk, kept, strict=True):
            now = _days(_stand(course, events, course.after))
            deadlines += len(now)
            moved += [(number, key, was[key], day) for key, day in now.items() if day != was[key]]
        seconds += time.perf_counter() - begun
        processor += time.process_time() - worked
        done += len(chunk)
    return Done(done, deadlines, seconds, processor, moved)


def _stand(course: Course, events: list[Event], days: OpenDays) -> Standing:
    return replay(course.pack, (course.track,), events, today=TODAY, open_days=days, addressee_days=days)


def plain(numbers: range) -> float:
    """Seconds of the peer for these cases."""
    known, seconds = courses(), 0.0
    lasting = {Unit.HOUR: 0, Unit.DAY: 1, Unit.WEEK: 7, Unit.MONTH: 30, Unit.YEAR: 365}
    for _number, course, events in cases(numbers, known):
        begun = time.perf_counter()
        for rule in course.pack.rules_on(frozenset({course.track})):
            if rule.gives_date and rule.value is not None and rule.unit is not None:
                for event in events:
                    if event.kind in rule.reading.starts_from:
                        _last_day(event, rule.value * lasting[rule.unit], rule.day_type == "working")
        seconds += time.perf_counter() - begun
    return seconds


def _last_day(event: Event, days: int, working: bool) -> date:
    day = date(event.given.year, event.given.month or 1, event.given.day or 1)
    if not working:
        return day + timedelta(days=days)
    while days:
        day += timedelta(days=1)
        if day.weekday() < 5 and day not in MOURNING:
            days -= 1
    return day


def measure(number: int) -> list[dict[str, Any]]:
    load_before = os.getloadavg()[0]
    half = number // PROCESSES
    parts = [range(at * half, number if at == PROCESSES - 1 else (at + 1) * half) for at in range(PROCESSES)]
    with Pool(PROCESSES) as pool:
        done = pool.map(replay_all, parts, chunksize=1)
    replayed = sum(each.cases for each in done)
    seconds = max(each.seconds for each in done) * CASES / replayed
    sample = min(number, 50_000)
    peer = plain(range(sample)) * CASES / sample
    moved, compared = sum(len(each.moved) for each in done), sum(each.deadlines for each in done)
    marked = {"under_load": load_before > BUSY, "cases": replayed}
    return [
        {
            "claim": "replaying 1,000,000 cases after a holiday was announced, on 2 cores",
            "value": round(seconds, 1),
            "unit": "s",
            "peer": "datetime counting the same periods, without open days or why, on 1 core",
            "peer_value": round(peer, 1),
            "ratio": round(seconds / peer, 2),
            "aim": AIM_S,
            "holds": seconds <= AIM_S,
            "processor_s": round(max(each.processor for each in done) * CASES / replayed, 1),
            **marked,
        },
        {
            "claim": "deadlines on the list of what moved",
            "value": moved,
            "unit": "deadlines",
            "peer": "deadlines compared",
            "peer_value": compared,
            "ratio": round(moved / compared, 5),
            "aim": 1,
            "holds": moved >= 1,
            **marked,
        },
    ]


def written(claim: dict[str, Any]) -> str:
    line = f"{claim['claim']}: {claim['value']} {claim['unit']} (aim {claim['aim']}; {claim['peer']}: "
    line += f"{claim['peer_value']}, ratio {claim['ratio']}) {'holds' if claim['holds'] else 'MISSED'}"
    if "processor_s" in claim:
        line += f"; {claim['processor_s']} s of processor time a core"
    return line + (" [under load]" if claim["under_load"] else "")


def main() -> None:
    parser = argparse.ArgumentParser(description="How long it takes to count all deadlines anew after a holiday.")
    parser.add_argument("--cases", type=int, default=CASES)
    parser.add_argument("--quick", action="store_true", help=f"{QUICK_CASES} cases: that it runs, not how fast")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    found = measure(QUICK_CASES if given.quick else given.cases)
    print(json.dumps(found, indent=1) if given.json else "\n".join(written(claim) for claim in found))


if __name__ == "__main__":
    main()
