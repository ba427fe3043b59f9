"""The learning part of the story: Ahmed learns the language of the place, in the mornings, with Amal."""

from jiwar.casework.people.models import Person
from jiwar.foundation.access.story import Story
from jiwar.lines.learning import actions
from jiwar.lines.learning.attending import demo as attending
from jiwar.lines.learning.courses import demo as courses
from jiwar.lines.learning.meetings import demo as meetings
from jiwar.lines.learning.pairs import demo as pairs
from jiwar.lines.learning.phrases import demo as words
from jiwar.lines.learning.placement import demo as placement
from jiwar.lines.learning.places import demo as places
from jiwar.lines.learning.programme import demo as programme
from jiwar.lines.learning.progress import demo as progress
from jiwar.lines.learning.rights import TEACHER


def tell(story: Story) -> None:
    teachers = [viewer for viewer in map(story.as_, story.cast) if TEACHER in viewer.roles]
    if not teachers:
        return
    leila = story.as_("leila")
    ahmed = actions.add_learner(leila, person=story.recall("ahmed", Person), scripts=["arabic"])
    story.remember("ahmed/learner", ahmed)
    placement.tell(story, leila, teachers[0], ahmed)
    courses.tell(story, teachers)
    places.tell(story)
    attending.tell(story)
    meetings.tell(story)
    progress.tell(story, teachers[0], ahmed)
    pairs.tell(story, leila, ahmed)
    words.tell(story, ahmed, teachers[0])
    programme.tell(story, teachers[0])
