"""The learning part of the story: Ahmed learns the language of the place, in the mornings, with Amal."""

from jiwar.casework.people.models import Person
from jiwar.foundation.access.story import Story
from jiwar.lines.learning.attending import demo as attending
from jiwar.lines.learning.courses import demo as courses
from jiwar.lines.learning.models import Learner
from jiwar.lines.learning.places import demo as places
from jiwar.lines.learning.rights import TEACHER


def tell(story: Story) -> None:
    teachers = [viewer for viewer in map(story.as_, story.cast) if TEACHER in viewer.roles]
    if not teachers:
        return
    courses.tell(story, teachers)
    places.tell(story)
    story.remember("ahmed/learner", Learner.objects.get(person=story.recall("ahmed", Person)))
    attending.tell(story)
