"""One's day: what burns first, then what is due, then what is new."""

from dataclasses import dataclass
from datetime import date, datetime

from jiwar.casework import service_lines
from jiwar.casework.appointments import queries as appointments
from jiwar.casework.appointments.queries import Shown
from jiwar.casework.cases import clock
from jiwar.casework.cases import queries as cases
from jiwar.casework.cases.models import Task
from jiwar.casework.cases.queries import CaseLine
from jiwar.casework.people import queries as people
from jiwar.casework.service_lines import Burning, DayCard
from jiwar.faces.desk import house_words, teaching
from jiwar.faces.desk.house_words import HouseWord
from jiwar.faces.desk.teaching import Lesson
from jiwar.foundation.access.queries import lendings
from jiwar.foundation.access.queries.lendings import LentToMe
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.groups import opening

TASKS = 8
DANGERS = 6
NEW = 6
SOON = 7
FEWEST_CARDS = 2
MOST_CARDS = 6


@dataclass(frozen=True)
class DangerNow:
    """Someone detained or in danger now. `words`: where and since when, as the front desk wrote it."""

    line: CaseLine
    kind: str
    words: str


@dataclass(frozen=True)
class SheetLine:
    """What may lie open on a counter: when, where, and a number."""

    starts: datetime
    ends: datetime
    number: str
    room: str


@dataclass(frozen=True)
class Sheet:
    today: date
    lines: list[SheetLine]


@dataclass(frozen=True)
class Day:
    """`alarms` stand first, `deadlines` as cards, `later` as a list; `more_…`: there are more than the page shows."""

    today: date
    opening: opening.Today
    alarms: list[Burning]
    dangers: list[DangerNow]
    more_dangers: bool
    deadlines: list[Burning]
    later: list[Burning]
    appointments: list[Shown]
    cards: list[DayCard]
    tasks: list[Task]
    more_tasks: bool
    new: list[CaseLine]
    more_new: bool
    lent: list[LentToMe]
    words: list[HouseWord]
    lessons: list[Lesson]

    @property
    def is_empty(self) -> bool:
        due = self.deadlines or self.later or self.appointments or self.cards or self.tasks
        return not (self.alarms or self.dangers or due or self.new or self.words or self.lent)


def day_of(viewer: Viewer) -> Day:
    """Everything of the signed-in person's day, asked once."""
    today = clock.today()
    dangers = cases.burning(viewer)
    tasks = cases.tasks_of(viewer)
    found = _burning(viewer, today)
    deadlines = [entry for entry in found if not entry.alarm]
    new = cases.new_to(viewer)
    near = _shown_fully(deadlines)
    return Day(
        today=today,
        opening=opening.on(today, viewer.member.office_id),
        alarms=[entry for entry in found if entry.alarm],
        dangers=[_danger(line) for line in dangers[:DANGERS]],
        more_dangers=len(dangers) > DANGERS,
        deadlines=deadlines[:near],
        later=deadlines[near:],
        appointments=appointments.of_day(viewer, today),
        cards=[card for line in service_lines.installed() if line.day for card in line.day(viewer, today)],
        tasks=tasks[:TASKS],
        more_tasks=len(tasks) > TASKS,
        new=new[:NEW],
        more_new=len(new) > NEW,
        lent=lendings.open_to_me(viewer),
        words=house_words.unread(viewer),
        lessons=teaching.lessons_for(viewer),
    )


def sheet_of(viewer: Viewer) -> Sheet:
    """Everyone's appointments of today, for whoever books."""
    today = clock.today()
    found = [each for each in appointments.week_of_office(viewer, today, None) if each.day == today]
    known = people.persons(viewer, {each.row.person_id for each in found})
    return Sheet(today, [_sheet_line(each, known[each.row.person_id].written_number) for each in found])


def _sheet_line(each: Shown, number: str) -> SheetLine:
    return SheetLine(each.starts, each.ends, number, each.row.room)


def _danger(line: CaseLine) -> DangerNow:
    return DangerNow(line, line.case.get_danger_display(), line.case.danger_words)


def _shown_fully(deadlines: list[Burning]) -> int:
    """What is due within a week stands as a card, and at least two do; never so many that the day drowns."""
    soon = sum(1 for entry in deadlines if entry.days_left is None or entry.days_left <= SOON)
    return min(max(soon, FEWEST_CARDS), MOST_CARDS)


def _burning(viewer: Viewer, today: date) -> list[Burning]:
    """Of all lines, nearest first; what nobody could verify comes before every date."""
    found = [entry for line in service_lines.installed() for entry in line.burning(viewer, today)]
    return sorted(found, key=lambda entry: entry.safe or date.min)
