"""Cards to cut out: front and back side by side, each in its own direction."""

import pytest

from jiwar.foundation.papers import drawing
from jiwar.foundation.papers.cards import A_PAGE, Half, Sheet

DIRECTIONS = {"ar": "rtl", "ckb": "rtl", "en": "ltr", "tr": "ltr"}


@pytest.mark.parametrize(("learned", "own"), [("ar", "en"), ("en", "ar"), ("tr", "ckb")])
def test_each_half_runs_in_its_own_direction(learned: str, own: str) -> None:
    sheet = Sheet("ar", "Words", [(Half(learned, "a", "said", "b", "M4 4"), Half(own, "c"))])
    drawn = drawing._paper().get_template("cards.html").render(sheet=sheet, style="", more="")
    assert '<html lang="ar" dir="rtl">' in drawn
    assert f'<td class="front"><div lang="{learned}" dir="{DIRECTIONS[learned]}">' in drawn
    assert f'<td class="back"><div lang="{own}" dir="{DIRECTIONS[own]}">' in drawn
    assert '<p class="below" dir="ltr">said</p>' in drawn


def test_seven_stand_on_a_page_and_none_is_lost() -> None:
    cards = [(Half("en", str(number)), Half("ar", str(number))) for number in range(2 * A_PAGE + 1)]
    pages = Sheet("en", "Words", cards).pages
    assert [len(page) for page in pages] == [A_PAGE, A_PAGE, 1]
    assert [card for page in pages for card in page] == cards


def test_what_a_word_says_is_text() -> None:
    sheet = Sheet("en", "<b>", [(Half("en", "<script>"), Half("ar", "&"))])
    drawn = drawing._paper().get_template("cards.html").render(sheet=sheet, style="", more="")
    assert "<script>" not in drawn
    assert "<b>" not in drawn
