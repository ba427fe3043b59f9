"""Where the learning line stands in the rail."""

from django.utils.translation import gettext_lazy as _

from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access import told
from jiwar.foundation.ui import navigation
from jiwar.foundation.ui.navigation import Destination
from jiwar.lines.learning.placement.actions import PLACEMENT_ASKED, PLACEMENT_DECIDED
from jiwar.lines.learning.rights import TEACH


def declare() -> None:
    navigation.register(Destination(_("Learners"), "learning:learners", "users", can.SEE_DESK, order=51))
    navigation.register(
        Destination(_("Certificates"), "learning:certificates", "document", TEACH, order=53),
        Destination(_("Our name on certificates"), "learning:certificate-name", "document", can.MANAGE_GROUP, order=84),
    )
    told.register(PLACEMENT_ASKED, _("You are asked to find out where a learner begins. See My day."))
    told.register(PLACEMENT_DECIDED, _("A placement you asked for is decided. See My day."))
    navigation.place_under("learning:learners", "learning")
