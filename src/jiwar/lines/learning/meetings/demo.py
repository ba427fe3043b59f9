"""The room is painted next week: one meeting of the mornings is moved, one of the women's class is called off."""

from datetime import time, timedelta

from jiwar.foundation.access.story import Story
from jiwar.knowledge.timetables import Meeting
from jiwar.lines.learning.courses import queries as courses
from jiwar.lines.learning.meetings import actions
from jiwar.lines.learning.models import TaughtClass

PAINTED = "The room is being painted."


def tell(story: Story) -> None:
    amal = story.as_("amal")
    ahead = story.today + timedelta(days=2)
    morning, women = (
        courses.taught(amal, story.recall(name, TaughtClass).id) for name in ("class/morning", "class/women")
    )
    meeting, *_later = courses.meetings(morning, ahead, ahead + timedelta(days=20))
    afternoon = Meeting(meeting.day, time(14), time(15, 30))
    actions.move(amal, taught=morning, meeting=meeting, to=afternoon, reason=PAINTED)
    meeting, *_later = courses.meetings(women, ahead, ahead + timedelta(days=20))
    actions.call_off(amal, taught=women, meeting=meeting, reason=PAINTED)
