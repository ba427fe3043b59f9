"""A group brings a template, tries it, makes letters of it, and retires it."""

from io import BytesIO
from uuid import uuid4

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from jiwar.casework.cases import actions as cases
from jiwar.casework.cases.models import Case
from jiwar.foundation.audit.models import Entry
from jiwar.lines.legal.models import CaseAnswers, Letter, OwnTemplate
from jiwar.lines.legal.own_templates import actions, queries
from tests.cast import Cast, Player
from tests.lines.legal.own_templates import docx_of

LIST = "legal:own-templates"


@pytest.fixture
def template(legal_adviser: Player) -> OwnTemplate:
    content = docx_of("{{ person }} ({{ case_number }})", "{% if place %}Held at {{ place }}{% endif %}", "{{ today }}")
    return actions.add_template(legal_adviser.viewer, content=content, name="To the centre", language="en")


def said(content: bytes) -> str:
    return "\n".join(each.text for each in docx.Document(BytesIO(content)).paragraphs)


def test_it_is_added_tried_and_then_offered(cast: Cast, legal_adviser: Player, case: Case) -> None:
    client = legal_adviser.client
    sent = {
        "token": str(uuid4()),
        "name": "To the centre",
        "language": "ar",
        "pack": "",
        "step": "",
        "file": SimpleUploadedFile("t.docx", docx_of("{{ person }} {{ today }}")),
    }
    answer = client.post(reverse(LIST), sent)
    row = OwnTemplate.objects.get()
    assert (answer.status_code, row.fields, row.in_use) == (302, ["person", "today"], False)
    assert queries.offered(legal_adviser.viewer, case) == []
    page = reverse("legal:own-template", args=[row.id])
    assert "Not offered yet" in client.get(page).content.decode()
    tried = said(client.post(page, {"do": "try"}).content)
    assert "أحمد إدريس عبد الله" in tried
    assert "رمضان" in tried
    assert "To the centre" in client.get(reverse("legal:letters", args=[case.id])).content.decode()
    assert cast.caseworker.client.get(reverse(LIST)).status_code == 403


def test_fields_nobody_knows_are_named(legal_adviser: Player) -> None:
    sent = {"name": "X", "language": "en", "file": SimpleUploadedFile("t.docx", docx_of("{{ persn }} {{ person }}"))}
    text = legal_adviser.client.post(reverse(LIST), sent).content.decode()
    assert "Nobody knows these fields: persn." in text
    sent["file"] = SimpleUploadedFile("t.docx", docx_of("{{ person.__class__ }}"))
    assert "A gap in it cannot be read" in legal_adviser.client.post(reverse(LIST), sent).content.decode()
    assert not OwnTemplate.objects.exists()


def test_a_letter_is_made_of_it_with_what_was_asked(legal_adviser: Player, case: Case, template: OwnTemplate) -> None:
    here = reverse("legal:own-template-fill", args=[case.id, template.id])
    assert legal_adviser.client.get(here).status_code == 404
    actions.try_template(legal_adviser.viewer, template=template)
    sent = {
        "token": str(uuid4()),
        "place": "Akyurt",
        "adviser": str(legal_adviser.member.id),
        "compartment": "general",
    }
    for _time in range(2):
        assert legal_adviser.client.post(here, sent).status_code == 302
    letter = Letter.objects.select_related("document__file").get()
    content = b"".join(cases.read_document(legal_adviser.viewer, document=letter.document))
    assert "Ahmed Ibrahim Adam" in said(content)
    assert "Held at" in said(content)
    assert "Akyurt" in said(content)
    assert CaseAnswers.objects.get().answers["place"] == "Akyurt"
    page = reverse("legal:letters", args=[case.id])
    shown = legal_adviser.client.get(page).content.decode()
    assert "Save the text document" in shown
    client = legal_adviser.client
    assert client.post(reverse("legal:own-template", args=[template.id]), {"do": "retire"}).status_code == 302
    assert client.get(here).status_code == 404
    assert "To the centre" in client.get(page).content.decode()
    kinds = Entry.objects.filter(kind__startswith="own-template").values_list("kind", flat=True)
    assert sorted(kinds) == ["own-template-added", "own-template-retired", "own-template-tried"]
