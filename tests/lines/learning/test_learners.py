"""Who sees a learner: those who work on the file, and a teacher for as long as they teach the person."""

from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse

from jiwar.casework.cases import actions as case_actions
from jiwar.casework.cases.models import Assignment, Case
from jiwar.casework.people import queries as people
from jiwar.foundation.access import grants, policy
from jiwar.foundation.access.models import Grant
from jiwar.foundation.access.policy import NotThere, Refused
from jiwar.foundation.vault.models import Subject
from jiwar.knowledge.levels import Level
from jiwar.lines.learning import actions, opening, queries
from jiwar.lines.learning.models import Learner
from jiwar.lines.learning.rights import LEARNING
from tests.cast import Cast, Player
from tests.lines.learning.conftest import AHMED


def page(learner: Learner) -> str:
    return reverse("learning:learner", kwargs={"learner": learner.id})


def give(caseworker: Player, teacher: Player, learner: Learner) -> None:
    opening.to_teachers(caseworker.viewer, learner.subject, [teacher.member], uuid4())


def test_the_team_sees_the_learner_and_a_teacher_does_not_yet(cast: Cast, teacher: Player, learner: Learner) -> None:
    assert AHMED in cast.caseworker.client.get(page(learner)).content.decode()
    for player in (teacher, cast.off_caseworker, cast.coordinator, cast.guardian, cast.stranger):
        assert player.client.get(page(learner)).status_code == 404
    assert list(queries.learners(teacher.viewer)) == []


def test_a_teacher_sees_the_learner_and_nothing_else(cast: Cast, teacher: Player, learner: Learner, case: Case) -> None:
    give(cast.caseworker, teacher, learner)
    browser = teacher.client
    assert AHMED in browser.get(page(learner)).content.decode()
    assert AHMED in browser.get(reverse("learning:learners")).content.decode()
    closed = [
        reverse("people:person", args=[learner.person_id]),
        reverse("people:consents", args=[learner.person_id]),
        reverse("cases:case", args=[case.id]),
        reverse("access:why", args=[learner.subject_id]),
        reverse("access:why", args=[case.subject_id]),
    ]
    assert [browser.get(address).status_code for address in closed] == [404] * len(closed)
    assert people.persons(teacher.viewer, [learner.person_id]) == {}
    with pytest.raises(NotThere):
        people.person(teacher.viewer, learner.person_id)


def test_a_hidden_person_stays_hidden_from_a_teacher_everywhere_else(
    cast: Cast, teacher: Player, learner: Learner
) -> None:
    give(cast.caseworker, teacher, learner)
    Subject.objects.filter(id=learner.subject_id).update(hidden=True)
    assert learner.subject_id in set(policy.hidden_from(teacher.viewer, Subject.Kind.PERSON))
    assert learner.subject_id not in set(policy.hidden_from(cast.caseworker.viewer, Subject.Kind.PERSON))


def test_what_was_erased_is_unknown_to_who_only_taught(cast: Cast, teacher: Player, learner: Learner) -> None:
    give(cast.caseworker, teacher, learner)
    assert not policy.once_known(teacher.viewer, learner.subject)
    assert policy.once_known(cast.caseworker.viewer, learner.subject)


def test_it_closes_with_what_it_followed_from(cast: Cast, teacher: Player, learner: Learner) -> None:
    origin = uuid4()
    opening.to_teachers(cast.caseworker.viewer, learner.subject, [teacher.member], origin)
    grants.end(cast.caseworker.viewer, origin=origin)
    assert teacher.client.get(page(learner)).status_code == 404
    case_actions.end_assignment(
        cast.coordinator.viewer, assignment=Assignment.objects.get(member=cast.caseworker.member)
    )
    assert cast.caseworker.client.get(page(learner)).status_code == 404


def test_who_comes_to_the_case_later_sees_the_learner(cast: Cast, learner: Learner, case: Case) -> None:
    case_actions.assign(cast.coordinator.viewer, case=case, member=cast.off_caseworker.member, lead=False)
    assert cast.off_caseworker.client.get(page(learner)).status_code == 200
    rows = Grant.objects.filter(subject=learner.subject_id, compartment=LEARNING.code)
    assert {row.source for row in rows} == {Grant.Source.ASSIGNMENT}


def test_a_person_is_one_learner(cast: Cast, learner: Learner) -> None:
    assert actions.add_learner(cast.caseworker.viewer, person=learner.person) == learner
    assert learner.written_number == "L-0001"
    with pytest.raises(Refused):
        actions.add_learner(cast.off_caseworker.viewer, person=learner.person)


def test_a_teacher_sets_the_level_and_the_last_one_counts(cast: Cast, teacher: Player, learner: Learner) -> None:
    give(cast.caseworker, teacher, learner)
    for level, day in ((Level.A1, date(2026, 1, 5)), (Level.A2, date(2026, 3, 5))):
        actions.set_level(teacher.viewer, learner=learner, language="tr", level=level, why="test", since=day)
    (shown,) = queries.shown([learner])
    assert shown.levels == (("Turkish", "A2: everyday"),)
    with pytest.raises(Refused):
        actions.set_level(
            cast.caseworker.viewer, learner=learner, language="tr", level=Level.B1, why="", since=date(2026, 3, 6)
        )


def test_a_teachers_rail_leads_to_classes_and_to_no_deadlines(teacher: Player, cast: Cast) -> None:
    rail = teacher.client.get(reverse("desk:day")).content.decode()
    assert f'href="{reverse("learning:courses")}"' in rail
    assert "Deadlines" not in rail
    assert "What runs out" not in rail
    assert "Deadlines" in cast.caseworker.client.get(reverse("desk:day")).content.decode()
