"""Making a letter as the desk does: chosen, filled from the file, looked at, kept."""

import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.urls import reverse

from jiwar.casework.cases import actions as case_actions
from jiwar.casework.cases.models import Case, Document, TimelineEntry
from jiwar.casework.people.models import Person
from jiwar.foundation.audit.models import Entry
from jiwar.knowledge.calendars import Calendar, GivenDate
from jiwar.knowledge.procedures import EventKind
from jiwar.lines.legal.models import CaseAnswers, Letter, Procedure
from tests.cast import Cast, Player
from tests.lines.legal.telling import happened, on

pytestmark = pytest.mark.once

AUTHORITY = "İl Göç İdaresi (Ankara)"


def address(case: Case, kind: str, **asked: object) -> str:
    found = reverse("legal:letter", kwargs={"case": case.id, "kind": kind})
    return found + "?" + "&".join(f"{name}={value}" for name, value in asked.items())


def typed(player: Player, do: str = "keep", **more: Any) -> dict[str, Any]:
    return {
        "do": do,
        "token": str(uuid4()),
        "adviser": str(player.member.id),
        "compartment": "general",
        "authority_name": AUTHORITY,
        "authority_address": "Bulvar 12/3\nÇankaya",
        "reference": "2026/4512 (B)",
        **more,
    }


def made(player: Player, case: Case, kind: str = "authorisation", *, asked: dict[str, str], **more: Any) -> Letter:
    answer = player.client.post(address(case, kind, **asked), typed(player, **more))
    assert answer.status_code == 302, answer.content.decode()
    return Letter.objects.select_related("document__file").order_by("-made_at")[0]


def test_the_letter_that_fits_what_happened_comes_first(
    cast: Cast, legal_adviser: Player, case: Case, procedure: Procedure
) -> None:
    happened(legal_adviser, procedure, EventKind.REFUSAL_NOTIFIED, GivenDate(Calendar.HIJRI, 1447, 9, 13))
    text = legal_adviser.client.get(reverse("legal:letters", kwargs={"case": case.id})).content.decode()
    assert text.index("Cover letter of an appeal") < text.index("Certificate of attendance")
    assert text.count("fits now") == 3  # authorisation, the appeal, the documents for it
    happened(legal_adviser, procedure, EventKind.APPEAL_FILED, on(date(2026, 3, 5)))
    text = legal_adviser.client.get(reverse("legal:letters", kwargs={"case": case.id})).content.decode()
    assert text.count("fits now") == 1


def test_a_letter_is_filled_from_the_file_looked_at_and_kept_sealed(
    cast: Cast, legal_adviser: Player, case: Case, procedure: Procedure
) -> None:
    happened(legal_adviser, procedure, EventKind.REFUSAL_NOTIFIED, on(date(2026, 3, 2)))
    here = address(case, "appeal-cover", language="tr")
    form = legal_adviser.client.get(here).content.decode()
    assert 'value="2/3/2026"' in form
    look = legal_adviser.client.post(here, typed(legal_adviser, "look", notified_on="2/3/2026")).content.decode()
    assert "data:image/png;base64," in look
    assert "2 Mart 2026" in look
    assert "Ahmed Ibrahim Adam" in look
    assert not Letter.objects.exists()
    letter = made(legal_adviser, case, "appeal-cover", asked={"language": "tr"}, notified_on="2/3/2026")
    document = letter.document
    assert (document.kind, document.language, letter.number) == ("letter", "tr", 1)
    assert document.title == "Cover letter of an appeal (Türkçe), version 1"
    content = b"".join(case_actions.read_document(legal_adviser.viewer, document=document))
    assert content.startswith(b"%PDF-")
    assert not any(b"%PDF" in path.read_bytes() for path in Path(settings.JIWAR_FILES).glob("??/*"))
    assert TimelineEntry.objects.filter(case=case, kind="document-added").count() == 1
    assert Entry.objects.filter(kind="letter-made", subject_id=case.subject_id).count() == 1


def test_what_was_asked_once_is_there_the_next_time(cast: Cast, legal_adviser: Player, case: Case) -> None:
    made(legal_adviser, case, asked={"language": "ar"}, paper_kind="asylum-card", paper_number="99 1234")
    assert CaseAnswers.objects.get(case=case).answers["authority_name"] == AUTHORITY
    person = Person.objects.get()
    assert [(row.kind, row.number) for row in person.identifiers.all()] == [("asylum-card", "99 1234")]
    next_form = cast.caseworker.client.get(address(case, "request-documents", language="en")).content.decode()
    assert AUTHORITY in next_form
    assert "2026/4512 (B)" in next_form
    assert 'name="paper_number"' not in next_form


def test_the_next_version_begins_with_what_the_last_said_and_both_stay(legal_adviser: Player, case: Case) -> None:
    first = made(legal_adviser, case, asked={"language": "ar"}, beside="en", hijri="on")
    again = legal_adviser.client.get(address(case, "authorisation", after=first.id)).content.decode()
    assert '<option value="en" selected' in again
    second = made(legal_adviser, case, asked={"after": str(first.id)}, beside="en")
    assert (second.thread, second.number) == (first.thread, 2)
    assert second.languages == ["ar", "en"]
    refused = legal_adviser.client.post(address(case, "authorisation", after=first.id), typed(legal_adviser))
    assert refused.status_code == 422
    assert "A colleague has just made this version" in refused.content.decode()
    assert Document.objects.filter(case=case).count() == 2
    shown = legal_adviser.client.get(reverse("legal:letters", kwargs={"case": case.id})).content.decode()
    assert shown.count("Next version") == 1


