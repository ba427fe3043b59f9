"""Notes, papers, plan, tasks and help."""

import hashlib
from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pytest_django import Settings

from jiwar.casework.cases import actions, paper_types, queries
from jiwar.casework.cases.errors import NotPossible, Stale
from jiwar.casework.cases.models import Assessment, Case, Document, Note, Service, Task
from jiwar.foundation.access.compartments import IDENTITY
from jiwar.foundation.access.policy import NotThere, Refused
from jiwar.foundation.audit.models import Entry
from tests.casework.cases.conftest import PRIVILEGED, again
from tests.cast import Cast, Player

PDF = b"%PDF-1.7\n" + b"word " * 40_000


def test_an_amended_note_keeps_what_it_said(cast: Cast, case: Case) -> None:
    viewer = cast.caseworker.viewer
    note = actions.write_note(viewer, case=case, text="First", minutes=10)
    actions.amend_note(viewer, note=note, text="Second", kind="visit", minutes=15, seen_version=1)
    with pytest.raises(Stale):
        actions.amend_note(viewer, note=note, text="Third", kind="visit", minutes=15, seen_version=1)
    now = Note.objects.get()
    assert (now.text, now.minutes, now.version) == ("Second", 15, 2)
    assert [(row.number, row.text, row.minutes) for row in now.earlier.all()] == [(1, "First", 10)]
    told = queries.timeline(viewer, case, chapter="notes").entries[0]
    assert told.text == "Second"
    page = cast.caseworker.client.get(reverse("cases:note", args=[case.id, note.id])).content.decode()
    assert "First" in page


def test_only_the_writer_amends(cast: Cast, counsel: Player, case: Case) -> None:
    note = actions.write_note(cast.caseworker.viewer, case=case, text="Mine")
    actions.assign(cast.coordinator.viewer, case=case, member=counsel.member, lead=False)
    with pytest.raises(NotPossible):
        actions.amend_note(counsel.viewer, note=note, text="Theirs", kind="visit", minutes=0, seen_version=1)
    assert Note.objects.get().text == "Mine"


def test_a_note_goes_only_where_its_writer_may_read(cast: Cast, case: Case) -> None:
    viewer = cast.caseworker.viewer
    with pytest.raises(Refused):
        actions.write_note(viewer, case=case, text="x", compartment=PRIVILEGED)
    with pytest.raises(NotPossible):
        actions.write_note(viewer, case=case, text="x", compartment=IDENTITY)
    assert [each.code for each in queries.note_compartments(viewer, case)] == ["general", "restricted"]
    with pytest.raises(NotThere):
        queries.note(cast.coordinator.viewer, case, uuid4())


def test_the_timeline_goes_on_from_an_entry(cast: Cast, case: Case) -> None:
    viewer = cast.caseworker.viewer
    for day in range(1, 26):
        actions.write_note(viewer, case=case, text=f"note {day}", happened_on=date(2026, 1, day))
    first = queries.timeline(viewer, case, chapter="notes")
    second = queries.timeline(viewer, case, chapter="notes", before=first.before)
    assert [entry.text for entry in first.entries] == [f"note {day}" for day in range(25, 5, -1)]
    assert [entry.text for entry in second.entries] == [f"note {day}" for day in range(5, 0, -1)]
    assert second.before is None


def test_a_paper_is_hashed_sealed_and_read_back(cast: Cast, case: Case, settings: Settings) -> None:
    viewer = cast.caseworker.viewer
    actions.add_document(viewer, case=case, chunks=[PDF[:1000], PDF[1000:]], name="refusal.html", title="Refusal")
    document = Document.objects.get()
    assert document.sha256 == hashlib.sha256(PDF).hexdigest()
    assert document.file.media_type == "application/pdf"
    on_disk = b"".join(path.read_bytes() for path in Path(settings.JIWAR_FILES).rglob("*") if path.is_file())
    assert b"word word" not in on_disk
    answer = cast.caseworker.client.get(reverse("cases:document-file", args=[case.id, document.id]))
    assert b"".join(answer) == PDF
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="C-0001-')
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox; frame-ancestors 'none'"
    assert "no-store" in answer.headers["Cache-Control"]
    assert Entry.objects.filter(kind="case-document-read", member_id=cast.caseworker.member.id).count() == 1
    address = reverse("cases:document-file", args=[case.id, document.id])
    assert cast.off_caseworker.client.get(address).status_code == 404


def test_a_paper_is_sent_by_the_form(cast: Cast, case: Case) -> None:
    typed = {
        "token": str(uuid4()),
        "file": SimpleUploadedFile("../../etc/pa\x00sswd\u202e.exe", PDF, "text/html"),
        "title": "Refusal",
        "kind": "decision",
        "language": "tr",
        "original_with": "person",
        "translation": "needed",
        "compartment": "general",
    }
    address = reverse("cases:new-document", args=[case.id])
    assert cast.caseworker.client.post(address, typed).status_code == 302
    document = Document.objects.get()
    assert (document.kind, document.translation, document.language) == ("decision", "needed", "tr")
    assert document.file.name.endswith(".pdf")
    assert not set("/\\\x00\u202e") & set(document.file.name)


