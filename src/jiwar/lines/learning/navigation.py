"""Where the learning line stands in the rail."""

from django.utils.translation import gettext_lazy as _

from jiwar.foundation.access import capabilities as can
from jiwar.foundation.ui import navigation
from jiwar.foundation.ui.navigation import Destination
from jiwar.lines.learning.rights import TEACH


def declare() -> None:
    navigation.register(
        Destination(_("Courses"), "learning:courses", "learning", can.SEE_DESK, order=50),
        Destination(_("Learners"), "learning:learners", "users", TEACH, order=51),
        Destination(_("Timetable"), "learning:timetable", "calendar", TEACH, order=52),
    )
    navigation.place_under("learning:courses", "learning")
    navigation.place_under("learning:learners", "learning:learner")
