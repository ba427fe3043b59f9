"""A learner's answers in the phrases room are asked again when the reference implementation publishes that they are."""

from datetime import datetime

import pytest
from django.utils import timezone

from jiwar.foundation.vault import keys
from jiwar.knowledge.phrases.progress import Progress
from jiwar.knowledge.phrases.recall import Grade, Memory
from jiwar.lines.learning.models import WordStudy
from jiwar.lines.learning.phrases import queries, studying
from tests.knowledge.phrases.published import Published, every_published_case, given, hold_against

CARD = "tr:family"


@every_published_case
def test_what_is_kept_of_a_card_is_what_is_published(
    study: WordStudy, figures: Published, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By the learner's own address, each answer read back from its sealed row."""

    def answer(grade: Grade, moment: datetime) -> Memory:
        monkeypatch.setattr(timezone, "now", lambda: moment)
        assert studying.answer(None, study=study, card=CARD, grade=grade, seen=kept().reviews)
        return kept().memories[CARD]

    def kept() -> Progress:
        keys.forget_versions()
        return Progress.of_plain(WordStudy.objects.get(id=study.id).progress)

    found = given(figures, answer, most=60)
    hold_against(figures, found)
    if found[-1][0].settled:
        assert queries.asked(WordStudy.objects.get(id=study.id)).tally.settled == 1