def test_sent_twice_it_is_made_once(legal_adviser: Player, case: Case) -> None:
    sent = typed(legal_adviser)
    for _time in range(2):
        assert legal_adviser.client.post(address(case, "authorisation", language="en"), sent).status_code == 302
    assert Letter.objects.count() == Document.objects.count() == 1


def test_a_privileged_letter_stays_with_the_lawyer(cast: Cast, legal_adviser: Player, case: Case) -> None:
    more: dict[str, Any] = {"documents": "The refusal", "compartment": "legal-privileged"}
    letter = made(legal_adviser, case, "request-documents", asked={"language": "en"}, **more)
    assert letter.compartment == letter.document.compartment == letter.document.file.compartment == "legal-privileged"
    word = reverse("legal:letter_word", kwargs={"letter": letter.id})
    assert legal_adviser.client.get(word).status_code == 200
    assert cast.caseworker.client.get(word).status_code == 404
    shown = cast.caseworker.client.get(reverse("legal:letters", kwargs={"case": case.id})).content.decode()
    assert "No letter was made for this case yet." in shown
    closed = cast.caseworker.client.post(
        address(case, "request-documents", language="en"), typed(cast.caseworker, **more)
    )
    assert closed.status_code == 422


def test_what_a_guarded_letter_asked_is_not_kept_for_everybody(legal_adviser: Player, case: Case) -> None:
    made(legal_adviser, case, "detention", asked={"language": "en"}, place="Akyurt", compartment="legal-privileged")
    assert not CaseAnswers.objects.exists()
    made(legal_adviser, case, "detention", asked={"language": "en"}, place="Akyurt")
    assert CaseAnswers.objects.get().answers["place"] == "Akyurt"


def test_a_name_the_fonts_cannot_write_is_left_out_and_the_preview_says_so(legal_adviser: Player, case: Case) -> None:
    person = Person.objects.get()
    person.shown_other = "মোহাম্মদ"
    person.save()
    here = address(case, "authorisation", language="tr")
    look = legal_adviser.client.post(here, typed(legal_adviser, "look")).content.decode()
    assert "This name is left out of the letter" in look
    assert "মোহাম্মদ" not in look.partition("The text of the letter")[2]
    assert made(legal_adviser, case, asked={"language": "tr"}).facts["file"]["names"] == ["Ahmed Ibrahim Adam"]


def test_where_no_name_can_be_written_the_first_stays_and_the_preview_warns(legal_adviser: Player, case: Case) -> None:
    person = Person.objects.get()
    person.shown, person.shown_other = "মোহাম্মদ", ""
    person.save()
    look = legal_adviser.client.post(address(case, "authorisation", language="en"), typed(legal_adviser, "look"))
    text = look.content.decode()
    assert "the letter may show boxes" in text
    assert "মোহাম্মদ" in text.partition("The text of the letter")[2]


def test_as_a_text_document_it_says_the_same(legal_adviser: Player, case: Case) -> None:
    letter = made(legal_adviser, case, asked={"language": "ar"})
    answer = legal_adviser.client.get(reverse("legal:letter_word", kwargs={"letter": letter.id}))
    assert (
        answer["Content-Disposition"]
        == f'attachment; filename="{case.written_number}-{letter.document_id.hex[:6]}.docx"'
    )
    inside = zipfile.ZipFile(BytesIO(answer.content)).read("word/document.xml").decode()
    assert "تفويض بالتمثيل" in inside
    assert "2026/4512\u00a0(B)" in inside
    assert "<w:bidi/>" in inside
    assert "<w:rtl/>" in inside
    assert Entry.objects.filter(kind="letter-taken").count() == 1


def test_whoever_does_not_work_on_the_case_makes_no_letter(cast: Cast, case: Case) -> None:
    for player in (cast.reception, cast.off_caseworker, cast.coordinator):
        answer = player.client.get(address(case, "authorisation"))
        assert answer.status_code == 403
    assert cast.stranger.client.get(address(case, "authorisation")).status_code == 404


@pytest.mark.parametrize("asked", [{"language": "xx"}, {"person": "nobody"}, {"after": "7"}, {"after": str(uuid4())}])
def test_an_address_that_asks_for_what_is_not_there(legal_adviser: Player, case: Case, asked: dict[str, str]) -> None:
    assert legal_adviser.client.get(address(case, "authorisation", **asked)).status_code == 404
    assert legal_adviser.client.get(address(case, "no-such-letter")).status_code == 404


def test_a_legal_basis_is_offered_from_the_pack_and_nowhere_else(legal_adviser: Player, case: Case) -> None:
    from jiwar.lines.legal import actions
    from jiwar.lines.legal.letters import facts

    procedure = actions.open_procedure(legal_adviser.viewer, case=case, pack="tr", tracks=["removal"])
    happened(legal_adviser, procedure, EventKind.DEPORTATION_DECISION_NOTIFIED, on(date(2026, 3, 2)))
    offered = facts.bases(facts.happened_in(legal_adviser.viewer, case))
    assert "LFIP Art. 53(3)" in [words for _code, words in offered]
    assert all("not read" not in words for _code, words in offered)
    code = next(code for code, words in offered if words == "LFIP Art. 53(3)")
    letter = made(legal_adviser, case, "appeal-cover", asked={"language": "tr"}, basis=code)
    assert letter.facts["answers"]["basis"] == code
    invented = legal_adviser.client.post(
        address(case, "appeal-cover", language="tr"), typed(legal_adviser, basis="Art. 1 of my own")
    )
    assert invented.status_code == 422
