"""A closed case is looked back on by its adviser, read by who supervises, and drawn for review."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from jiwar.casework.cases import actions as case_actions
from jiwar.casework.cases.errors import NotPossible
from jiwar.casework.cases.models import Case, Task
from jiwar.foundation.access.models import Grant, Word
from jiwar.foundation.access.policy import NotThere, Refused
from jiwar.foundation.groups.models import Group
from jiwar.lines.legal import actions
from jiwar.lines.legal.models import Argument, FileReview, LookingBack, Procedure
from jiwar.lines.legal.quality import backs, calls, looking_back, pool, queries, reviewing
from jiwar.lines.legal.quality.checklist import Verdict, items
from jiwar.lines.legal.quality.looking_back import Again
from jiwar.lines.legal.quality.reviewing import Found
from jiwar.lines.legal.rights import LEGAL_ADVISER
from jiwar.lines.legal.shelf import actions as shelf
from tests.cast import Cast, Player, join
from tests.lines.legal.conftest import TODAY

SAID: dict[str, Any] = {
    "claim": Argument.Claim.RELIGION,
    "outcome": "Granted.",
    "worked": "The map.",
    "did_not": "The first letter.",
    "again": Again.IN_PART,
}


@pytest.fixture
def supervisor(group: Group, case: Case, legal_adviser: Player) -> Player:
    player = join(group, "supervisor", LEGAL_ADVISER)
    for part in ("general", "legal-privileged"):
        Grant.objects.create(
            member=player.member, subject=case.subject, compartment=part, source=Grant.Source.SUPERVISION
        )
    legal_adviser.member.supervisor = player.member
    legal_adviser.member.save(update_fields=["supervisor"])
    return player


def close(case: Case, by: Player) -> Case:
    row = Case.objects.select_related("subject").get(id=case.id)
    return case_actions.close_case(by.viewer, case=row, reason=Case.Closing.GOALS_REACHED, seen_version=row.version)


@pytest.fixture
def closed(procedure: Procedure, case: Case, legal_adviser: Player, cast: Cast, supervisor: Player) -> Case:
    """With its procedure closed before."""
    procedure.refresh_from_db()
    actions.close_procedure(legal_adviser.viewer, procedure=procedure, reason="over", seen_version=procedure.version)
    return close(case, cast.caseworker)


@pytest.fixture
def back(closed: Case, legal_adviser: Player) -> LookingBack:
    return backs.one(legal_adviser.viewer, LookingBack.objects.get().id)


def test_its_adviser_has_a_task_for_two_weeks(back: LookingBack, legal_adviser: Player) -> None:
    (task,) = Task.objects.filter(origin_kind=looking_back.ORIGIN)
    due = TODAY + timedelta(days=14)
    assert (task.owner, task.due, task.compartment) == (legal_adviser.member, due, "legal-privileged")
    assert [row.id for row in backs.all_of(legal_adviser.viewer).own] == [back.id]
    assert "What was planned has been reached" in backs.recorded_outcome(legal_adviser.viewer, back.case)


def test_without_a_procedure_nobody_is_asked(case: Case, cast: Cast) -> None:
    close(case, cast.caseworker)
    assert not LookingBack.objects.exists()


def test_it_is_written_once_and_read_by_who_supervises(
    back: LookingBack, legal_adviser: Player, supervisor: Player, cast: Cast
) -> None:
    with pytest.raises(Refused):
        looking_back.write(supervisor.viewer, row=back, **SAID)
    with pytest.raises(NotPossible):
        looking_back.read(supervisor.viewer, row=back)
    looking_back.write(legal_adviser.viewer, row=back, **SAID)
    with pytest.raises(NotPossible):
        looking_back.write(legal_adviser.viewer, row=back, **SAID)
    assert Task.objects.get(origin_kind=looking_back.ORIGIN).state == Task.State.DONE
    (word,) = Word.objects.filter(member=supervisor.member, kind=looking_back.LOOKED_BACK)
    assert "looked back on the closed case" in calls.looked_back(supervisor.viewer, [word])[word.id].text
    with pytest.raises(Refused):
        looking_back.read(legal_adviser.viewer, row=back)
    with pytest.raises(NotThere):
        backs.one(cast.caseworker.viewer, back.id)
    looking_back.read(supervisor.viewer, row=back)
    assert calls.looked_back(supervisor.viewer, [word]) == {}
    assert [row.seen_by for row in backs.all_of(supervisor.viewer).read] == [supervisor.member]


def test_opened_again_there_is_nothing_to_look_back_on_yet(
    back: LookingBack, closed: Case, legal_adviser: Player, cast: Cast
) -> None:
    case_actions.reopen_case(cast.caseworker.viewer, case=closed, why="a letter came")
    assert Task.objects.get(origin_kind=looking_back.ORIGIN).state == Task.State.DROPPED
    with pytest.raises(NotPossible):
        looking_back.write(legal_adviser.viewer, row=back, **SAID)
    close(closed, cast.caseworker)
    assert LookingBack.objects.filter(dropped_at__isnull=True).count() == 1


def test_closed_files_are_drawn_and_mended_no_more(closed: Case, supervisor: Player) -> None:
    assert pool.drawable(supervisor.viewer) == []
    assert [each.case for each in pool.drawable(supervisor.viewer, closed=True)] == [closed.id]
    sent = {"how": "random", "among": "closed"}
    assert supervisor.client.post(reverse("legal:reviews"), sent).status_code == 302
    row = queries.review(supervisor.viewer, FileReview.objects.get().id)
    assert "To be mended by" not in supervisor.client.get(reverse("legal:review", args=[row.id])).text
    found = {item.id: Found(Verdict.FINE) for item in items()} | {"scope": Found(Verdict.MEND, "It came too late.")}
    reviewing.finish(supervisor.viewer, review=row, found=found)
    assert not Task.objects.filter(origin_kind=reviewing.ORIGIN).exists()
    assert [point.row.note for point in queries.points(supervisor.viewer, row) if point.row.note] == [
        "It came too late."
    ]


def test_the_pages(procedure: Procedure, case: Case, legal_adviser: Player, supervisor: Player, cast: Cast) -> None:
    argument = shelf.add_argument(
        legal_adviser.viewer, title="Markets", claim="race", country="SD", text="As it says.", paragraphs=[]
    )
    shelf.use_argument(legal_adviser.viewer, argument=argument, case=case)
    procedure.refresh_from_db()
    actions.close_procedure(legal_adviser.viewer, procedure=procedure, reason="over", seen_version=procedure.version)
    close(case, cast.caseworker)
    address = reverse("legal:looking-back", args=[LookingBack.objects.get().id])
    client = legal_adviser.client
    assert "Which arguments worked?" in client.get(address).text
    assert client.post(address, {"outcome": "Granted."}).status_code == 422
    sent = {**SAID, "again": "yes", "arguments": [str(argument.id)]}
    assert client.post(address, sent).status_code == 302
    assert "Markets" in (page := supervisor.client.get(address).text)
    assert "I have read it" in page
    assert "Religion" in page
    assert "I have read it" not in client.get(address).text
    assert supervisor.client.post(address).status_code == 302
    assert LookingBack.objects.get().seen_by == supervisor.member
    assert "Looked back on" in supervisor.client.get(reverse("legal:reviews")).text
    assert cast.caseworker.client.get(address).status_code == 404
