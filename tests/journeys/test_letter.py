"""A letter in Arabic with the Turkish beside it: chosen, filled, looked at, kept, and made again a version later."""

from collections.abc import Callable
from datetime import date, timedelta

import pypdfium2
import pytest
from playwright.sync_api import expect

from jiwar.casework.cases import actions as cases
from jiwar.casework.cases import clock
from jiwar.casework.cases.models import Case, Document
from jiwar.casework.people import actions as people
from jiwar.casework.people.parts import NameGiven, Who
from jiwar.foundation.groups.models import Group
from jiwar.knowledge.calendars import GivenDate
from jiwar.knowledge.procedures import EventKind
from jiwar.lines.legal import actions as legal
from jiwar.lines.legal.models import Letter
from jiwar.lines.legal.recorded import Recorded
from jiwar.lines.legal.rights import LEGAL_ADVISER
from tests.cast import Cast, Player, join
from tests.journeys.browsing import Visitor

DRAWN_WITHIN = 60_000
"""A page waits for its letter to be drawn: a second, or many where the machine has much to do."""
AUTHORITY = "İl Göç İdaresi Müdürlüğü (Ankara)"


@pytest.fixture
def adviser(group: Group) -> Player:
    return join(group, "legal adviser", LEGAL_ADVISER)


@pytest.fixture
def case(cast: Cast, adviser: Player) -> Case:
    names = (NameGiven("Ahmed Idris"), NameGiven("أحمد إدريس"))
    person = people.register(cast.caseworker.viewer, who=Who(names=names, nationalities=("SD",)))
    made = cases.open_case(cast.caseworker.viewer, person=person, asks="Refused, what now?")
    cases.assign(cast.coordinator.viewer, case=made, member=cast.caseworker.member)
    cases.assign(cast.coordinator.viewer, case=made, member=adviser.member, lead=False)
    procedure = legal.open_procedure(adviser.viewer, case=made, pack="tr", tracks=["regular"])
    told = GivenDate.of_civil(clock.today() - timedelta(days=2))
    legal.record_event(adviser.viewer, procedure=procedure, recorded=Recorded(EventKind.REFUSAL_NOTIFIED, told))
    return Case.objects.get(id=made.id)


@pytest.mark.parametrize("script", [True, False], ids=["script", "without-script"])
def test_a_letter_in_arabic(visit: Callable[..., Visitor], adviser: Player, case: Case, script: bool) -> None:
    lawyer = visit("ar", java_script_enabled=script).signed_in_as(adviser.client)
    lawyer.context.set_default_timeout(DRAWN_WITHIN)
    lawyer.goes_to("cases:case", case=case.id)
    lawyer.follows("Make a letter")
    first = lawyer.page.locator("main ul.list > li").first
    expect(first).to_contain_text(lawyer.word("fits now"))
    cover = lawyer.page.locator("main ul.list > li").filter(has_text=lawyer.word("Cover letter of an appeal"))
    cover.get_by_role("link", name="العربية").click()

    lawyer.fills("Authority", AUTHORITY)
    lawyer.fills("Their file number", "2026/4512 (B)")
    lawyer.fills("Its number", "99 1234")
    lawyer.fills("What is enclosed", "إفادة موقَّعة (٤ صفحات)")
    lawyer.picks("A second language beside it", "tr")
    lawyer.presses("Look at it")
    picture = lawyer.page.locator("main .leaf img")
    expect(picture).to_have_count(1, timeout=DRAWN_WITHIN)
    assert picture.evaluate("it => it.complete && it.naturalWidth > 700")
    said = lawyer.page.locator('main details [lang="ar"]').text_content() or ""
    assert "أحمد إدريس" in said
    assert AUTHORITY in said
    assert "Karara karşı başvuru" in (lawyer.page.locator('main details [lang="tr"]').text_content() or "")
    assert not Letter.objects.exists()
    assert lawyer.page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")

    lawyer.presses("Keep the letter")
    lawyer.page.wait_for_url("**/documents/*/")
    lawyer.reads("The letter is kept with the documents of the case.", "body")
    letter = Letter.objects.get()
    assert (letter.languages, letter.number) == (["ar", "tr"], 1)
    content = b"".join(cases.read_document(adviser.viewer, document=Document.objects.get(case=case)))
    assert len(pypdfium2.PdfDocument(content)) == 1

    lawyer.goes_to("legal:letters", case=case.id)
    lawyer.follows("Next version")
    assert lawyer._field("Authority").input_value() == AUTHORITY
    assert lawyer._field("Number of the decision").input_value() == ""
    expect(lawyer.page.locator("main")).not_to_contain_text(lawyer.word("Its number"))
    lawyer.presses("Look at it")
    lawyer.presses("Keep the letter")
    lawyer.page.wait_for_url("**/documents/*/")
    assert sorted(Letter.objects.values_list("number", flat=True)) == [1, 2]


def test_the_day_in_the_form_is_the_day_recorded(visit: Callable[..., Visitor], adviser: Player, case: Case) -> None:
    lawyer = visit("en").signed_in_as(adviser.client)
    lawyer.goes_to("legal:letter", case=case.id, kind="appeal-cover")
    told: date = clock.today() - timedelta(days=2)
    assert lawyer._field("When was it handed over?").input_value() == f"{told.day}/{told.month}/{told.year}"
