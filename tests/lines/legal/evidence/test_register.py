"""The register: numbers that stay, custody that is only added to, parts of the file that stay apart, the same file."""

import hashlib
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from jiwar.casework.cases import actions as cases
from jiwar.casework.cases.errors import NotPossible
from jiwar.casework.cases.models import Case, Document, TimelineEntry
from jiwar.foundation.access.compartments import GENERAL
from jiwar.foundation.audit.models import Entry
from jiwar.lines.legal.evidence import actions, queries, words
from jiwar.lines.legal.evidence.actions import Described
from jiwar.lines.legal.models import CustodyLine, Exhibit
from jiwar.lines.legal.rights import LEGAL_PRIVILEGED
from tests.cast import Cast, Player
from tests.lines.legal.evidence.conftest import Add
from tests.lines.legal.evidence.papers import pdf

SAID: dict[str, Any] = {
    "title": "Passport", "kind": "identity", "translation": "needed", "legalisation": "not-needed", "holder": "group",
    "received_on": "3/3/2026", "received_from": "His brother", "received_how": "by hand", "shows": "who-he-is",
    "compartment": "general",
}  # fmt: skip


def at(name: str, **places: Any) -> str:
    return reverse(f"legal:{name}", kwargs=places)


def test_an_exhibit_is_added_read_and_changed(cast: Cast, legal_adviser: Player, case: Case) -> None:
    sent = {**SAID, "token": str(uuid4())}
    for _time in range(2):
        answer = legal_adviser.client.post(at("exhibit-new", case=case.id), sent)
        assert answer.status_code == 302, answer.content.decode()
    row = Exhibit.objects.get()
    assert answer.headers["Location"] == at("exhibit", exhibit=row.id)
    page = cast.caseworker.client.get(at("exhibit", exhibit=row.id)).content.decode()
    for said in ("A1", "Passport", "who-he-is", "His brother", "translation not there yet", "No file yet."):
        assert said in page
    assert [line.holder for line in queries.custody(row)] == ["group"]
    changed = {**SAID, "title": "Passport, all pages", "seen_version": "1"}
    here = at("exhibit-change", exhibit=row.id)
    assert legal_adviser.client.post(here, changed).status_code == 302
    late = cast.caseworker.client.post(here, {**changed, "title": "Another", "seen_version": "1"})
    assert late.status_code == 422
    assert "Someone else changed this" in late.content.decode()
    row.refresh_from_db()
    assert (row.title, row.holder, row.version) == ("Passport, all pages", "group", 2)
    told = TimelineEntry.objects.filter(case=case, kind="legal-exhibit-added")
    assert told.count() == 1
    assert set(Entry.objects.filter(kind__startswith="exhibit-").values_list("kind", flat=True)) == {
        "exhibit-added", "exhibit-seen", "exhibit-changed",
    }  # fmt: skip


def test_each_part_of_the_file_counts_its_own_and_hides_its_own(
    cast: Cast, legal_adviser: Player, case: Case, add: Add
) -> None:
    for title, part in (("one", GENERAL), ("secret-thing", LEGAL_PRIVILEGED), ("two", GENERAL)):
        add(title, part=part)
    shown = [(each.label, each.row.title) for each in queries.exhibits(legal_adviser.viewer, case)]
    assert shown == [("A1", "one"), ("A2", "two"), ("B1", "secret-thing")]
    assert [each.label for each in queries.exhibits(cast.caseworker.viewer, case)] == ["A1", "A2"]
    secret = Exhibit.objects.get(compartment=LEGAL_PRIVILEGED.code)
    for name in ("exhibit", "exhibit-change", "exhibit-moved", "exhibit-check"):
        assert cast.caseworker.client.get(at(name, exhibit=secret.id)).status_code == 404
    for page in (at("exhibits", case=case.id), reverse("cases:case", args=[case.id])):
        text = cast.caseworker.client.get(page).content.decode()
        assert "secret-thing" not in text
        assert "A2" in text
    assert legal_adviser.client.get(at("exhibit", exhibit=secret.id)).status_code == 200


def test_a_paper_of_a_narrower_part_does_not_come_into_a_wider_one(
    legal_adviser: Player, case: Case, document: Callable[..., Document]
) -> None:
    narrow = document(pdf("x"), "kept close", LEGAL_PRIVILEGED)
    described = Described("It", "other", paper=narrow)
    with pytest.raises(NotPossible, match="narrower part"):
        actions.add_exhibit(legal_adviser.viewer, case=case, described=described, holder="person")
    kept = actions.add_exhibit(
        legal_adviser.viewer, case=case, described=described, holder="person", compartment=LEGAL_PRIVILEGED
    )
    assert words.label(kept.compartment, kept.number) == "B1"


def test_where_the_original_went_is_only_ever_added_to(legal_adviser: Player, case: Case, add: Add) -> None:
    row = add("Passport")
    here = at("exhibit-moved", exhibit=row.id)
    sent = {"moved_on": "5/3/2026", "holder": "authority", "who": "Göç İdaresi", "token": str(uuid4())}
    for _time in range(2):
        assert legal_adviser.client.post(here, sent).status_code == 302
    unsigned = legal_adviser.client.post(here, {"moved_on": "6/3/2026", "holder": "person", "token": str(uuid4())})
    assert unsigned.status_code == 422
    assert "Say who signed for it" in unsigned.content.decode()
    back = {"moved_on": "6/3/2026", "holder": "person", "signed_by": "Ahmed Ibrahim", "token": str(uuid4())}
    assert legal_adviser.client.post(here, back).status_code == 302
    row.refresh_from_db()
    assert row.holder == "person"
    written = CustodyLine.objects.order_by("written_at")
    assert [line.holder for line in written] == ["person", "authority", "person"]
    page = legal_adviser.client.get(at("exhibit", exhibit=row.id)).content.decode()
    assert "signed for by:" in page
    assert "Ahmed Ibrahim" in page


def test_a_file_is_held_against_what_is_kept(legal_adviser: Player, case: Case, three: list[Exhibit]) -> None:
    row, here = three[2], at("exhibit-check", exhibit=three[2].id)
    documents = Document.objects.count()

    def held(**sent: Any) -> str:
        return legal_adviser.client.post(here, sent, follow=True).content.decode()

    assert row.translated is not None
    content = b"".join(cases.read_document(legal_adviser.viewer, document=row.translated))
    assert "It is the same, to the last sign" in held(file=SimpleUploadedFile("x.pdf", content))
    assert "It is not the same" in held(file=SimpleUploadedFile("x.pdf", content + b" "))
    digest = hashlib.sha256(content).hexdigest()
    assert "It is the same" in held(fingerprint=f"{digest[:32].upper()} {digest[32:]}")
    assert "Choose a file, or write" in held(fingerprint=" ")
    assert Document.objects.count() == documents
    assert Entry.objects.filter(kind="exhibit-checked").count() == 3


def test_who_does_not_work_on_the_case_adds_nothing(cast: Cast, case: Case, three: list[Exhibit]) -> None:
    for player in (cast.reception, cast.off_caseworker, cast.coordinator):
        assert player.client.get(at("exhibit-new", case=case.id)).status_code == 403
        assert player.client.get(at("exhibit", exhibit=three[0].id)).status_code == 404
        assert "Passport" not in player.client.get(at("exhibits", case=case.id)).content.decode()
    assert cast.stranger.client.get(at("exhibits", case=case.id)).status_code == 404
