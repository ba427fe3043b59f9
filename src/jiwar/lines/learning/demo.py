"""The learning part of the story: Ahmed learns the language of the place."""

from jiwar.casework.people.models import Person
from jiwar.foundation.access.story import Story
from jiwar.lines.learning import actions
from jiwar.lines.learning.courses import demo as courses
from jiwar.lines.learning.phrases import demo as words
from jiwar.lines.learning.rights import TEACHER


def tell(story: Story) -> None:
    teachers = [viewer for viewer in map(story.as_, story.cast) if TEACHER in viewer.roles]
    if not teachers:
        return
    person = story.recall("ahmed", Person)
    ahmed = actions.add_learner(story.as_("leila"), person=person, scripts=["arabic"])
    story.remember("ahmed/learner", ahmed)
    courses.tell(story, teachers)
    words.tell(story, ahmed, teachers[0])
