"""What the data guardian of the story has to decide: one file came due, one is kept, one erasure is asked for."""

from datetime import timedelta

from django.db.models import QuerySet
from django.utils import timezone

from jiwar.casework.appointments.models import Appointment
from jiwar.casework.cases.models import CaseMember
from jiwar.casework.erasing import actions, keeping, keeping_actions
from jiwar.casework.people.models import Person
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access.models import Decoy
from jiwar.foundation.access.story import Story

FILE_YEARS, LINE_YEARS = 5, 7
LONG_AGO = (timedelta(days=6 * 365 + 40), timedelta(days=5 * 365 + 90))


def tell(story: Story) -> None:
    """Nobody of them has a case. What was registered years ago is said so, because the story begins today."""
    guardian = next((viewer for viewer in map(story.as_, story.cast) if viewer.can(can.GUARD_DATA)), None)
    people = list(_without_cases()[:3])
    if guardian is None or len(people) < 3:
        return
    for person, ago in zip(people[:2], LONG_AGO, strict=True):
        Person.objects.filter(id=person.id).update(registered_at=timezone.now() - ago)
    due = {rule.code: FILE_YEARS if rule is keeping.FILE else LINE_YEARS for rule in keeping.rules()}
    keeping_actions.set_years(guardian, years=due)
    until = story.today.replace(year=story.today.year + 2, month=12, day=31)
    keeping_actions.keep(guardian, person=people[1], until=until, said="The court in the capital asked for the file.")
    actions.ask(guardian, person=people[2], why="wish", said="Went to another country and asks that nothing is kept.")


def _without_cases() -> "QuerySet[Person]":
    people = Person.objects.select_related("subject").filter(subject__hidden=False)
    people = people.exclude(id__in=CaseMember.objects.values_list("person"))
    people = people.exclude(id__in=Appointment.objects.values_list("person"))
    return people.exclude(subject__in=Decoy.objects.values("subject")).order_by("-number")
