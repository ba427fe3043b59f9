"""The order of a waiting list, for one class. It is the same for whoever looks: the rules read no rights."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from jiwar.casework.people.models.person import Sex
from jiwar.foundation.vault import prefetch
from jiwar.knowledge import places
from jiwar.knowledge.places import Ranked, Room, Rules, Waiting
from jiwar.lines.learning.courses.queries import timetable_now
from jiwar.lines.learning.models import Enrolment, PlaceOffer, TaughtClass, Timetable, WaitingEntry
from jiwar.lines.learning.places import wishes


@dataclass(frozen=True)
class InOrder:
    ranked: Ranked
    entry: WaitingEntry


def taken(taught: TaughtClass) -> int:
    return Enrolment.objects.filter(taught=taught, ended_on__isnull=True).count()


def seen_taken(taught: TaughtClass, *, teaches: bool) -> int:
    """Places that are taken, as far as the reader may know: who does not teach there knows of no hidden learner."""
    rows = Enrolment.objects.filter(taught=taught, ended_on__isnull=True)
    return rows.count() if teaches else rows.filter(subject__hidden=False).count()


def offered(taught: TaughtClass) -> int:
    return PlaceOffer.objects.filter(taught=taught, state=PlaceOffer.State.OPEN).count()


def free_places(taught: TaughtClass) -> int:
    return max(0, taught.capacity - taken(taught) - offered(taught))


def drawn_with(taught: TaughtClass) -> str:
    """The word of the lot: made by chance when the class was opened, and written on the page."""
    return taught.id.hex[:12]


def of_class(taught: TaughtClass, today: date) -> list[InOrder]:
    """Everybody who waits for its course, in order for this class. Whoever's file is hidden rests: a list others read
    must not change by them."""
    waiting_ones = WaitingEntry.objects.filter(course=taught.course_id, state=WaitingEntry.State.WAITING)
    rows = list(waiting_ones.filter(subject__hidden=False).select_related("learner__person", "subject", "case"))
    prefetch([*rows, *(row.learner.person for row in rows)])
    had_one, declined = _had_a_course(rows, taught), _declined(rows, taught)
    rules = places.rules()
    waiting = {row.learner.written_number: row for row in rows}
    people = [_waiting(row, row.learner_id in had_one, row.id in declined) for row in rows]
    found = places.ranked(rules, _room(taught, today, rules), people, draw=drawn_with(taught))
    return [InOrder(each, waiting[each.who.id]) for each in found]


def _had_a_course(rows: Sequence[WaitingEntry], taught: TaughtClass) -> set[UUID]:
    learners = [row.learner_id for row in rows]
    before = Enrolment.objects.filter(learner__in=learners, taught__course__language=taught.course.language)
    return set(before.values_list("learner_id", flat=True))


def _declined(rows: Sequence[WaitingEntry], taught: TaughtClass) -> set[UUID]:
    said_no = PlaceOffer.objects.filter(entry__in=rows, taught=taught, state=PlaceOffer.State.DECLINED)
    return set(said_no.values_list("entry_id", flat=True))


def _waiting(row: WaitingEntry, had_one: bool, declined: bool) -> Waiting:
    wished = wishes.from_data(row.wishes)
    return Waiting(
        row.learner.written_number,
        row.since,
        woman=row.learner.person.sex == Sex.FEMALE,
        only_with_women=wished.only_with_women,
        needs_childcare=wished.needs_childcare,
        ways=frozenset(wished.ways),
        free=frozenset((day, part) for day in range(7) for part in wished.parts),
        lost_place=row.lost_place,
        first_course=not had_one,
        declined=declined,
    )


def _room(taught: TaughtClass, today: date, rules: Rules) -> Room:
    now = timetable_now(taught, Timetable.Kind.USUAL, today)
    ways = {"room"} if taught.office_id else set()
    return Room(
        free_places(taught),
        taught.women_only,
        taught.childcare,
        frozenset(ways | ({"online"} if taught.online else set())),
        frozenset((each.weekday, rules.part_of_day(each.starts)) for each in now.weekly) if now else frozenset(),
    )
