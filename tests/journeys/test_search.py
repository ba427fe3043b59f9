"""The search box: a name heard in one script finds the person written in another, and says why; by keyboard alone."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.casework.people.telling import register
from tests.cast import Cast
from tests.journeys.browsing import Visitor
from tests.journeys.test_pages import RULES

WRITTEN, HEARD = "محمد عبد الرحمن", "Mohamed Abdelrahman"


@pytest.mark.parametrize("language", ["en", "ar"])
def test_found_as_heard_while_typing_and_opened_by_keyboard(
    visit: Callable[..., Visitor], cast: Cast, language: str
) -> None:
    person = register(cast.reception, WRITTEN)
    register(cast.reception, "Selam Tesfaye")
    front = visit(language).signed_in_as(cast.reception.client)
    front.goes_to("people:list")
    box, finds = front.page.locator("#find"), front.page.locator("#finds")
    expect(box).to_have_attribute("aria-expanded", "false")
    box.press_sequentially(HEARD)
    option = finds.get_by_role("option")
    expect(option).to_have_count(1)
    expect(option).to_contain_text(WRITTEN)
    expect(option).to_contain_text(front.word("likely"))
    expect(option).to_contain_text({"en": "in other letters", "ar": "بحروف أخرى"}[language])
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(front.page.locator("#finds-said")).not_to_be_empty()
    found = Axe().run(front.page, options={"runOnly": RULES})
    assert found.violations_count == 0, found.generate_report()
    box.press("ArrowDown")
    expect(option).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", "finds-1")
    box.press("Escape")
    expect(finds).to_be_hidden()
    assert HEARD not in front.page.url
    box.press_sequentially(" ")
    expect(finds).to_be_visible()
    box.press("ArrowDown")
    box.press("Enter")
    front.page.wait_for_url(f"**/people/{person.id}/")


def test_without_script_the_same_box_opens_the_page(cast: Cast) -> None:
    register(cast.reception, WRITTEN)
    answer = cast.reception.client.post("/people/", {"q": HEARD}).content.decode()
    assert WRITTEN in answer
    assert "in other letters" in answer


def test_two_records_are_compared_linked_and_unlinked(visit: Callable[..., Visitor], cast: Cast) -> None:
    one = register(cast.reception, WRITTEN, phone="+905321234567")
    other = register(cast.reception, HEARD, phone="+905321234567")
    worker = visit("en").signed_in_as(cast.caseworker.client)
    worker.goes_to("people:person", person_id=one.id)
    worker.follows("Registered twice?")
    worker.follows("Compare")
    worker.reads("What speaks for it and against it")
    worker.reads("the same telephone")
    worker.presses("Same person: link the records")
    worker.reads("The two records are linked. Undoing the link changes nothing in either.")
    worker.goes_to("people:person", person_id=other.id)
    worker.reads("Other records of this person")
    worker.reads_plain(WRITTEN)
    worker.follows("Compare or undo")
    worker.presses("Undo the link")
    worker.goes_to("people:person", person_id=other.id)
    expect(worker.page.locator("#records")).to_have_count(0)
