"""A second adviser looks a file through: which one, what is found, and that it is mended."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from jiwar.casework.cases import actions as case_actions
from jiwar.casework.cases.errors import NotPossible
from jiwar.casework.cases.models import Case, Task
from jiwar.foundation.access.models import Grant, Word
from jiwar.foundation.access.policy import NotThere, Refused
from jiwar.foundation.audit.models import Entry
from jiwar.foundation.groups.models import Group
from jiwar.lines.legal.models import FileReview, Procedure, ReviewPoint
from jiwar.lines.legal.quality import calls, own_word, pool, queries, reviewing
from jiwar.lines.legal.quality.checklist import ASKS, Verdict, items
from jiwar.lines.legal.quality.reviewing import Found
from jiwar.lines.legal.rights import LEGAL_ADVISER
from tests.cast import Cast, Player, join
from tests.lines.legal.conftest import TODAY

BY = TODAY + timedelta(days=5)
How = FileReview.How


@pytest.fixture
def supervisor(group: Group, case: Case, legal_adviser: Player, cast: Cast) -> Player:
    """Another adviser, who supervises the one on the case."""
    player = join(group, "supervisor", LEGAL_ADVISER)
    for part in ("general", "legal-privileged", "restricted"):
        Grant.objects.create(
            member=player.member, subject=case.subject, compartment=part, source=Grant.Source.SUPERVISION
        )
    return player


@pytest.fixture
def review(supervisor: Player) -> FileReview:
    return queries.review(supervisor.viewer, reviewing.draw(supervisor.viewer, how=How.LONGEST).id)


def found(**mend: str) -> dict[str, Found]:
    fine = {item.id: Found(Verdict.FINE) for item in items()}
    return fine | {item.replace("_", "-"): Found(Verdict.MEND, note, BY) for item, note in mend.items()}


def test_every_item_has_words_and_what_the_program_says_is_known(case: Case, legal_adviser: Player) -> None:
    assert {item.id for item in items()} == set(ASKS)
    assert {item.told for item in items() if item.told} == set(own_word.of_case(legal_adviser.viewer, case))


def test_a_file_is_drawn_from_those_of_others_that_stand_open(
    review: FileReview, case: Case, cast: Cast, legal_adviser: Player, supervisor: Player
) -> None:
    assert (review.case, review.adviser, review.how, review.out_of) == (case, legal_adviser.member, "longest", 1)
    assert pool.drawable(supervisor.viewer) == []  # it is being looked through
    assert pool.drawable(legal_adviser.viewer) == []  # their own
    with pytest.raises(Refused):
        reviewing.draw(cast.caseworker.viewer, how=How.RANDOM)
    assert Entry.objects.get(kind="file-review-drawn").about == {"how": "longest", "out_of": 1}


def test_of_one_adviser_the_one_not_looked_at_for_longest_comes_first(
    case: Case, cast: Cast, legal_adviser: Player, supervisor: Player
) -> None:
    with pytest.raises(NotPossible):
        reviewing.draw(supervisor.viewer, how=How.ADVISER)
    with pytest.raises(NotPossible):
        reviewing.draw(supervisor.viewer, how=How.ADVISER, adviser=supervisor.member.id)
    row = reviewing.draw(supervisor.viewer, how=How.ADVISER, adviser=legal_adviser.member.id)
    reviewing.finish(supervisor.viewer, review=queries.review(supervisor.viewer, row.id), found=found())
    assert [each.case for each in pool.drawable(supervisor.viewer)] == [case.id]  # and it may be drawn again


def test_nobody_reviews_a_file_they_work_on(review: FileReview, cast: Cast, legal_adviser: Player) -> None:
    for player in (legal_adviser, cast.caseworker):
        with pytest.raises((Refused, NotThere)):
            reviewing.finish(player.viewer, review=review, found=found())
    with pytest.raises(NotThere):
        queries.review(cast.off_caseworker.viewer, review.id)


def test_what_is_to_be_mended_is_a_task_and_the_reviewer_has_the_last_word(
    review: FileReview, supervisor: Player, legal_adviser: Player
) -> None:
    reviewing.finish(supervisor.viewer, review=review, found=found(next_step="Nobody calls the office."), word="Good.")
    (task,) = Task.objects.filter(origin_kind=reviewing.ORIGIN)
    assert (task.owner, task.due, task.compartment) == (legal_adviser.member, BY, "legal-privileged")
    case_actions.finish_task(legal_adviser.viewer, task=task)
    (word,) = Word.objects.filter(member=supervisor.member, kind=reviewing.MENDED)
    assert "what you asked to mend was done" in calls.mended(supervisor.viewer, [word])[word.id].text
    assert calls.mended(legal_adviser.viewer, [word]) != {}
    (waiting,) = queries.reviews(supervisor.viewer).waiting
    with pytest.raises(NotPossible):
        reviewing.confirm(supervisor.viewer, point=waiting.row, mended=False)
    later = BY + timedelta(days=3)
    reviewing.confirm(supervisor.viewer, point=waiting.row, mended=False, again_by=later)
    assert calls.mended(supervisor.viewer, [word]) == {}
    assert Task.objects.get(origin_kind=reviewing.ORIGIN, state="open").due == later
    with pytest.raises(Refused):
        reviewing.confirm(legal_adviser.viewer, point=waiting.row, mended=True)
    reviewing.confirm(supervisor.viewer, point=waiting.row, mended=True)
    assert not Task.objects.filter(origin_kind=reviewing.ORIGIN, state="open").exists()
    assert queries.reviews(supervisor.viewer).waiting == []
    with pytest.raises(NotPossible):
        reviewing.confirm(supervisor.viewer, point=waiting.row, mended=True)


def test_a_review_says_something_everywhere_and_only_once(review: FileReview, supervisor: Player) -> None:
    bad = {
        "nothing": {},
        "no note": found(scope=" "),
        "passed": found() | {"scope": Found(Verdict.MEND, "x", date(2026, 3, 1))},
        "no day": found() | {"scope": Found(Verdict.MEND, "x")},
    }
    for said in bad.values():
        with pytest.raises(NotPossible):
            reviewing.finish(supervisor.viewer, review=review, found=said)
    assert not ReviewPoint.objects.exists()
    reviewing.finish(supervisor.viewer, review=review, found=found())
    with pytest.raises(NotPossible):
        reviewing.finish(supervisor.viewer, review=review, found=found())


def test_the_file_says_what_it_can_count(procedure: Procedure, case: Case, legal_adviser: Player) -> None:
    said = own_word.of_case(legal_adviser.viewer, case)
    assert said["deadline"].text == "No deadline is open."
    assert (said["next-step"].tone, said["consent"].tone) == ("soon", "soon")
    case_actions.add_task(legal_adviser.viewer, title="Call", due=BY, case=case)
    assert own_word.of_case(legal_adviser.viewer, case)["next-step"].tone == "ok"


def test_the_pages(supervisor: Player, legal_adviser: Player, case: Case) -> None:
    page = supervisor.client.get(reverse("legal:reviews"))
    assert "Files that can be drawn" in page.text
    assert supervisor.client.post(reverse("legal:reviews"), {"how": "random"}).status_code == 302
    row = FileReview.objects.get()
    address = reverse("legal:review", args=[row.id])
    assert "No open task has a day and an owner." in supervisor.client.get(address).text
    sent = {f"verdict_{item.id}": "fine" for item in items()} | {"verdict_scope": "mend", "note_scope": ""}
    assert supervisor.client.post(address, sent).status_code == 422
    sent |= {"note_scope": "Write the letter.", "by_scope": BY.isoformat()}
    assert supervisor.client.post(address, sent).status_code == 302
    assert "Write the letter." in legal_adviser.client.get(address).text
    point = queries.reviews(supervisor.viewer).waiting[0].row
    confirm = reverse("legal:review-point", args=[point.id])
    assert legal_adviser.client.get(confirm).status_code == 403
    assert supervisor.client.post(confirm, {"mended": "yes"}).status_code == 302
    assert "mended" in supervisor.client.get(address).text
    assert "File reviews" in legal_adviser.client.get(reverse("cases:case", args=[case.id])).text
