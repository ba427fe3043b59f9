"""Ahmed goes through words on a telephone: what is heard, what is shown, what is answered, when he comes back."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from jiwar.lines.learning.models import Learner
from jiwar.lines.learning.phrases import studying
from tests.journeys.browsing import Visitor
from tests.routes.canaries import NAME
from tests.routes.world import World

PHONE = {"viewport": {"width": 360, "height": 640}, "has_touch": True}
VOICES = """
  Object.defineProperty(window, "speechSynthesis", {value: {
    getVoices: () => [{lang: "tr-TR", localService: %s, name: "a voice"}],
    cancel: () => {}, speak: (said) => { window.heard = said.text; },
  }});
  window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
"""


@pytest.fixture
def address(world: World) -> str:
    learner = Learner.objects.get(id=world.rows["learner"])
    teacher = world.cast["teacher"].viewer
    studying.choose_words(teacher, learner=learner, learned="tr", own="ar", decks=["family"])
    return f"/learning/w/{studying.make_link(teacher, learner=learner, days=7)}/"


def test_words_are_gone_through_on_a_telephone(visit: Callable[..., Visitor], address: str) -> None:
    ahmed = visit("ar", **PHONE)
    assert ahmed.opens(address) == 200
    ahmed.reads_plain("aile")
    assert NAME not in ahmed.text()
    meaning = ahmed.page.locator(".meaning")
    expect(meaning).to_be_hidden()
    ahmed.page.locator("summary").tap()
    expect(meaning).to_have_text("عائلة")
    ahmed.presses("Easily")
    ahmed.reads_plain("baba")
    assert ahmed.page.evaluate("document.documentElement.scrollWidth") <= 360
    expect(ahmed.page.locator(".tally .ok")).to_contain_text("1")
    ahmed.page.locator("summary").tap()
    ahmed.presses("No")
    ahmed.reads_plain("anne")


@pytest.mark.parametrize(("here", "heard"), [("true", "aile"), ("false", None)])
def test_a_word_is_heard_where_the_telephone_itself_has_a_voice(
    visit: Callable[..., Visitor], address: str, here: str, heard: str | None
) -> None:
    ahmed = visit("ar", **PHONE)
    ahmed.page.add_init_script(VOICES % here)
    ahmed.opens(address)
    button = ahmed.page.locator("main > .hear")
    if heard is None:
        expect(button).to_be_hidden()
    else:
        button.tap()
        assert ahmed.page.evaluate("window.heard") == heard


def test_without_script_it_works_too(visit: Callable[..., Visitor], address: str) -> None:
    ahmed = visit("ar", **PHONE, java_script_enabled=False)
    ahmed.opens(address)
    expect(ahmed.page.locator(".hear").first).to_be_hidden()
    ahmed.page.locator("summary").tap()
    ahmed.presses("Yes")
    ahmed.reads_plain("baba")
