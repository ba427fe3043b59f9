"""Where the learning line stands in the rail."""

from django.utils.translation import gettext_lazy as _

from jiwar.foundation.access import capabilities as can
from jiwar.foundation.ui import navigation
from jiwar.foundation.ui.navigation import Destination


def declare() -> None:
    navigation.register(Destination(_("Learners"), "learning:learners", "users", can.SEE_DESK, order=51))
    navigation.place_under("learning:learners", "learning")
