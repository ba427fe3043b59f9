"""A case is not closed over what is still open, and can be opened again."""

import pytest
from django.urls import reverse

from jiwar.casework.cases import actions, closing, events, queries
from jiwar.casework.cases.errors import NotPossible, Stale, StillOpen
from jiwar.casework.cases.models import Case
from jiwar.foundation.access.policy import Refused
from jiwar.foundation.audit.models import Entry
from tests.casework.cases.conftest import PRIVILEGED, again
from tests.cast import Cast, Player


def close(cast: Cast, case: Case) -> Case:
    viewer = cast.caseworker.viewer
    case = again(case)
    return actions.close_case(
        viewer, case=case, reason="goals-reached", words="He has a room.", seen_version=case.version
    )


def test_open_tasks_and_services_block_closing_by_name(cast: Cast, case: Case) -> None:
    viewer = cast.caseworker.viewer
    task = actions.add_task(viewer, case=case, title="Fetch the card")
    service = actions.request_service(viewer, case=case, line="legal", kind="advice")
    with pytest.raises(StillOpen) as still:
        close(cast, case)
    assert [(matter.code, matter.url) for matter in still.value.matters] == [
        ("task", reverse("cases:task", args=[case.id, task.id])),
        ("service", reverse("cases:service", args=[case.id, service.id])),
    ]
    assert "Fetch the card" in still.value.matters[0].text
    page = cast.caseworker.client.get(reverse("cases:close", args=[case.id])).content.decode()
    assert "Fetch the card" in page
    actions.finish_task(viewer, task=task)
    actions.progress_service(viewer, service=service, state="dropped", outcome="Not needed.", seen_version=1)
    assert close(cast, case).state == Case.State.CLOSED


def test_what_the_closer_may_not_see_blocks_without_being_named(cast: Cast, counsel: Player, case: Case) -> None:
    actions.assign(cast.coordinator.viewer, case=case, member=counsel.member, lead=False)
    actions.add_task(counsel.viewer, case=case, title="privileged-canary", compartment=PRIVILEGED)
    matters = closing.open_matters(cast.caseworker.viewer, case)
    assert [matter.code for matter in matters] == ["elsewhere"]
    assert "privileged-canary" not in matters[0].text
    assert [matter.code for matter in closing.open_matters(counsel.viewer, case)] == ["task"]


def test_danger_is_never_closed_over(cast: Cast, case: Case) -> None:
    actions.flag_danger(cast.reception.viewer, case=case, danger="detained", words="At the border.")
    with pytest.raises(NotPossible):
        close(cast, case)
    actions.clear_danger(cast.caseworker.viewer, case=again(case), why="Released this morning.")
    assert close(cast, case).is_closed
    entry = Entry.objects.get(kind="case-danger-cleared")
    assert entry.reason.text == "Released this morning."


def test_a_room_above_may_object_at_the_last_moment(cast: Cast, case: Case) -> None:
    def object_to(event: events.CaseClosing) -> None:
        raise NotPossible("not now")

    events.subscribe(events.CaseClosing, object_to)
    try:
        with pytest.raises(NotPossible):
            close(cast, case)
    finally:
        events.unsubscribe(events.CaseClosing, object_to)
    assert again(case).state == Case.State.OPEN


def test_a_closed_case_is_read_and_not_written_until_it_is_reopened(cast: Cast, case: Case) -> None:
    viewer = cast.caseworker.viewer
    close(cast, case)
    with pytest.raises(NotPossible):
        actions.write_note(viewer, case=again(case), text="late")
    titles = [str(entry.title) for entry in queries.timeline(viewer, again(case)).entries]
    assert "How it ended" in titles
    with pytest.raises(Refused):
        actions.reopen_case(cast.reception.viewer, case=again(case), why="Came back")
    actions.reopen_case(viewer, case=again(case), why="Came back")
    assert again(case).state == Case.State.OPEN
    actions.write_note(viewer, case=again(case), text="late")


def test_closing_what_somebody_changed_meanwhile_is_stale(cast: Cast, case: Case) -> None:
    actions.describe_case(cast.reception.viewer, case=case, asks="Something else", seen_version=1)
    with pytest.raises(Stale) as stale:
        actions.close_case(cast.caseworker.viewer, case=again(case), reason="left", seen_version=1)
    assert isinstance(stale.value.current, Case)
    assert stale.value.current.asks == "Something else"
