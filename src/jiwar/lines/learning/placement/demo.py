"""Ahmed is placed: he reads and writes Arabic, follows a few words of Turkish, and begins at the beginning."""

from typing import Final

from jiwar.foundation.access.story import Story
from jiwar.foundation.access.viewer import Viewer
from jiwar.knowledge.instruments import Mark, next_question, placement
from jiwar.knowledge.levels import Level
from jiwar.lines.learning.models import Learner
from jiwar.lines.learning.placement import actions
from jiwar.lines.learning.placement.queries import marks_of

_SEES: Final = {"own_text": Mark.YES, "listen_a1": Mark.PARTLY, "host_signs": Mark.PARTLY, "can_a1": Mark.NO}


def tell(story: Story, caseworker: Viewer, teacher: Viewer, ahmed: Learner) -> None:
    row = actions.ask_placement(caseworker, learner=ahmed, teacher=teacher.member, language="tr")
    while (question := next_question(placement(), marks_of(row))) is not None:
        mark = _SEES.get(question.id, Mark.NO)
        row = actions.answer(teacher, placing=row, question=question.id, mark=mark, seen_version=row.version)
    actions.decide(teacher, placing=row, level=Level.A1, why="", today=story.today, seen_version=row.version)