@pytest.mark.parametrize(
    "content",
    [
        b"<html><script>alert(1)</script></html>",
        b"<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>",
        b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff",
        b"",
    ],
)
def test_what_a_browser_would_run_is_not_kept(cast: Cast, case: Case, content: bytes) -> None:
    with pytest.raises(NotPossible):
        actions.add_document(cast.caseworker.viewer, case=case, chunks=[content], name="photo.jpg", title="Photo")
    assert not Document.objects.exists()


def test_a_file_too_large_leaves_nothing_behind(
    cast: Cast, case: Case, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paper_types, "LARGEST", 20_000)
    with pytest.raises(NotPossible):
        actions.add_document(cast.caseworker.viewer, case=case, chunks=[PDF], name="a.pdf", title="A")
    assert [path for path in Path(settings.JIWAR_FILES).rglob("*") if path.is_file()] == []


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\x\\letter.PDF", "letter.pdf"),
        ("قرار\u202eexe.pdf", "قرارexe.pdf"),
        ("", "document.pdf"),
        ("..", "document.pdf"),
        ("a\r\nSet-Cookie: x.pdf", "aSet-Cookie x.pdf"),
        ("x" * 500, "x" * 120 + ".pdf"),
    ],
)
def test_hostile_names_become_harmless(sent: str, kept: str) -> None:
    assert paper_types.harmless_name(sent, "application/pdf") == kept


def test_a_later_assessment_replaces_the_earlier_and_keeps_it(cast: Cast, case: Case) -> None:
    viewer = cast.caseworker.viewer
    actions.assess(viewer, case=case, sector="shelter", severity="critical")
    actions.assess(viewer, case=case, sector="health", severity="low")
    actions.assess(viewer, case=case, sector="shelter", severity="medium")
    view = queries.page(viewer, again(case))
    assert [(row.sector, row.severity) for row in view.plan.assessments] == [("health", "low"), ("shelter", "medium")]
    assert Assessment.objects.count() == 3


def test_a_service_goes_from_request_to_outcome(cast: Cast, case: Case) -> None:
    viewer = cast.caseworker.viewer
    service = actions.request_service(viewer, case=case, line="legal", kind="representation")
    actions.progress_service(viewer, service=service, state="active", seen_version=1)
    with pytest.raises(NotPossible):
        actions.progress_service(viewer, service=service, state="done", seen_version=2)
    service.refresh_from_db()
    actions.progress_service(viewer, service=service, state="done", outcome="Recognised.", seen_version=2)
    with pytest.raises(NotPossible):
        actions.progress_service(viewer, service=service, state="active", seen_version=3)
    row = Service.objects.get()
    assert (row.state, row.outcome) == ("done", "Recognised.")


def test_a_task_that_follows_from_something_moves_only_with_it(cast: Cast, case: Case) -> None:
    viewer, origin = cast.caseworker.viewer, uuid4()

    def follow(due: date) -> Task:
        return actions.follow_up_task(
            viewer,
            case=case,
            origin_kind="test.deadline",
            origin=origin,
            title="Object",
            due=due,
            owner=viewer.member,
        )

    task = follow(date(2026, 3, 11))
    assert follow(date(2026, 3, 9)) == task
    row = Task.objects.get()
    assert (row.due, row.version) == (date(2026, 3, 9), 2)
    with pytest.raises(NotPossible):
        actions.move_task(viewer, task=row, title="Object", due=date(2026, 4, 1), owner=viewer.member, seen_version=2)
    actions.end_follow_up(viewer, origin_kind="test.deadline", origin=origin, done=True)
    assert Task.objects.get().state == Task.State.DONE


def test_a_task_goes_only_to_who_works_on_the_case(cast: Cast, case: Case) -> None:
    with pytest.raises(NotPossible):
        actions.add_task(cast.caseworker.viewer, case=case, title="x", owner=cast.off_caseworker.member)
    with pytest.raises(Refused):
        actions.add_task(cast.off_caseworker.viewer, case=case, title="x")


def test_danger_stands_on_top_for_all_who_may_know(cast: Cast, case: Case) -> None:
    actions.flag_danger(cast.reception.viewer, case=case, danger="detained", words="At the border.")
    for player in (cast.reception, cast.off_caseworker, cast.coordinator, cast.caseworker):
        assert [line.case for line in queries.burning(player.viewer)] == [case]
    for player in (cast.volunteer, cast.administrator, cast.guardian):
        assert queries.burning(player.viewer) == []
    with pytest.raises(NotThere):
        actions.clear_danger(cast.volunteer.viewer, case=again(case), why="x")
