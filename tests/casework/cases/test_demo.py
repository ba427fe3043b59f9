"""The cases of the story: Ahmed's, complete, and others in every state; the same from the same seed."""

from datetime import date

import pytest

from jiwar.casework.appointments import demo as appointments_demo
from jiwar.casework.appointments.models import Appointment
from jiwar.casework.cases import demo, queries
from jiwar.casework.cases.models import Case, Document
from jiwar.casework.people import demo as people_demo
from jiwar.foundation.access.queries import lendings, reading
from jiwar.foundation.access.story import Story
from tests.cast import Cast


@pytest.fixture
def story(cast: Cast) -> Story:
    story = Story(cast.reception.member.group, 7, date(2026, 3, 6), 40)
    for name in ("reception", "coordinator", "caseworker", "off_caseworker", "volunteer", "guardian"):
        story.hire(name, getattr(cast, name).member)
    people_demo.tell(story)
    demo.tell(story)
    return story


def test_ahmeds_case_is_complete(cast: Cast, story: Story) -> None:
    case = queries.case(cast.caseworker.viewer, story.recall("ahmed/case", Case).id)
    view = queries.page(cast.caseworker.viewer, case)
    assert view.lead == "Caseworker"
    assert view.principal is not None
    assert view.principal.name == "Ahmed Ibrahim Adam"
    assert [each.member.role for each in view.people] == ["principal", "spouse", "child"]
    assert len(view.plan.assessments) == 5
    assert len(view.plan.goals) == 2
    assert [task.title for task in view.tasks][:1] == ["Ask the landlord for a contract of six months"]
    assert [document.title for document in view.documents] == ["Letter of refusal"]
    assert Document.objects.get().file.media_type == "application/pdf"


def test_there_are_cases_in_every_state_and_somebody_is_detained(cast: Cast, story: Story) -> None:
    states = set(Case.objects.values_list("state", flat=True))
    assert states == {"intake", "open", "closed"}
    dangers = {line.case.danger for line in queries.burning(cast.coordinator.viewer)}
    assert dangers == {"detained", "in-danger"}


def test_a_volunteer_was_given_one_case_with_something_to_do(cast: Cast, story: Story) -> None:
    (task,) = queries.tasks_of(cast.volunteer.viewer)
    assert task.case is not None
    assert not task.case.danger
    assert [row.member for row in queries.team(task.case) if not row.lead] == [cast.volunteer.member]


def test_appointments_fill_the_weeks_and_the_past_has_its_attendance(cast: Cast, story: Story) -> None:
    appointments_demo.tell(story)
    case = story.recall("ahmed/case", Case)
    assert Appointment.objects.filter(case=case, interpreter_language="fvr").count() == 2
    assert Appointment.objects.filter(state=Appointment.State.CAME).exists()
    past = Appointment.objects.filter(starts__date__lt=story.today)
    assert not past.filter(state=Appointment.State.BOOKED).exists()


def test_something_stands_open_for_today_and_one_night_waits_for_its_review(cast: Cast, story: Story) -> None:
    (lent,) = lendings.open_to_me(cast.volunteer.viewer)[:1]
    assert not lent.emergency
    waiting, reviewed = lendings.emergencies(cast.guardian.viewer)
    assert (len(waiting), len(reviewed)) == (1, 1)
    assert not waiting[0].runs
    assert len(reading.decoys(cast.guardian.viewer)) == 1
