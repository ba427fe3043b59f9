"""A year of the programme: people, not seats, and nobody to be found in the numbers."""

from collections.abc import Callable
from datetime import date, time

import pytest
from django.urls import reverse
from django.utils import timezone

from jiwar.casework.people import actions as people_actions
from jiwar.casework.people.parts import NameGiven, Who
from jiwar.foundation.access.policy import Refused
from jiwar.foundation.vault.models import Subject
from jiwar.knowledge.attendance import Mark
from jiwar.lines.learning.models import (
    Attendance,
    ClassMeeting,
    Enrolment,
    Learner,
    LearnerLevel,
    Placing,
    TakenTest,
    TaughtClass,
)
from jiwar.lines.learning.programme import queries
from jiwar.lines.learning.rights import LEARNING
from tests.cast import Cast, Player

Makes = Callable[..., Learner]


@pytest.fixture
def makes(cast: Cast, teacher: Player, taught: TaughtClass) -> Makes:
    """A learner with a place in the class, with whatever else is said of them."""
    member, numbers = teacher.member, iter(range(500, 600))
    meeting = ClassMeeting.objects.create(taught=taught, day=date(2026, 3, 2), starts=time(9), ends=time(11))

    def made(
        *, ended: str = "", levels: tuple[str, ...] = (), test: str = "", placed: str = "", came: bool = True
    ) -> Learner:
        number = next(numbers)
        who = Who((NameGiven(f"Person Number{number}"),))
        person = people_actions.register(cast.reception.viewer, who=who, none_of_these=True)
        own = {"subject_id": person.subject_id, "compartment": LEARNING.code}
        learner = Learner.objects.create(**own, person=person, number=number, added_by=member)
        of = {**own, "learner": learner}
        on = {"ended_on": date(2026, 5, 1), "ended_how": ended} if ended else {}
        Enrolment.objects.create(**of, **on, taught=taught, since=date(2026, 2, 2), enrolled_by=member)
        for month, level in enumerate(levels, start=1):
            LearnerLevel.objects.create(**of, language="tr", level=level, since=date(2026, month, 1), set_by=member)
        if placed:
            began = LearnerLevel.objects.create(
                **of, language="tr", level=placed, since=date(2026, 1, 2), set_by=member
            )
            ends = {"ended_at": timezone.now(), "level": began}
            Placing.objects.create(**of, **ends, language="tr", teacher=member, asked_by=member)
        if test:
            sent = {"name": "Test", "outcome": test, "language": "tr", "level": "a1"}
            TakenTest.objects.create(**of, **sent, taken_on=date(2026, 4, 1), kept_by=member)
        mark = Mark.PRESENT if came else Mark.ABSENT
        Attendance.objects.create(**of, meeting=meeting, mark=mark.value, marked_by=member)
        return learner

    return made


def test_each_person_once_and_small_numbers_hidden(cast: Cast, makes: Makes) -> None:
    for _person in range(6):
        makes(levels=("a1", "a2"), test="passed", placed="a1")
    for _person in range(5):
        makes(came=False)
    makes(ended="work", levels=("a1", "a2"))
    found = queries.of_year(cast.coordinator.viewer, 2026)
    assert found.outcomes.columns == ("goes-on", "gained", "work")
    assert found.outcomes.table.rows[0][2] is None
    assert (found.placed.columns, found.placed.table.rows[0]) == (("a1",), (6, 6))
    assert (found.tests.columns, found.tests.table.rows[0]) == (("passed",), (6, 6))
    assert found.share == pytest.approx(7 / 12)
    page = cast.coordinator.client.get(reverse("learning:programme")).content.decode()
    assert "gained a level" in page
    assert "hidden</span>" in page
    assert "58 %" in page
    assert queries.of_year(cast.coordinator.viewer, 2025).people == 0
    assert "Nobody was placed" in cast.coordinator.client.get(reverse("learning:programme") + "?year=2025").text


def test_whoever_is_hidden_is_in_no_number(cast: Cast, makes: Makes) -> None:
    for _person in range(5):
        makes()
    hidden = makes()
    assert queries.of_year(cast.coordinator.viewer, 2026).outcomes.table.rows[0] == (6, 6)
    Subject.objects.filter(id=hidden.subject_id).update(hidden=True)
    assert queries.of_year(cast.coordinator.viewer, 2026).outcomes.table.rows[0] == (5, 5)


def test_too_few_are_no_number(cast: Cast, makes: Makes) -> None:
    makes(test="passed")
    found = queries.of_year(cast.coordinator.viewer, 2026)
    assert (found.outcomes.table.empty, found.share) == (True, None)
    assert "Too few people" in cast.coordinator.client.get(reverse("learning:programme")).text


def test_only_who_oversees(teacher: Player) -> None:
    with pytest.raises(Refused):
        queries.of_year(teacher.viewer, 2026)
