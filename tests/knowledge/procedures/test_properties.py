"""What holds for every date, not only for the examples."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jiwar.knowledge.calendars import Calendar, GivenDate, LocalDay, OpenDays, Reading
from jiwar.knowledge.procedures import (
    STEP_TEMPLATES,
    Deadline,
    Event,
    EventKind,
    Kind,
    Pack,
    PrintedDate,
    Standing,
    StepCode,
    load,
    procedures,
    replay,
)

DAYS = st.dates(date(2021, 1, 1), date(2029, 12, 31))
PRECISE = DAYS.map(GivenDate.of_civil)
VAGUE = st.builds(GivenDate, st.just(Calendar.GREGORIAN), st.integers(2021, 2029), st.integers(1, 12))
HIJRI = st.builds(GivenDate, st.just(Calendar.HIJRI), st.integers(1443, 1450), st.integers(1, 12), st.integers(1, 29))
EVENTS = st.builds(
    Event,
    st.sampled_from(EventKind),
    PRECISE | VAGUE | HIJRI,
    ref=st.uuids().map(str),
    type_certain=st.booleans(),
)
PACKS = st.sampled_from([load(name) for name in procedures()])
CLOSED = st.lists(st.builds(LocalDay, DAYS, st.just(True), st.just("closed")), max_size=20)
FEW = settings(max_examples=60, deadline=None)


def stand(pack: Pack, events: Sequence[Event], today: date, ours: OpenDays | None = None) -> Standing:
    return replay(pack, [track.id for track in pack.tracks], events, today=today, open_days=ours)


def acted(standing: Standing) -> list[Deadline]:
    return [d for d in standing.deadlines if d.rule.kind in {Kind.LIMIT, Kind.VALIDITY} and d.due is not None]


@given(PACKS, st.lists(EVENTS, max_size=5), DAYS, CLOSED)
@FEW
def test_safe_is_before_due_and_on_a_day_both_are_open(
    pack: Pack, events: list[Event], today: date, closed: list[LocalDay]
) -> None:
    ours = OpenDays("TR", local_days=closed)
    theirs = OpenDays(pack.country.iso2 or "TR")
    for deadline in acted(stand(pack, events, today, ours)):
        assert deadline.due is not None
        assert deadline.safe is not None
        if any(step.code is StepCode.NO_OPEN_DAY for step in deadline.why):
            assert deadline.safe <= deadline.due
        else:
            assert deadline.safe < deadline.due
            assert ours.closed(deadline.safe, Reading.POSSIBLE) is None
            assert theirs.closed(deadline.safe, Reading.POSSIBLE) is None
        if deadline.precaution is not None and deadline.precaution_safe is not None:
            assert deadline.precaution_safe <= deadline.precaution


@given(PACKS, st.sampled_from(EventKind), DAYS, st.integers(0, 60), DAYS)
@FEW
def test_a_later_event_never_gives_an_earlier_date(
    pack: Pack, kind: EventKind, day: date, later: int, today: date
) -> None:
    before = stand(pack, [Event(kind, GivenDate.of_civil(day))], today)
    after = stand(pack, [Event(kind, GivenDate.of_civil(day + timedelta(days=later)))], today)
    moved = {deadline.key: deadline for deadline in after.deadlines}
    for deadline in before.deadlines:
        if deadline.due is not None and not deadline.rule.repeats:
            other = moved[deadline.key]
            assert other.due is not None
            assert deadline.due <= other.due
            assert deadline.safe is None or (other.safe is not None and deadline.safe <= other.safe)


@given(PACKS, st.lists(EVENTS, max_size=6), DAYS, st.randoms(use_true_random=False))
@FEW
def test_the_order_of_events_does_not_matter(pack: Pack, events: list[Event], today: date, chance: object) -> None:
    mixed = list(events)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    assert stand(pack, events, today) == stand(pack, mixed, today)


@given(PACKS, st.lists(EVENTS, max_size=4), EVENTS, DAYS)
@FEW
def test_a_withdrawn_event_has_no_effect(pack: Pack, events: list[Event], mistake: Event, today: date) -> None:
    gone = Event(mistake.kind, mistake.given, ref=mistake.ref, withdrawn=True)
    assert stand(pack, [*events, gone], today) == stand(pack, events, today)


@given(PACKS, st.lists(EVENTS, max_size=5), DAYS)
@FEW
def test_replaying_twice_gives_the_same(pack: Pack, events: list[Event], today: date) -> None:
    assert stand(pack, events, today) == stand(pack, tuple(events), today)


@given(DAYS, st.integers(-40, 60), st.booleans())
@FEW
def test_the_earlier_of_printed_and_computed_is_kept_until_confirmed(day: date, off: int, confirmed: bool) -> None:
    printed = PrintedDate(day + timedelta(days=off), confirmed)
    event = Event(
        EventKind.DEPORTATION_DECISION_NOTIFIED, GivenDate.of_civil(day), printed={"tr-deportation-suit": printed}
    )
    suit = next(
        d for d in replay(load("tr"), ("removal",), [event], today=day).deadlines if d.id == "tr-deportation-suit"
    )
    assert suit.computed is not None
    assert suit.due == (printed.day if confirmed else min(printed.day, suit.computed))
    assert suit.safe is not None
    assert suit.safe <= suit.due


@given(PACKS, st.lists(EVENTS, max_size=5), DAYS)
@FEW
def test_every_step_and_warning_can_be_said(pack: Pack, events: list[Event], today: date) -> None:
    standing = stand(pack, events, today)
    said = [step.text() for deadline in standing.deadlines for step in deadline.why]
    said += [caution.text() for caution in standing.cautions]
    assert all(text and "{" not in text and ".." not in text.replace("...", "") for text in said)


@given(PACKS, st.lists(EVENTS, max_size=5), DAYS)
@FEW
def test_nothing_unverified_gets_a_date(pack: Pack, events: list[Event], today: date) -> None:
    for deadline in stand(pack, events, today).deadlines:
        if not deadline.rule.gives_date:
            assert (deadline.due, deadline.safe, deadline.follow_up) == (None, None, None)


@pytest.mark.parametrize("day", [date(2024, 2, 29) + timedelta(days=n) for n in range(0, 900, 7)])
def test_a_turkish_suit_against_the_calendar_worked_out_another_way(day: date) -> None:
    """A second way: walk day by day over the country's rest days, without the room's counting."""
    rest = OpenDays("TR")
    last = day + timedelta(days=7)
    while rest.closed(last, Reading.SURE):
        last += timedelta(days=1)
    work = last - timedelta(days=1)
    while rest.closed(work, Reading.POSSIBLE) and work > day:
        work -= timedelta(days=1)
    event = Event(EventKind.DEPORTATION_DECISION_NOTIFIED, GivenDate.of_civil(day))
    suit = replay(load("tr"), ("removal",), [event], today=day).deadlines[0]
    assert (suit.due, suit.safe) == (last, work)


def test_every_step_has_its_words() -> None:
    assert set(STEP_TEMPLATES) == set(StepCode)
