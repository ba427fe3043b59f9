"""The courses of the story: Turkish from the first word, a track for who reads in no script, and when they meet."""

from datetime import date, time, timedelta

from jiwar.foundation.access.story import Story
from jiwar.foundation.access.viewer import Viewer
from jiwar.knowledge.levels import Level
from jiwar.knowledge.timetables import Weekly
from jiwar.lines.learning.courses import actions, queries
from jiwar.lines.learning.courses.actions import Plan, Times
from jiwar.lines.learning.models import Course, TaughtClass, Timetable

UNITS = (
    ("Who I am", ("I can say my name and spell it.", "I can say where I come from.", "I can say my telephone number.")),
    (
        "At the office",
        ("I can ask for an interpreter.", "I can say that I do not understand.", "I can ask for a date."),
    ),
    ("At the market", ("I can ask what something costs.", "I can say how much I want of it.")),
    ("At the doctor’s", ("I can say where it hurts.", "I can understand when to take a medicine.")),
)
LETTERS = (
    ("The first letters", ("I can write my name.", "I can read the number of my card.")),
    ("Signs in the street", ("I can read the name of my street.", "I can read what day it is on a sheet.")),
)


def tell(story: Story, teachers: list[Viewer]) -> None:
    """A morning class that has run for weeks, an evening one that begins, and the first letters for women."""
    amal, other = teachers[0], teachers[-1]
    turkish = _course(amal, "Turkish A1", Level.A1, UNITS)
    reading = _course(amal, "The first letters", Level.LITERACY, LETTERS)
    office = queries.offices()[-1]
    begun = story.today - timedelta(days=35)
    morning = Plan(
        "Turkish A1, mornings", amal.member, 6, begun, begun + timedelta(days=112), office, "Room 2",
        stand_ins=(other.member,),
    )  # fmt: skip
    evening = Plan(
        "Turkish A1, evenings", other.member, 12, story.today + timedelta(days=10),
        story.today + timedelta(days=120), office, "Room 2", online=True,
    )  # fmt: skip
    women = Plan(
        "The first letters, women", amal.member, 8, begun, begun + timedelta(days=112), office, "Room 1",
        women_only=True, childcare=True,
    )  # fmt: skip
    story.remember("class/morning", _class(amal, turkish, morning, (0, 2, 3), time(9, 30), time(11), story.today))
    story.remember("class/evening", _class(amal, turkish, evening, (0, 2), time(17), time(18, 30), story.today))
    story.remember("class/women", _class(amal, reading, women, (1, 3), time(12), time(13, 30), story.today))
    story.remember("course/turkish", turkish)
    story.remember("course/reading", reading)


def _course(viewer: Viewer, title: str, level: Level, units: tuple[tuple[str, tuple[str, ...]], ...]) -> Course:
    course = actions.make_course(viewer, title=title, language="tr", level=level.value)
    for name, can_dos in units:
        actions.write_unit(viewer, course=course, title=name, can_dos=can_dos)
    return course


def _class(
    viewer: Viewer, course: Course, plan: Plan, days: tuple[int, ...], starts: time, ends: time, today: date
) -> TaughtClass:
    """Prayer was talked about in the classes that run; the one that begins still has to."""
    taught = actions.open_class(viewer, course=course, plan=plan)
    kept = "A quarter of an hour when the call comes, as the class wishes." if plan.first_day <= today else ""
    usual = Times(tuple(Weekly(day, starts, ends) for day in days), plan.first_day, kept_free=kept)
    actions.set_times(viewer, taught=taught, kind=Timetable.Kind.USUAL, times=usual, seen_version=taught.version)
    return TaughtClass.objects.get(id=taught.id)
