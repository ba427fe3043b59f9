"""Mariam talks with learners on Tuesday evenings, and Ahmed would like somebody to talk with."""

from jiwar.foundation.access.story import Story
from jiwar.foundation.access.viewer import Viewer
from jiwar.knowledge.levels import Level
from jiwar.knowledge.pairing import Kind
from jiwar.lines.learning.models import Learner
from jiwar.lines.learning.pairs import actions
from jiwar.lines.learning.pairs.given import ONLINE, Offered, Wished


def tell(story: Story, caseworker: Viewer, ahmed: Learner) -> None:
    offered = Offered(
        kinds=[Kind.CONVERSATION],
        languages=["tr", "ar"],
        levels=[],
        times=["1-evening", "5-morning"],
        places=[ONLINE],
        woman=True,
        room_for=2,
    )
    if "mariam" in story.cast:
        actions.offer_help(story.as_("mariam"), offered=offered)
    wished = Wished(Kind.CONVERSATION, "tr", Level.A1, ["1-evening", "3-evening"], [ONLINE], "")
    actions.wish_partner(caseworker, learner=ahmed, wished=wished, today=story.today)
