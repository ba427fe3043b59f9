"""Ahmed is placed: asked for by his caseworker, held by a teacher on a telephone, and decided by that teacher."""

import re
from uuid import uuid4

import pytest
from django.db import connection
from django.urls import reverse

from jiwar.casework.cases import clock
from jiwar.casework.cases.errors import NotPossible, Stale
from jiwar.foundation.access.models import Word
from jiwar.foundation.access.policy import NotThere, Refused
from jiwar.foundation.audit.models import Entry
from jiwar.foundation.groups.models import Group
from jiwar.knowledge.instruments import Mark, next_question, placement
from jiwar.knowledge.levels import Level
from jiwar.lines.learning.models import Learner, LearnerLevel, Placing
from jiwar.lines.learning.placement import actions, queries
from jiwar.lines.learning.rights import TEACHER
from tests.cast import Cast, Player, join
from tests.lines.learning.conftest import AHMED

YES, NO, SKIPPED = Mark.YES, Mark.NO, Mark.SKIPPED


@pytest.fixture
def placing(cast: Cast, teacher: Player, learner: Learner) -> Placing:
    return actions.ask_placement(cast.caseworker.viewer, learner=learner, teacher=teacher.member, language="tr")


def gone_through(teacher: Player, placing: Placing, **sees: Mark) -> Placing:
    """All questions, answered with no unless said otherwise."""
    while (question := next_question(placement(), queries.marks_of(placing))) is not None:
        mark = sees.get(question.id, NO)
        placing = actions.answer(
            teacher.viewer, placing=placing, question=question.id, mark=mark, seen_version=placing.version
        )
    return placing


def test_asked_for_the_learner_stands_open_to_the_teacher_until_it_is_decided(
    cast: Cast, teacher: Player, learner: Learner
) -> None:
    here = reverse("learning:learner", args=[learner.id])
    assert teacher.client.get(here).status_code == 404
    sent = {"token": str(uuid4()), "teacher": str(teacher.member.id), "language": "tr"}
    ask = reverse("learning:placement-ask", args=[learner.id])
    assert [cast.caseworker.client.post(ask, sent).status_code for _time in range(2)] == [302, 302]
    placing = Placing.objects.get()
    assert teacher.client.get(here).status_code == 200
    assert learner.written_number in teacher.client.get("/").content.decode()
    placing = gone_through(teacher, placing, own_text=YES)
    end = reverse("learning:placement-end", args=[placing.id])
    shown = teacher.client.get(end).content.decode()
    assert "The answers speak for: A1" in shown
    assert "the letters are to be learned beside the class" in shown
    decided = {"seen_version": placing.version, "level": "a1", "why": ""}
    assert teacher.client.post(end, decided)["Location"] == reverse("learning:learners")
    assert teacher.client.get(here).status_code == 404
    level = LearnerLevel.objects.get()
    assert (level.language, level.level, level.set_by) == ("tr", "a1", teacher.member)
    page = cast.caseworker.client.get(here).content.decode()
    assert "Turkish: A1" in re.sub(r"<[^>]+>", "", page)
    assert Word.objects.filter(member=cast.caseworker.member, kind=actions.PLACEMENT_DECIDED).count() == 1


def test_each_answer_is_saved_by_one_press_and_can_be_gone_on_with(teacher: Player, placing: Placing) -> None:
    here = reverse("learning:placement", args=[placing.id])
    first = teacher.client.get(here).content.decode()
    assert "message of four or five lines" in first
    assert AHMED not in first
    sent = {"seen_version": "1", "mark": "no"}
    assert teacher.client.post(f"{here}?at=own_text", sent).status_code == 302
    assert teacher.client.post(f"{here}?at=own_text", sent).status_code == 302, "pressed twice"
    placing.refresh_from_db()
    assert (placing.marks, placing.version) == ({"own_text": "no"}, 2)
    assert "bread, water, doctor" in teacher.client.get(here).content.decode()
    other = teacher.client.post(f"{here}?at=own_text", {"seen_version": "1", "mark": "yes"})
    assert other.status_code == 422
    assert "Another device answered meanwhile" in other.content.decode()
    assert teacher.client.get(f"{here}?at=listen_c1").status_code == 404
    mended = actions.answer(teacher.viewer, placing=placing, question="own_text", mark=YES, seen_version=2)
    assert next_question(placement(), queries.marks_of(mended)).id == "listen_a1"  # type: ignore[union-attr]
    assert Entry.objects.filter(kind="placement-answered").count() == 2


