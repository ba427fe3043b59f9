"""What Ahmed can do by now, a test, and the certificate of it: once a teacher has him in a class."""

from datetime import timedelta

from jiwar.casework.cases.errors import NotPossible
from jiwar.foundation.access import policy
from jiwar.foundation.access.story import Story
from jiwar.foundation.access.viewer import Viewer
from jiwar.knowledge.levels import Level
from jiwar.lines.learning.certificates import actions as certificates
from jiwar.lines.learning.certificates.papers import Given
from jiwar.lines.learning.models import Learner, TakenTest
from jiwar.lines.learning.progress import actions
from jiwar.lines.learning.progress.actions import TestGiven
from jiwar.lines.learning.rights import LEARNING, TEACH

_CAN = ("Says who he is and where he lives.", "Asks at the pharmacy for what he needs, and when to come again.")


def tell(story: Story, teacher: Viewer, ahmed: Learner) -> None:
    if not policy.decide(teacher, TEACH, subject=ahmed.subject, compartment=LEARNING).allowed:
        return
    for weeks, said in enumerate(_CAN, start=1):
        day = story.today - timedelta(weeks=weeks)
        actions.keep_can_do(teacher, learner=ahmed, language="tr", level=Level.A1, said=said, reached_on=day)
    test = TestGiven("End of the course", TakenTest.Outcome.PASSED, "19 / 25", story.today - timedelta(days=3))
    actions.keep_test(teacher, learner=ahmed, language="tr", level=Level.A1, given=test)
    given = Given("tr", Level.A1, "Ahmed Ibrahim Adam", "أحمد إبراهيم آدم", "", "")
    try:
        certificates.give_certificate(teacher, learner=ahmed, given=given, today=story.today)
    except NotPossible:
        return
