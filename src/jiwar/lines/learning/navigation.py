"""Where the learning line stands in the rail, and in a teacher's calendar."""

from django.utils.translation import gettext_lazy as _

from jiwar.casework.appointments import feed
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access import told
from jiwar.foundation.ui import navigation
from jiwar.foundation.ui.navigation import Destination, Place
from jiwar.lines.learning.meetings import calendar
from jiwar.lines.learning.meetings.calls import MEETING_CHANGED
from jiwar.lines.learning.pairs.actions import PAIRED
from jiwar.lines.learning.pairs.proposing import PROPOSED
from jiwar.lines.learning.placement.actions import PLACEMENT_ASKED, PLACEMENT_DECIDED
from jiwar.lines.learning.places.speaking import NOBODY_SPEAKS
from jiwar.lines.learning.rights import RUN_CLASSES, TEACH


def declare() -> None:
    feed.add_source(calendar.of_member)
    navigation.register(
        Destination(_("Courses"), "learning:courses", "learning", can.SEE_DESK, order=50),
        Destination(_("Learners"), "learning:learners", "users", TEACH, order=51),
        Destination(_("Timetable"), "learning:timetable", "calendar", TEACH, order=52),
        Destination(_("Certificates"), "learning:certificates", "document", TEACH, order=53),
        Destination(_("The programme"), "learning:programme", "scales", can.OVERSEE, order=56),
        Destination(_("Tutors and partners"), "learning:pairs", "users", RUN_CLASSES, order=54),
        Destination(_("Who waits for a partner"), "learning:partners-waiting", "users", can.OVERSEE, order=57),
        Destination(_("I help to learn"), "learning:my-help", "speech", can.SEE_DESK, order=60, place=Place.OWN),
        Destination(_("Our name on certificates"), "learning:certificate-name", "document", can.MANAGE_GROUP, order=84),
    )
    navigation.place_under("learning:courses", "learning")
    navigation.place_under("learning:learners", "learning:learner", *OF_A_LEARNER)
    told.register(PAIRED, _("You are to learn with somebody. See My day."))
    told.register(PROPOSED, _("Somebody is proposed to a learner of yours. See My day."))
    told.register(MEETING_CHANGED, _("A meeting of a class of yours was changed. See My day."))
    told.register(NOBODY_SPEAKS, _("Somebody should speak with a learner. See My day."))
    told.register(PLACEMENT_ASKED, _("You are asked to find out where a learner begins. See My day."))
    told.register(PLACEMENT_DECIDED, _("A placement you asked for is decided. See My day."))


OF_A_LEARNER = (
    "learning:placement-ask",
    "learning:placement-start",
    "learning:placement",
    "learning:placement-end",
    "learning:can-do",
    "learning:test",
    "learning:level",
    "learning:certificate-new",
    "learning:withdraw",
    "learning:wish",
)
"""Pages reached from a learner's."""