def test_otherwise_than_suggested_needs_a_reason(teacher: Player, placing: Placing) -> None:
    placing = gone_through(teacher, placing)
    end = reverse("learning:placement-end", args=[placing.id])
    assert "Reading and writing first" in teacher.client.get(end).content.decode()
    refused = teacher.client.post(end, {"seen_version": placing.version, "level": "a2", "why": " "})
    assert refused.status_code == 422
    assert "Say why" in refused.content.decode()
    actions.decide(
        teacher.viewer,
        placing=placing,
        level=Level.A2,
        why="Tired today; last week we spoke for an hour.",
        today=clock.today(),
        seen_version=placing.version,
    )
    placing.refresh_from_db()
    assert (placing.suggested, placing.level and placing.level.why) == (
        "literacy",
        "Tired today; last week we spoke for an hour.",
    )


def test_it_may_be_decided_before_the_end_and_never_twice(teacher: Player, placing: Placing) -> None:
    with pytest.raises(NotPossible, match="Say why"):
        actions.decide(teacher.viewer, placing=placing, level=Level.A1, why="", today=clock.today(), seen_version=1)
    with pytest.raises(Stale):
        actions.decide(
            teacher.viewer, placing=placing, level=Level.A1, why="I know him.", today=clock.today(), seen_version=9
        )
    actions.decide(
        teacher.viewer, placing=placing, level=Level.A1, why="I know him.", today=clock.today(), seen_version=1
    )
    with pytest.raises(NotThere):
        actions.answer(teacher.viewer, placing=placing, question="own_text", mark=YES, seen_version=2)
    assert LearnerLevel.objects.count() == 1


def test_given_up_by_who_asked(cast: Cast, teacher: Player, placing: Placing) -> None:
    gives_up = reverse("learning:placement-give-up", args=[placing.id])
    assert cast.caseworker.client.post(gives_up).status_code == 302
    placing.refresh_from_db()
    assert (placing.ended_at is not None, placing.level) == (True, None)
    with pytest.raises(NotThere):
        queries.held(teacher.viewer, placing.id)
    assert (
        "given up"
        in cast.caseworker.client.get(reverse("learning:learner", args=[placing.learner_id])).content.decode()
    )


def test_one_at_a_time_in_a_language_and_only_by_who_may(
    cast: Cast, group: Group, teacher: Player, placing: Placing, learner: Learner
) -> None:
    with pytest.raises(NotPossible, match="open already"):
        actions.start_placement(teacher.viewer, learner=learner, language="tr")
    actions.start_placement(teacher.viewer, learner=learner, language="ar")
    other = join(group, "other teacher", TEACHER)
    for who in (other, cast.volunteer, cast.off_caseworker, cast.stranger):
        with pytest.raises((NotThere, Refused)):
            actions.start_placement(who.viewer, learner=learner, language="en")
        with pytest.raises((NotThere, Refused)):
            actions.ask_placement(who.viewer, learner=learner, teacher=other.member, language="en")
    with pytest.raises(Refused):
        actions.answer(cast.caseworker.viewer, placing=placing, question="own_text", mark=YES, seen_version=1)


def test_nothing_of_it_lies_open_in_the_database(teacher: Player, placing: Placing) -> None:
    placing = gone_through(teacher, placing)
    with connection.cursor() as cursor:
        cursor.execute("SELECT marks, language, suggested FROM learning_placing")
        found = b"".join(bytes(value) for value in cursor.fetchone())
    assert not any(word in found for word in (b"own_text", b"partly", b'"tr"', b"literacy"))
