"""Ahmed's adviser asked what happens now, and began the fact sheet for his appeal."""

from typing import Any, Final

from jiwar.casework.cases.models import Case
from jiwar.casework.people.models import Person
from jiwar.foundation.access.story import Story
from jiwar.foundation.access.viewer import Viewer
from jiwar.knowledge.instruments import interviews, next_open
from jiwar.lines.legal.interviews import actions
from jiwar.lines.legal.interviews.filling import known_of
from jiwar.lines.legal.models import GuidedInterview

_NOW: Final[dict[str, Any]] = {
    "welcome": None,
    "letter": "yes",
    "letter_says": "refusal",
    "letter_here": "yes",
    "appointment": "no",
    "card": "yes",
    "heard": "yes",
    "moved": "no",
    "worries": ["time", "family"],
    "asks": "هل يمكنني البقاء حتى يصدر الجواب؟",
}
_FACTS: Final[dict[str, Any]] = {
    "explained": "no",
    "reasons": "Anlattıkları genel bulunmuştur.",
    "wrong": "yes",
    "wrong_what": "لم يُكتب ما قلته عن أخي.",
}


def tell_ahmed(story: Story, adviser: Viewer, case: Case) -> None:
    person = story.recall("ahmed", Person)
    _hold(adviser, case, person, "what-now", _NOW, finish=True)
    _hold(adviser, case, person, "appeal-facts", _FACTS, finish=False)


def _hold(
    adviser: Viewer, case: Case, person: Person, kind: str, answers: dict[str, Any], *, finish: bool
) -> GuidedInterview:
    """Goes through it as far as there are answers, or, where it is to be finished, to its end."""
    of = next(each for each in interviews() if each.id == kind)
    row = actions.start_interview(adviser, case=case, kind=of, person=person, language="ar")
    left = set(answers)
    while (question := next_open(of, row.answers)) is not None and (finish or left):
        known = known_of(adviser, case, person, row.language, question)
        value = answers.get(question.id, known)
        row = actions.answer(adviser, held=row, question=question.id, value=value, seen_version=row.version)
        left.discard(question.id)
    if finish:
        row = actions.finish_interview(adviser, held=row, seen_version=row.version, for_case=False, sheet=None)
    return row
