"""A messy list is brought in, its doubtful rows are decided, and all of it is undone, as a coordinator does it."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from jiwar.casework.people.imports.models import PeopleImport
from jiwar.casework.people.models import Person
from jiwar.foundation.jobs import queue
from tests.cast import Cast
from tests.journeys.browsing import Visitor
from tests.journeys.test_pages import overflow, violations

LIST = Path(__file__).parents[1] / "casework" / "people" / "imports" / "lists" / "intake-messy.xlsx"
PICTURES = os.environ.get("JIWAR_TEST_PICTURES", "")


def looked_at(visitor: Visitor, name: str) -> list[str]:
    """What is wrong with the page at hand; a picture of it where pictures were asked for."""
    wrong = [f"{name}: {fault}" for fault in violations(visitor)]
    if PICTURES:
        visitor.page.screenshot(path=f"{PICTURES}/{name}-{visitor.language}.png", full_page=True)
    wrong += [f"{name}: {fault}" for fault in overflow(visitor, 360)]
    if PICTURES:
        visitor.page.screenshot(path=f"{PICTURES}/{name}-{visitor.language}-phone.png", full_page=True)
    visitor.page.set_viewport_size({"width": 1280, "height": 900})
    return wrong


def worked() -> None:
    """What the worker would do meanwhile."""
    while queue.run_next("journey"):
        pass


@pytest.mark.parametrize(("language", "scheme"), [("ar", "light"), ("en", "dark")])
def test_a_list_is_tried_brought_in_decided_and_undone(
    visit: Callable[..., Visitor], cast: Cast, language: str, scheme: str
) -> None:
    options: dict[str, Any] = {"viewport": {"width": 1280, "height": 900}, "color_scheme": scheme}
    desk = visit(language, **options).signed_in_as(cast.coordinator.client)
    desk.goes_to("people:list")
    desk.follows("Bring in a list")
    wrong = looked_at(desk, "send")
    desk.page.set_input_files("input[type=file]", files=LIST)
    desk.presses("Look at the columns")
    desk.reads("What do the columns mean?")
    desk.reads_plain("كشف المستفيدين")
    wrong += looked_at(desk, "columns")
    desk.presses("Try it first")
    desk.reads("The list is being read.")
    wrong += looked_at(desk, "progress")
    worked()
    # Scripts ask every two seconds whether it is done.
    expect(desk.page.locator("main")).to_contain_text(desk.word("Tried: nothing has been written."), timeout=10_000)
    assert Person.objects.count() == 0
    wrong += looked_at(desk, "tried")
    desk.presses("Bring it in")
    worked()
    expect(desk.page.locator("main")).to_contain_text(desk.word("Rows wait for your decision:"), timeout=10_000)
    brought = PeopleImport.objects.get()
    people = Person.objects.count()
    assert people == brought.counts["created"]
    wrong += looked_at(desk, "brought")

    desk.opens(f"/people/import/{brought.id}/rows/10/")
    desk.reads("Is it one of these?")
    wrong += looked_at(desk, "row")
    desk.page.locator("main fieldset label").first.click()
    desk.presses("Decide and see the next")
    desk.reads("Decided: row %(row)s.", row=10)
    assert Person.objects.count() == people

    desk.goes_to("people:import", import_id=brought.id)
    with desk.page.expect_download() as taken:
        desk.follows("Save as XLSX")
    assert taken.value.suggested_filename.endswith(".xlsx")

    desk.page.locator("details.fold > summary").first.click()
    desk.presses("Undo it")
    worked()
    expect(desk.page.locator("main")).to_contain_text(desk.word("It was undone."), timeout=10_000)
    assert Person.objects.count() == 0
    assert wrong == []
