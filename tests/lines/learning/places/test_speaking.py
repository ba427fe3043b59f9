"""Who speaks with a learner where nobody works on a case: one coordinator, and the teacher cannot tell which it was."""

from datetime import date

import pytest
from django.urls import reverse

from jiwar.casework.cases import actions as cases
from jiwar.casework.cases.models import Case, Task
from jiwar.foundation.access import words
from jiwar.foundation.access.models import Grant, Word
from jiwar.foundation.access.roles import COORDINATOR
from jiwar.foundation.groups.models import Group
from jiwar.foundation.vault.models import Subject
from jiwar.knowledge.attendance import Mark
from jiwar.lines.learning import opening
from jiwar.lines.learning.models import Enrolment, Learner, TaughtClass
from jiwar.lines.learning.places import enrolling, speaking
from tests.cast import Cast, Player, join
from tests.lines.learning.attending.test_attending import mark
from tests.lines.learning.conftest import AHMED, TODAY, read

AWAY = (date(2026, 2, 23), date(2026, 2, 25), date(2026, 3, 2))
TITLE = f"{AHMED} did not come to “Mornings” three times in a row. Ask how they are."


@pytest.fixture
def place(cast: Cast, teacher: Player, case: Case, learner: Learner, taught: TaughtClass) -> Enrolment:
    """Ahmed has learned here since the first day; his case has been closed since."""
    opening.to_teachers(cast.caseworker.viewer, learner.subject, [teacher.member], learner.id)
    row = enrolling.enrol(teacher.viewer, learner=learner, taught=taught, why="came from another town")
    Enrolment.objects.filter(id=row.id).update(since=taught.first_day)
    cases.close_case(cast.caseworker.viewer, case=case, reason=Case.Closing.OTHER, seen_version=case.version)
    return Enrolment.objects.select_related("learner__person__subject", "subject", "entry", "taught").get(id=row.id)


def stays_away(teacher: Player, place: Enrolment) -> None:
    for day in AWAY:
        mark(teacher, place, Mark.ABSENT, day, seen=Mark.PRESENT)


def test_one_coordinator_is_to_ask_and_sees_the_learner_until_it_is_done(
    cast: Cast, teacher: Player, place: Enrolment
) -> None:
    address = reverse("learning:learner", args=[place.learner_id])
    assert cast.coordinator.client.get(address).status_code == 404
    stays_away(teacher, place)
    task = Task.objects.get(state=Task.State.OPEN)
    assert (task.title, task.owner, task.due, task.case) == (TITLE, cast.coordinator.member, TODAY, None)
    assert TITLE in read(cast.coordinator, "/")
    assert AHMED in read(cast.coordinator, address)
    own = read(cast.coordinator, reverse("cases:own-task", args=[task.id]))
    assert (TITLE in own, "follows from a deadline" in own) == (True, False)
    cases.finish_task(cast.coordinator.viewer, task=task)
    assert cast.coordinator.client.get(address).status_code == 404
    assert teacher.client.get(address).status_code == 200


def test_coming_again_ends_it(cast: Cast, teacher: Player, place: Enrolment) -> None:
    stays_away(teacher, place)
    mark(teacher, place, Mark.PRESENT)
    assert not Task.objects.filter(state=Task.State.OPEN).exists()
    assert not Grant.objects.filter(member=cast.coordinator.member, ended_at__isnull=True, compartment="learning")


def test_a_teacher_meets_the_same_with_and_without_a_case(cast: Cast, teacher: Player, place: Enrolment) -> None:
    def told() -> tuple[str, int]:
        stays_away(teacher, place)
        task = Task.objects.get(origin_kind="learning.away", state=Task.State.OPEN)
        own = teacher.client.get(reverse("cases:own-task", args=[task.id])).status_code
        page = read(teacher, reverse("learning:class", args=[place.taught_id]))
        for day in AWAY:
            mark(teacher, place, Mark.PRESENT, day, seen=Mark.ABSENT)
        return page, own

    without = told()
    cases.reopen_case(cast.coordinator.viewer, case=Case.objects.get(), why="")
    assert told() == without
    assert without[1] == 404
    assert {task.case for task in Task.objects.filter(origin_kind="learning.away")} == {None, Case.objects.get()}


def test_the_one_with_the_fewest_of_them_is_asked_and_keeps_it(
    cast: Cast, group: Group, teacher: Player, place: Enrolment
) -> None:
    stays_away(teacher, place)
    other = join(group, "second coordinator", COORDINATOR)
    assert speaking.who(place.learner, "learning.away", place.id) == cast.coordinator.member
    assert speaking.who(place.learner, "learning.left", place.id) == other.member
    enrolling.end_place(teacher.viewer, place=place, how="not-said", words="")
    assert {task.owner for task in Task.objects.filter(state=Task.State.OPEN)} == {
        cast.coordinator.member,
        other.member,
    }


def test_a_hidden_file_calls_the_guardians_by_number(cast: Cast, teacher: Player, place: Enrolment) -> None:
    Subject.objects.filter(id=place.subject_id).update(hidden=True)
    stays_away(teacher, Enrolment.objects.select_related("taught").get(id=place.id))
    assert not Task.objects.filter(state=Task.State.OPEN).exists()
    word = Word.objects.get(kind=speaking.NOBODY_SPEAKS)
    assert (word.member, word.about) == (cast.guardian.member, {"number": place.learner.written_number})
    (said,) = speaking.nobody(cast.guardian.viewer, [word]).values()
    assert place.learner.written_number in said.text
    assert words.members_in_role(COORDINATOR) == [cast.coordinator.member]
