"""A class of the summer that is over: so many learned in it that the programme of the year has figures to show."""

from datetime import date, time, timedelta
from typing import Final

from jiwar.casework.cases import actions as cases
from jiwar.casework.cases.models import Task
from jiwar.foundation.access.story import Story
from jiwar.foundation.access.viewer import Viewer, viewer_for
from jiwar.knowledge.attendance import Mark
from jiwar.knowledge.levels import Level
from jiwar.knowledge.timetables import Weekly
from jiwar.lines.learning.attending import actions as attending
from jiwar.lines.learning.attending import queries as registers
from jiwar.lines.learning.courses import actions as courses
from jiwar.lines.learning.courses import queries
from jiwar.lines.learning.courses.actions import Plan, Times
from jiwar.lines.learning.models import Enrolment, PlaceOffer, TakenTest, TaughtClass, Timetable
from jiwar.lines.learning.places import actions as places
from jiwar.lines.learning.places import enrolling
from jiwar.lines.learning.places.demo import led_people
from jiwar.lines.learning.places.following import LEFT
from jiwar.lines.learning.places.wishes import Wishes
from jiwar.lines.learning.progress import actions as progress
from jiwar.lines.learning.progress.actions import TestGiven

LEARNED: Final = 22
LEFT_FOR_WORK: Final = 6
WENT_UP: Final = 10
PASSED: Final = 9
WEEKS: Final = 12


def tell(story: Story, teacher: Viewer) -> None:
    first, last = story.today - timedelta(days=200), story.today - timedelta(days=200 - 7 * WEEKS)
    taught = _class(story, teacher, first)
    _enrol(story, teacher, taught, first)
    _registers(story, teacher, taught, last)
    rows = Enrolment.objects.filter(taught=taught).select_related(
        "learner__subject", "subject", "taught", "entry__case"
    )
    for place, row in enumerate(rows.order_by("learner__number")):
        progress.change_level(
            teacher, learner=row.learner, language="tr", level=Level.A1, why="Asked before the class.", today=first
        )
        if place < LEFT_FOR_WORK:
            enrolling.end_place(teacher, place=row, how="work")
            _asked(row)
            continue
        passed = place < LEFT_FOR_WORK + PASSED
        outcome = TakenTest.Outcome.PASSED if passed else TakenTest.Outcome.NOT_PASSED
        given = TestGiven("End of the course", outcome, "", last)
        progress.keep_test(teacher, learner=row.learner, language="tr", level=Level.A2, given=given)
        if place < LEFT_FOR_WORK + WENT_UP:
            progress.change_level(
                teacher, learner=row.learner, language="tr", level=Level.A2, why="After the course.", today=last
            )
    TaughtClass.objects.filter(id=taught.id).update(last_day=last)
    enrolling.close_class(teacher, taught=taught)
    Enrolment.objects.filter(taught=taught).update(ended_on=last)


def _class(story: Story, teacher: Viewer, first: date) -> TaughtClass:
    """Open until tomorrow, so that places in it can be given; its last day is told afterwards."""
    course = courses.make_course(teacher, title="Turkish A2", language="tr", level=Level.A2.value)
    office = queries.offices()[-1]
    plan = Plan(
        "Turkish A2, in summer", teacher.member, LEARNED, first, story.today + timedelta(days=1), office, "Room 1"
    )
    taught = courses.open_class(teacher, course=course, plan=plan)
    usual = Times((Weekly(2, time(14), time(15, 30)),), first)
    courses.set_times(teacher, taught=taught, kind=Timetable.Kind.USUAL, times=usual, seen_version=taught.version)
    return queries.taught(teacher, taught.id)


def _enrol(story: Story, teacher: Viewer, taught: TaughtClass, first: date) -> None:
    for lead, case, person in led_people(story)[-LEARNED:]:
        places.ask_place(lead, case=case, person=person, course=taught.course, wishes=Wishes(), scripts=("arabic",))
    for offer in places.offer_free(teacher, taught=taught):
        places.accept(teacher, offer=PlaceOffer.objects.select_related("entry__case").get(id=offer.id))
    Enrolment.objects.filter(taught=taught).update(since=first)


def _registers(story: Story, teacher: Viewer, taught: TaughtClass, last: date) -> None:
    chance = story.chance(__name__)
    for meeting in queries.meetings(taught, taught.first_day, last):
        register = registers.register(teacher, taught, meeting.day, meeting.starts)
        marks = {
            each.place.learner_id: Mark.PRESENT if chance.random() < 0.85 else Mark.EXCUSED
            for each in register.expected
        }
        attending.mark(teacher, register=register, marks=marks, seen={})


def _asked(place: Enrolment) -> None:
    """Whoever leads the case asked long ago what would help."""
    for task in Task.objects.filter(origin_kind=LEFT, origin=place.id).select_related("owner", "case__subject"):
        if task.owner is not None:
            cases.finish_task(viewer_for(task.owner), task=task)
