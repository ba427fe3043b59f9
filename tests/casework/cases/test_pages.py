"""Pages, through the browser's door: who gets what, and what never leaks into a refusal."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from jiwar.casework.cases import actions, queries
from jiwar.casework.cases.models import Case, Note, Receipt, Task
from jiwar.casework.people.models import Person
from jiwar.foundation.access.compartments import GENERAL
from jiwar.foundation.audit.models import Entry
from tests.casework.cases.conftest import PRIVILEGED
from tests.casework.people.telling import register
from tests.cast import Cast, Player

pytestmark = pytest.mark.once

CANARY = "canary-kept-inside"


@pytest.fixture
def full(cast: Cast, counsel: Player, case: Case) -> Case:
    """With something of every kind in the general part, and a privileged note."""
    viewer = cast.caseworker.viewer
    actions.assign(cast.coordinator.viewer, case=case, member=counsel.member, lead=False)
    actions.assess(viewer, case=case, sector="shelter", severity="high", finding=f"{CANARY} finding")
    need = actions.record_need(viewer, case=case, sector="shelter", text=f"{CANARY} need")
    actions.set_goal(viewer, case=case, text=f"{CANARY} goal", need=need)
    actions.add_task(viewer, case=case, title=f"{CANARY} task")
    actions.write_note(viewer, case=case, text=f"{CANARY} note", minutes=20)
    actions.write_note(counsel.viewer, case=case, text="privileged-canary", minutes=77, compartment=PRIVILEGED)
    actions.request_service(viewer, case=case, line="legal", kind="advice", asked=f"{CANARY} asked")
    actions.add_document(viewer, case=case, chunks=[b"%PDF-1.7 x"], name="letter.pdf", title=f"{CANARY} paper")
    return case


def body(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, address
    return str(answer.content.decode())


def sub_pages(case: Case) -> list[str]:
    rows = {
        "note": case.notes.filter(compartment="general"),
        "amend-note": case.notes.filter(compartment="general"),
        "task": case.tasks.all(),
        "service": case.services.all(),
        "goal": case.goals.all(),
        "document": case.documents.all(),
        "document-file": case.documents.all(),
    }
    plain = (
        "plan",
        "assess",
        "new-need",
        "new-goal",
        "new-note",
        "new-task",
        "new-service",
        "new-document",
        "people",
        "close",
        "step",
    )
    return [reverse(f"cases:{name}", args=[case.id]) for name in plain] + [
        reverse(f"cases:{name}", args=[case.id, rows[name].get().id]) for name in rows
    ]


def test_the_team_sees_the_whole_page(cast: Cast, full: Case) -> None:
    page = body(cast.caseworker.client, reverse("cases:case", args=[full.id]))
    for word in ("finding", "goal", "task", "note", "paper"):
        assert f"{CANARY} {word}" in page
    assert "Ahmed Ibrahim Adam" in page
    for address in sub_pages(full):
        assert cast.caseworker.client.get(address).status_code == 200, address


def test_a_caseworker_never_sees_a_privileged_note_its_count_or_its_minutes(
    cast: Cast, counsel: Player, full: Case
) -> None:
    note = Note.objects.get(compartment=PRIVILEGED.code)
    address = reverse("cases:case", args=[full.id])
    page = body(cast.caseworker.client, address)
    assert "privileged-canary" not in page
    assert "77 min" not in page
    told = queries.timeline(cast.caseworker.viewer, full, chapter="notes").entries
    assert [entry.text for entry in told] == [f"{CANARY} note"]
    for name in ("note", "amend-note"):
        refused = cast.caseworker.client.get(reverse(f"cases:{name}", args=[full.id, note.id]))
        assert refused.status_code == 404
        assert "privileged-canary" not in refused.content.decode()
    theirs = body(counsel.client, address)
    assert "privileged-canary" in theirs
    assert "77 min" in theirs


@pytest.mark.parametrize("name", ["reception", "coordinator", "off_caseworker"])
def test_who_only_knows_of_the_case_sees_its_front_and_no_content(cast: Cast, full: Case, name: str) -> None:
    player: Player = getattr(cast, name)
    page = body(player.client, reverse("cases:case", args=[full.id]))
    assert full.written_number in page
    assert "Refused, what now?" in page
    assert CANARY not in page
    for address in sub_pages(full):
        refused = player.client.get(address)
        assert refused.status_code in (403, 404), address
        assert CANARY not in refused.content.decode()


@pytest.mark.parametrize("name", ["volunteer", "guardian", "administrator", "stranger"])
def test_the_case_is_not_there_for_others(cast: Cast, full: Case, name: str) -> None:
    player: Player = getattr(cast, name)
    for address in [reverse("cases:case", args=[full.id]), reverse("cases:team", args=[full.id]), *sub_pages(full)]:
        refused = player.client.get(address)
        assert refused.status_code in (403, 404), address
        assert CANARY not in refused.content.decode()
        assert full.written_number not in refused.content.decode()
    assert player.client.get(reverse("cases:case", args=[full.id])).status_code == 404


def test_a_row_of_another_case_is_not_there_under_ones_own(cast: Cast, full: Case) -> None:
    other = actions.open_case(cast.reception.viewer, person=register(cast.reception, "Someone Else"), asks="other")
    actions.assign(cast.coordinator.viewer, case=other, member=cast.caseworker.member)
    note = full.notes.get(compartment=GENERAL.code)
    refused = cast.caseworker.client.get(reverse("cases:note", args=[other.id, note.id]))
    assert refused.status_code == 404


def test_no_name_stands_in_titles_or_addresses(cast: Cast, full: Case) -> None:
    page = body(cast.caseworker.client, reverse("cases:case", args=[full.id]))
    title = page.split("<title>")[1].split("</title>")[0]
    assert "Ahmed" not in title
    assert full.written_number in title


def test_looking_is_recorded(cast: Cast, case: Case) -> None:
    cast.caseworker.client.get(reverse("cases:case", args=[case.id]))
    seen = Entry.objects.filter(kind="case-seen", subject=case.subject)
    assert [row.member_id for row in seen] == [cast.caseworker.member.id]


def test_a_form_sent_twice_has_one_effect(cast: Cast, case: Case) -> None:
    client = cast.caseworker.client
    typed = {
        "token": str(uuid4()),
        "kind": "visit",
        "happened_on": "6/3/2026",
        "text": "Went to see her.",
        "minutes": "٣٠",
        "compartment": "general",
    }
    address = reverse("cases:new-note", args=[case.id])
    for _time in range(2):
        assert client.post(address, typed).status_code == 302
    note = Note.objects.get()
    assert (note.text, note.minutes, note.kind) == ("Went to see her.", 30, "visit")
    assert Receipt.objects.count() == 1
    assert len(queries.timeline(cast.caseworker.viewer, case, chapter="notes").entries) == 1


def test_what_was_typed_is_kept_beside_an_error(cast: Cast, case: Case) -> None:
    typed = {"kind": "visit", "happened_on": "32/3/2026", "text": "Went to see her.", "compartment": "general"}
    answer = cast.caseworker.client.post(reverse("cases:new-note", args=[case.id]), typed)
    assert answer.status_code == 422
    assert "Went to see her." in answer.content.decode()
    assert not Note.objects.exists()


def test_two_people_editing_get_both_versions(cast: Cast, case: Case) -> None:
    viewer = cast.caseworker.viewer
    goal = actions.set_goal(viewer, case=case, text="A room")
    actions.change_goal(viewer, goal=goal, text="A room in Fatih", until=None, state="open", seen_version=1)
    typed = {"text": "Two rooms", "until": "", "state": "open", "seen_version": "1"}
    address = reverse("cases:goal", args=[case.id, goal.id])
    answer = cast.caseworker.client.post(address, typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "A room in Fatih" in page
    assert "Two rooms" in page
    assert 'name="seen_version" value="2"' in page
    assert cast.caseworker.client.post(address, {**typed, "seen_version": "2"}).status_code == 302


def test_a_case_is_opened_from_a_person(cast: Cast, person: Person) -> None:
    client = cast.reception.client
    typed = {"asks": "He needs a lawyer", "danger": "detained", "danger_words": ""}
    address = reverse("cases:new", args=[person.id])
    assert client.post(address, typed).status_code == 422
    assert client.post(address, {**typed, "danger_words": "Border police, since dawn"}).status_code == 302
    case = Case.objects.get()
    assert (case.state, case.danger) == (Case.State.INTAKE, Case.Danger.DETAINED)
    queue = body(cast.off_caseworker.client, reverse("cases:queue"))
    assert "Border police, since dawn" in queue
    assert body(cast.reception.client, reverse("people:person", args=[person.id])).count(case.written_number) == 1


def test_the_queue_shows_danger_first_and_taking_it_opens_the_file(cast: Cast, waiting: Case) -> None:
    answer = cast.off_caseworker.client.post(reverse("cases:take", args=[waiting.id]))
    assert answer.status_code == 302
    assert queries.team(waiting)[0].member == cast.off_caseworker.member
    assert cast.off_caseworker.client.get(reverse("cases:new-note", args=[waiting.id])).status_code == 200


def test_the_coordinator_gives_a_case_on_the_team_page(cast: Cast, waiting: Case) -> None:
    typed = {"member": str(cast.caseworker.member.id), "lead": "on", "handover": "Please call today."}
    address = reverse("cases:team", args=[waiting.id])
    assert cast.reception.client.post(address, typed).status_code == 403
    assert cast.coordinator.client.post(address, typed).status_code == 302
    assert "Please call today." in body(cast.caseworker.client, address)
    assert "Please call today." not in body(cast.coordinator.client, address)


def test_tasks_are_done_from_their_page(cast: Cast, case: Case) -> None:
    task = actions.add_task(cast.caseworker.viewer, case=case, title="Call")
    address = reverse("cases:task", args=[case.id, task.id])
    assert cast.off_caseworker.client.post(address, {"finish": "1"}).status_code == 404
    assert cast.caseworker.client.post(address, {"finish": "1"}).status_code == 302
    assert Task.objects.get().state == Task.State.DONE


def test_the_wording_of_a_task_from_a_deadline_is_not_offered_to_change(cast: Cast, case: Case) -> None:
    task = actions.add_task(cast.caseworker.viewer, case=case, title="Object to the commission")
    Task.objects.filter(id=task.id).update(origin=uuid4())
    address = reverse("cases:task", args=[case.id, task.id])
    page = body(cast.caseworker.client, address)
    assert 'name="owner"' in page
    assert 'name="title"' not in page
    sent = {"owner": str(cast.caseworker.member.id), "title": "Mine", "seen_version": task.version}
    assert cast.caseworker.client.post(address, sent).status_code == 302
    assert Task.objects.get().title == "Object to the commission"


def test_a_task_of_ones_own_is_nobody_elses(cast: Cast) -> None:
    client = cast.reception.client
    assert client.post(reverse("cases:own-tasks"), {"title": "canary own", "due": ""}).status_code == 302
    task = Task.objects.get()
    assert "canary own" in body(client, reverse("cases:own-tasks"))
    assert cast.coordinator.client.get(reverse("cases:own-task", args=[task.id])).status_code == 404


@pytest.mark.parametrize(
    ("player", "name"),
    [("caseworker", "list"), ("coordinator", "queue"), ("coordinator", "all"), ("coordinator", "load")],
)
@pytest.mark.usefixtures("waiting")
def test_lists_do_not_grow_in_queries(cast: Cast, player: str, name: str) -> None:
    viewer = cast.coordinator.viewer

    def fill(name: str) -> None:
        for state in ("queue", "given"):
            person = register(cast.reception, f"{name} {state}")
            case = actions.open_case(cast.reception.viewer, person=person, asks="x", danger="in-danger")
            if state == "given":
                actions.assign(viewer, case=case, member=cast.caseworker.member)

    client = getattr(cast, player).client
    fill("first")
    client.get(reverse(f"cases:{name}"))
    with CaptureQueriesContext(connection) as one:
        client.get(reverse(f"cases:{name}"))
    fill("second")
    fill("third")
    with CaptureQueriesContext(connection) as three:
        client.get(reverse(f"cases:{name}"))
    assert len(three) == len(one) > 3, [row["sql"][:160] for row in three]


def test_the_case_page_does_not_grow_in_queries(cast: Cast, full: Case) -> None:
    viewer, client, address = cast.caseworker.viewer, cast.caseworker.client, reverse("cases:case", args=[full.id])
    client.get(address)
    with CaptureQueriesContext(connection) as one:
        client.get(address)
    for number in (1, 2):
        actions.write_note(viewer, case=full, text=f"more {number}", minutes=5)
        actions.add_task(viewer, case=full, title=f"more {number}")
        actions.assess(viewer, case=full, sector="health", severity="low")
        actions.request_service(viewer, case=full, line="legal", kind="advice")
        actions.add_document(viewer, case=full, chunks=[b"%PDF-1.7 x"], name="a.pdf", title=f"more {number}")
    with CaptureQueriesContext(connection) as three:
        client.get(address)
    assert len(three) == len(one) > 3, [row["sql"][:160] for row in three]


@pytest.mark.parametrize("language", ["ar", "fr"])
def test_rights_are_the_same_in_every_language(cast: Cast, full: Case, language: str) -> None:
    cast.caseworker.account.language = language
    cast.caseworker.account.save()
    page = body(cast.caseworker.client, reverse("cases:case", args=[full.id]))
    assert f"{CANARY} note" in page
    assert f'lang="{language}"' in page
    assert cast.caseworker.client.get(reverse("cases:new-note", args=[full.id])).status_code == 200


def test_the_form_to_hand_over_is_refused_before_it_is_shown(cast: Cast, case: Case) -> None:
    address = reverse("cases:hand-over", args=[case.id, queries.team(case)[0].id])
    for name in ("reception", "off_caseworker"):
        assert cast.everyone()[name].client.get(address).status_code == 403, name
    for name in ("caseworker", "coordinator"):
        assert "<form" in body(cast.everyone()[name].client, address)


def test_a_button_the_work_does_not_allow_is_answered_in_words(cast: Cast, case: Case) -> None:
    only = case.members.get()
    answer = cast.caseworker.client.post(reverse("cases:remove-person", args=[case.id, only.id]), follow=True)
    assert "A case is about somebody" in answer.content.decode()


def test_taking_a_case_that_was_closed_meanwhile_is_answered_in_words(cast: Cast, waiting: Case) -> None:
    Case.objects.filter(id=waiting.id).update(state=Case.State.CLOSED)
    answer = cast.caseworker.client.post(reverse("cases:take", args=[waiting.id]), follow=True)
    assert "This case is closed." in answer.content.decode()
