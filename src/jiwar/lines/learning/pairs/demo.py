"""Mariam talks with learners on Tuesday evenings, Ahmed would like somebody to talk with, and one waits in vain."""

from datetime import timedelta

from jiwar.foundation.access.story import Story
from jiwar.foundation.access.viewer import Viewer
from jiwar.knowledge.levels import Level
from jiwar.knowledge.pairing import Kind
from jiwar.lines.learning.models import Learner
from jiwar.lines.learning.pairs import actions
from jiwar.lines.learning.pairs.given import ONLINE, Offered, Wished
from jiwar.lines.learning.queries import learners


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
    _waits_long(story, ahmed)


def _waits_long(story: Story, ahmed: Learner) -> None:
    """A learner of Amal's has waited for weeks, because nobody offers what they wish."""
    amal = story.as_("amal")
    other = learners(amal).exclude(id=ahmed.id).order_by("number").first()
    if other is not None:
        wished = Wished(Kind.TUTOR, "tr", Level.A1, ["0-morning", "2-morning"], [ONLINE], "woman")
        actions.wish_partner(amal, learner=other, wished=wished, today=story.today - timedelta(days=37))
