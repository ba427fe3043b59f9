"""The learning line's part of the world."""

from datetime import time, timedelta
from typing import Any

from jiwar.casework.cases import clock
from jiwar.casework.cases.models import Case
from jiwar.casework.people.models import Person
from jiwar.foundation.access.viewer import Viewer
from jiwar.knowledge.timetables import Weekly
from jiwar.lines.learning.courses import actions as courses
from jiwar.lines.learning.courses.actions import Plan, Times
from jiwar.lines.learning.courses.queries import meetings
from jiwar.lines.learning.models import Enrolment, PlaceOffer, TaughtClass, Timetable
from jiwar.lines.learning.places import actions as places
from jiwar.lines.learning.places.wishes import Wishes


def of_learning(caseworker: Viewer, teacher: Viewer, case: Case, person: Person, child: Person) -> dict[str, Any]:
    """Zubaydah learns with the teacher and waits for another course; the child was offered a place."""
    course, further = (
        courses.make_course(teacher, title=title, language="tr", level="a1") for title in ("Turkish A1", "Turkish A2")
    )
    days = (clock.today() - timedelta(days=30), clock.today() + timedelta(days=60))
    taught = courses.open_class(teacher, course=course, plan=Plan("Mornings", teacher.member, 9, *days, online=True))
    weekly = tuple(Weekly(day, time(9), time(10)) for day in range(7))
    usual = Timetable.Kind.USUAL
    courses.set_times(teacher, taught=taught, kind=usual, times=Times(weekly, days[0]), seen_version=taught.version)
    courses.open_class(teacher, course=course, plan=Plan("Evenings", teacher.member, 9, *days, online=True))
    places.ask_place(caseworker, case=case, person=person, course=course, wishes=Wishes(), scripts=("arabic",))
    (offer,) = places.offer_free(teacher, taught=taught)
    place = places.accept(caseworker, offer=PlaceOffer.objects.select_related("entry__case__subject").get(id=offer.id))
    Enrolment.objects.filter(id=place.id).update(since=days[0])
    entry = places.ask_place(caseworker, case=case, person=person, course=further, wishes=Wishes())
    places.ask_place(caseworker, case=case, person=child, course=course, wishes=Wishes())
    (open_offer,) = places.offer_free(teacher, taught=taught)
    meeting = meetings(TaughtClass.objects.get(id=taught.id), days[0], clock.today())[-1]
    return {
        "learner": place.learner_id,
        "course": course.id,
        "unit": courses.write_unit(teacher, course=course, title="Who I am", can_dos=["I can say my name."]).id,
        "taught": taught.id,
        "learning:times/kind": usual.value,
        "day": meeting.day.isoformat(),
        "at": "09:00",
        "offer": open_offer.id,
        "learning:wait-no-more/entry": entry.id,
        "place": place.id,
    }
