"""Ahmed learns Turkish, explained in Arabic, and a teacher to whom he stands open."""

from uuid import uuid4

import pytest

from jiwar.lines.learning import opening
from jiwar.lines.learning.models import Learner, WordStudy
from jiwar.lines.learning.phrases import studying
from tests.cast import Cast, Player


@pytest.fixture
def teaches(cast: Cast, teacher: Player, learner: Learner) -> Player:
    opening.to_teachers(cast.caseworker.viewer, learner.subject, [teacher.member], uuid4())
    return teacher


@pytest.fixture
def study(teaches: Player, learner: Learner) -> WordStudy:
    return studying.choose_words(
        teaches.viewer, learner=learner, learned="tr", own="ar", decks=["family", "asylum-interview"]
    )
