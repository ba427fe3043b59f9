"""Cards on paper: front and back side by side, each in its own direction."""

import io

import pytest
from django.urls import reverse
from pypdf import PdfReader

from jiwar.lines.learning.phrases import decking
from tests.cast import Cast, Player

pytestmark = pytest.mark.once

CARDS = reverse("learning:cards", args=["family"])


def test_a_deck_is_printed(cast: Cast) -> None:
    answer = cast.volunteer.client.post(CARDS, {"learned": "ar", "own": "en"})
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/pdf")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="cards.pdf"'
    read = PdfReader(io.BytesIO(answer.content))
    assert len(read.pages) == 5
    text = read.pages[0].extract_text()
    assert "family" in text
    assert "ʿāʾila" in text


def test_what_paper_cannot_write_is_said(cast: Cast) -> None:
    browser = cast.volunteer.client
    answer = browser.post(CARDS, {"learned": "en", "own": "am"})
    assert answer.headers["Location"] == reverse("learning:deck", args=["family"])
    assert "cannot write the letters" in browser.get(answer.headers["Location"]).content.decode()
    assert browser.post(CARDS, {"learned": "xx"}).headers["Location"] == reverse("learning:deck", args=["family"])
    assert browser.post(reverse("learning:cards", args=["nothing"])).status_code == 404
    assert browser.get(CARDS).status_code == 405


def test_an_empty_deck_prints_nothing(teacher: Player) -> None:
    own = decking.make_deck(teacher.viewer, name="Unit one", learned="tr", own="ar")
    browser = teacher.client
    page = reverse("learning:own-cards", args=[own.id])
    assert browser.post(page).status_code == 302
    decking.add_words(teacher.viewer, deck=own, brought=[decking.Written("ev", "بيت", icon="home")])
    assert browser.post(page).content.startswith(b"%PDF")
