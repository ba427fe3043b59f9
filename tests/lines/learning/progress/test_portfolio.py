"""What a learner can do, tests and levels: written by a teacher, with who and when; taken back, it counts no more."""

from uuid import uuid4

import pytest
from django.db import connection
from django.urls import reverse

from jiwar.casework.cases.errors import NotPossible
from jiwar.foundation.access.policy import NotThere, Refused
from jiwar.foundation.audit.models import Entry
from jiwar.knowledge.levels import Level
from jiwar.lines.learning.models import CanDo, Course, Learner, LearnerLevel, Reached, TakenTest, Unit
from jiwar.lines.learning.progress import actions, queries
from tests.cast import Cast, Player
from tests.lines.learning.conftest import TODAY

ASKS = "Asks the way at the bus station, and finds it."


def can_do(teacher: Player, learner: Learner, said: str = ASKS) -> Reached:
    return actions.keep_can_do(
        teacher.viewer, learner=learner, language="tr", level=Level.A1, said=said, reached_on=TODAY
    )


def test_what_they_can_do_stands_on_their_page_once_and_can_be_taken_back(teacher: Player, learns: Learner) -> None:
    browser, here = teacher.client, reverse("learning:learner", args=[learns.id])
    sent = {"token": str(uuid4()), "language": "tr", "level": "a1", "said": ASKS, "reached_on": "5/3/2026"}
    form = reverse("learning:can-do", args=[learns.id])
    assert [browser.post(form, sent).status_code for _time in range(2)] == [302, 302]
    row = Reached.objects.get()
    page = browser.get(here).content.decode()
    assert ASKS in page
    assert "Thu 5 Mar 2026" in page or "5 Mar 2026" in page
    back = reverse("learning:can-do-back", args=[row.id])
    assert [browser.post(back).status_code for _time in range(2)] == [302, 302]
    assert ASKS not in browser.get(here).content.decode()
    assert Entry.objects.filter(kind="can-do-taken-back").count() == 1
    ahead = browser.post(form, {**sent, "token": str(uuid4()), "reached_on": "7/3/2026"})
    assert "This day has not come yet" in ahead.content.decode()


def test_a_statement_of_a_course_brings_its_language_and_level(teacher: Player, learns: Learner) -> None:
    course = Course.objects.create(language="tr", level="a2", title="Evenings", made_by=teacher.member)
    unit = Unit.objects.create(course=course, position=1, title="At the doctor")
    kept, gone = (CanDo.objects.create(unit=unit, position=at, text=f"I can say {at}.") for at in (1, 2))
    CanDo.objects.filter(id=gone.id).update(taken_out_at="2026-03-01T00:00Z")
    form = reverse("learning:can-do", args=[learns.id])
    page = teacher.client.get(form).content.decode()
    assert (kept.text in page, gone.text in page) == (True, False)
    sent = {"token": str(uuid4()), "language": "ar", "level": "c1", "said": "", "reached_on": "5/3/2026"}
    assert teacher.client.post(form, {**sent, "statement": str(kept.id)}).status_code == 302
    row = Reached.objects.get()
    assert (row.said, row.language, row.level, row.statement) == (kept.text, "tr", "a2", kept)
    neither = teacher.client.post(form, {**sent, "token": str(uuid4())})
    assert "Choose one of a course, or write what you saw" in neither.content.decode()


def test_a_test_is_kept_as_its_paper_says(teacher: Player, learns: Learner) -> None:
    sent = {"token": str(uuid4()), "language": "tr", "level": "a2", "name": "Town school", "outcome": "passed"}
    given = {**sent, "result": "18 of 25", "taken_on": "1/3/2026"}
    assert teacher.client.post(reverse("learning:test", args=[learns.id]), given).status_code == 302
    row = TakenTest.objects.get()
    assert (row.name, row.outcome, row.result, row.level) == ("Town school", "passed", "18 of 25", "a2")
    page = teacher.client.get(reverse("learning:learner", args=[learns.id])).content.decode()
    assert "18 of 25" in page


def test_each_change_of_level_says_from_where_and_why(teacher: Player, learns: Learner) -> None:
    with pytest.raises(NotPossible, match="Say why"):
        actions.change_level(teacher.viewer, learner=learns, language="tr", level=Level.A1, why=" ", today=TODAY)
    for level, why in ((Level.A1, "Placed."), (Level.A2, "Course of spring.")):
        actions.change_level(teacher.viewer, learner=learns, language="tr", level=level, why=why, today=TODAY)
    actions.change_level(teacher.viewer, learner=learns, language="ar", level=Level.B1, why="Taught.", today=TODAY)
    with pytest.raises(NotPossible, match="the level they have"):
        actions.change_level(teacher.viewer, learner=learns, language="tr", level=Level.A2, why="Again.", today=TODAY)
    found = {each.language: each for each in queries.portfolios(teacher.viewer, learns)}
    assert set(found) == {"tr", "ar"}
    assert [(change.row.level, change.before, change.row.why) for change in found["tr"].changes] == [
        ("a2", "a1", "Course of spring."),
        ("a1", "", "Placed."),
    ]
    assert LearnerLevel.objects.count() == 3


def test_only_a_teacher_to_whom_they_stand_open_writes(cast: Cast, teacher: Player, learner: Learner) -> None:
    for who in (teacher, cast.off_caseworker, cast.coordinator, cast.stranger):
        with pytest.raises((NotThere, Refused)):
            can_do(who, learner)
    with pytest.raises(Refused):
        can_do(cast.caseworker, learner)


def test_nothing_of_it_lies_open_in_the_database(teacher: Player, learns: Learner) -> None:
    can_do(teacher, learns)
    with connection.cursor() as cursor:
        cursor.execute("SELECT said, level, language FROM learning_reached")
        found = b"".join(bytes(value) for value in cursor.fetchone())
    assert b"bus station" not in found
