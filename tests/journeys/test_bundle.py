"""From a refusal to the filed bundle of its appeal, in Arabic and in English: what one lawyer does in one afternoon."""

from collections.abc import Callable
from datetime import timedelta

import pypdfium2
import pytest
from playwright.sync_api import expect

from jiwar.casework.cases import actions as cases
from jiwar.casework.cases import clock
from jiwar.casework.cases.models import Case, Document
from jiwar.casework.people import actions as people
from jiwar.casework.people.parts import NameGiven, Who
from jiwar.foundation.groups.models import Group
from jiwar.lines.legal import actions as legal
from jiwar.lines.legal.models import Bundle, Deadline, Letter, Procedure
from jiwar.lines.legal.rights import LEGAL_ADVISER
from tests.cast import Cast, Player, join
from tests.journeys.browsing import Visitor
from tests.lines.legal.evidence.papers import pdf, photo

DRAWN_WITHIN = 60_000
"""A page waits for what is drawn: a second, or many where the machine has much to do."""


@pytest.fixture
def adviser(group: Group) -> Player:
    return join(group, "legal adviser", LEGAL_ADVISER)


@pytest.fixture
def procedure(cast: Cast, adviser: Player) -> Procedure:
    """A case with a running procedure; the letter of refusal and a photo of the passport are among its documents."""
    names = (NameGiven("Ahmed Idris"), NameGiven("أحمد إدريس"))
    person = people.register(cast.caseworker.viewer, who=Who(names=names, nationalities=("SD",)))
    made = cases.open_case(cast.caseworker.viewer, person=person, asks="Refused, what now?")
    cases.assign(cast.coordinator.viewer, case=made, member=adviser.member)
    case = Case.objects.select_related("subject").get(id=made.id)
    for title, content in (("Refusal", pdf("one", "two")), ("Passport", photo())):
        cases.add_document(adviser.viewer, case=case, chunks=[content], name="paper", title=title)
    return legal.open_procedure(adviser.viewer, case=case, pack="tr", tracks=["regular"])


@pytest.mark.parametrize("language", ["en", "ar"])
def test_from_refusal_to_filed_appeal_bundle(
    visit: Callable[..., Visitor], adviser: Player, procedure: Procedure, language: str
) -> None:
    lawyer = visit(language).signed_in_as(adviser.client)
    lawyer.context.set_default_timeout(DRAWN_WITHIN)
    case, today = procedure.case_id, clock.today()
    told = today - timedelta(days=2)

    lawyer.goes_to("legal:record", procedure=procedure.id, kind="refusal-notified")
    lawyer.page.locator("[name=when_1]").fill(f"{told.day}/{told.month}/{told.year}")
    lawyer.page.locator("[name=save]").click()
    expect(lawyer.page.locator("main .deadline").first).to_be_visible()
    assert Deadline.objects.filter(kind="limit", status="open").exists()

    lawyer.goes_to("legal:letter", case=case, kind="appeal-cover")
    lawyer.fills("Authority", "İl Göç İdaresi")
    lawyer.presses("Look at it")
    lawyer.presses("Keep the letter")
    lawyer.page.wait_for_url("**/documents/*/")
    assert Letter.objects.count() == 1

    for title in ("Refusal", "Passport"):
        lawyer.goes_to("legal:exhibit-new", case=case)
        lawyer.fills("What is it?", title)
        lawyer.picks_named("Its file", title)
        lawyer.presses("Add the exhibit")
        lawyer.page.wait_for_url("**/exhibit/*/")
    lawyer.goes_to("legal:procedure", procedure=procedure.id)
    lawyer.follows("Make a bundle")
    lawyer.page.locator("main ol.list > li").nth(1).get_by_role("button").first.click()
    expect(lawyer.page.locator("main ol.list > li").first).to_contain_text("Passport")
    lawyer.fills("What it is for", "Objection")
    lawyer.picks("Language of the bundle", language)
    lawyer.presses("Make the bundle")
    lawyer.page.wait_for_url("**/legal/bundle/*/")
    assert lawyer.page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    bundle = Bundle.objects.get()
    assert [each["title"] for each in bundle.contents] == ["Passport", "Refusal"]
    assert bundle.document_id is not None
    kept = Document.objects.select_related("file", "case__subject").get(id=bundle.document_id)
    assert len(pypdfium2.PdfDocument(b"".join(cases.read_document(adviser.viewer, document=kept)))) == 5

    lawyer.follows("It was filed")
    lawyer.presses("Record it")
    lawyer.page.wait_for_url("**/legal/procedure/*/")
    bundle.refresh_from_db()
    assert bundle.filed is not None
    met = [row for row in Deadline.objects.filter(status="met") if row.details["rule"] == bundle.remedy]
    assert len(met) == 1
