"""Five weeks of registers: most come, one is often late, one has stayed away three times; today's is still to mark."""

from datetime import timedelta

from jiwar.foundation.access.story import Story
from jiwar.knowledge.attendance import Mark
from jiwar.lines.learning.attending import actions, queries
from jiwar.lines.learning.courses import queries as courses
from jiwar.lines.learning.models import Learner, TaughtClass

OFTEN_LATE, STAYS_AWAY = 1, 2
"""Places in the register, after Ahmed's."""


def tell(story: Story) -> None:
    teacher, chance = story.as_("amal"), story.chance(__name__)
    ahmed = story.recall("ahmed/learner", Learner)
    for name in ("class/morning", "class/women"):
        taught = courses.taught(teacher, story.recall(name, TaughtClass).id)
        meetings = courses.meetings(taught, taught.first_day, story.today - timedelta(days=1))
        for ahead, meeting in enumerate(meetings):
            register = queries.register(teacher, taught, meeting.day, meeting.starts)
            away = ahead >= len(meetings) - 3
            marks = {}
            for place, each in enumerate(register.expected):
                mark = Mark.PRESENT if chance.random() < 0.9 else Mark.EXCUSED
                if place == OFTEN_LATE and chance.random() < 0.4:
                    mark = Mark.LATE
                if place == STAYS_AWAY and away and each.place.learner_id != ahmed.id:
                    mark = Mark.ABSENT
                marks[each.place.learner_id] = mark
            actions.mark(teacher, register=register, marks=marks, seen={})
