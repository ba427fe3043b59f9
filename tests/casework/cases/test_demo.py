"""The cases of the story: Ahmed's, complete, and others in every state; the same from the same seed."""

from datetime import date

import pytest

from jiwar.casework.appointments import demo as appointments_demo
from jiwar.casework.appointments.models import Appointment
from jiwar.casework.cases import demo, queries
from jiwar.casework.cases.models import Case, Document
from jiwar.casework.people import demo as people_demo
from jiwar.foundation.access import words
from jiwar.foundation.access.models import Word
from jiwar.foundation.access.queries import lendings, reading
from jiwar.foundation.access.story import Story
from jiwar.foundation.groups.models import Group
from tests.cast import found, the_cast
from tests.kept import kept_story

pytestmark = pytest.mark.once

STAFF = ("reception", "coordinator", "caseworker", "off_caseworker", "volunteer", "guardian")


def tell(group: Group) -> Story:
    cast = the_cast(group, found("Other House", country="EG"))
    story = Story(group, 7, date(2026, 3, 6), 40)
    for name in STAFF:
        story.hire(name, getattr(cast, name).member)
    people_demo.tell(story)
    demo.tell(story)
    return story


told, story = kept_story(tell)


def test_ahmeds_case_is_complete(story: Story) -> None:
    case = queries.case(story.as_("caseworker"), story.recall("ahmed/case", Case).id)
    view = queries.page(story.as_("caseworker"), case)
    assert view.lead == "Caseworker"
    assert view.principal is not None
    assert view.principal.name == "Ahmed Ibrahim Adam"
    assert [each.member.role for each in view.people] == ["principal", "spouse", "child"]
    assert len(view.plan.assessments) == 5
    assert len(view.plan.goals) == 2
    assert [task.title for task in view.tasks][:1] == ["Ask the landlord for a contract of six months"]
    assert [document.title for document in view.documents] == ["Letter of refusal"]
    assert Document.objects.get().file.media_type == "application/pdf"


def test_there_are_cases_in_every_state_and_somebody_is_detained(story: Story) -> None:
    states = set(Case.objects.values_list("state", flat=True))
    assert states == {"intake", "open", "closed"}
    dangers = {line.case.danger for line in queries.burning(story.as_("coordinator"))}
    assert dangers == {"detained", "in-danger"}


def test_a_volunteer_was_given_one_case_with_something_to_do(story: Story) -> None:
    (task,) = queries.tasks_of(story.as_("volunteer"))
    assert task.case is not None
    assert not task.case.danger
    assert [row.member for row in queries.team(task.case) if not row.lead] == [story.as_("volunteer").member]


def test_appointments_fill_the_weeks_and_the_past_has_its_attendance(story: Story) -> None:
    appointments_demo.tell(story)
    case = story.recall("ahmed/case", Case)
    assert Appointment.objects.filter(case=case, interpreter_language="fvr").count() == 2
    assert Appointment.objects.filter(state=Appointment.State.CAME).exists()
    past = Appointment.objects.filter(starts__date__lt=story.today)
    assert not past.filter(state=Appointment.State.BOOKED).exists()


def test_something_stands_open_for_today_and_one_night_waits_for_its_review(story: Story) -> None:
    (lent,) = lendings.open_to_me(story.as_("volunteer"))[:1]
    assert not lent.emergency
    waiting, reviewed = lendings.emergencies(story.as_("guardian"))
    assert (len(waiting), len(reviewed)) == (1, 1)
    assert not waiting[0].runs
    assert len(reading.decoys(story.as_("guardian"))) == 1


def test_of_two_who_read_unlike_their_work_one_was_spoken_to(story: Story) -> None:
    waiting, settled = reading.alarms(story.as_("guardian"))
    assert [(each.row.kind, each.row.shown) for each in waiting] == [("night", 3)]
    assert [(each.row.kind, each.row.shown) for each in settled] == [("row", 8)]
    assert settled[0].row.member == story.as_("reception").member
    told = Word.objects.filter(kind=words.READING_ALARM, read_at__isnull=True)
    assert [word.about for word in told] == [{"alarm": str(waiting[0].row.id)}]
