"""A version on paper: all of it, in its order, with how it was read back and who signs."""

import pypdfium2
import pytest
from django.urls import reverse

from jiwar.casework.cases.models import Case, Document
from jiwar.foundation.papers.isolating import plain
from jiwar.lines.legal.models import Statement
from jiwar.lines.legal.statements import actions, paper, queries
from jiwar.lines.legal.statements.actions import Reading
from jiwar.lines.legal.statements.forms import OURS
from jiwar.lines.legal.statements.paragraphs import begun
from tests.cast import Player
from tests.lines.legal.conftest import TODAY
from tests.lines.legal.letters.reading import digits_of, seen_lines
from tests.lines.legal.statements.conftest import NARROW, WIDE

pytestmark = pytest.mark.once

ARABIC = [("كان لأخي دكان من 2011 إلى 2012.", False), ("أخذوا أخي بين 2021 و2022.", True), ("خرجنا في 2023.", False)]
SEEN = ["20122011", "20222021", "2023"]
"""What is read first stands on the right: the numbers of each line, from left to right."""


def lines_of(pdf: bytes) -> list[str]:
    """Its lines from top to bottom, as the eye sees them from left to right, without blanks."""
    return [line for page in range(len(pypdfium2.PdfDocument(pdf))) for line in seen_lines(pdf, page)]


def line_with(lines: list[str], words: str) -> int:
    return next(at for at, line in enumerate(lines) if words in line)


@pytest.fixture
def arabic(legal_adviser: Player, case: Case) -> Statement:
    row = actions.begin_statement(
        legal_adviser.viewer, case=case, title="إفادة أحمد", language="ar", paragraphs=begun(ARABIC)
    )
    version = queries.text(legal_adviser.viewer, row).latest
    version.statement = row
    reading = Reading(read_on=TODAY, language="fvr", answer="yes", interpreter_name="Halima Abbakar")
    actions.read_back(legal_adviser.viewer, version=version, reading=reading)
    return row


def test_the_words_are_there_in_every_language() -> None:
    known = paper.texts()
    assert set(known) == set(OURS)
    assert len({frozenset(words) for words in known.values()}) == 1
    assert len({frozenset(words["answers"]) for words in known.values()}) == 1


def test_in_arabic_what_is_said_stands_in_its_order(legal_adviser: Player, arabic: Statement) -> None:
    text = queries.text(legal_adviser.viewer, arabic)
    [column] = paper.composed(legal_adviser.viewer, text, text.latest, "ar").columns
    assert [plain(lines[0]) for lines in column.body[:3]] == [said for said, _narrow in ARABIC]
    assert "Halima Abbakar" in column.body[4][0]
    assert column.body[4][0].endswith(paper.texts()["ar"]["answers"]["yes"])
    assert [plain(each.name) for each in column.signed][:2] == ["Ahmed Ibrahim Adam", "Halima Abbakar"]


@pytest.mark.parametrize("language", ["ar", "en"])
def test_printed(legal_adviser: Player, arabic: Statement, language: str) -> None:
    answer = legal_adviser.client.get(f"{reverse('legal:statement-paper', args=[arabic.id])}?language={language}")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    lines = lines_of(answer.content)
    assert [digits_of(line) for line in lines if digits_of(line) in SEEN] == SEEN
    places = [at for at, line in enumerate(lines) if digits_of(line) in SEEN]
    if language == "en":
        assert line_with(lines, "Itwasreadtome") > places[-1]
        assert line_with(lines, "HalimaAbbakar") > places[-1]
    assert not Document.objects.exists()


def test_not_read_back_it_says_so(legal_adviser: Player, statement: Statement) -> None:
    text = queries.text(legal_adviser.viewer, statement)
    [column] = paper.composed(legal_adviser.viewer, text, text.latest, "en").columns
    said = [plain(line) for lines in column.body for line in lines]
    assert said[-1] == "This version was not read back to the person yet."
    assert any(WIDE in line for line in said)
    assert any(NARROW in line for line in said)
