"""Where the legal line stands in the rail."""

from django.utils.translation import gettext_lazy as _

from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.ui import navigation
from jiwar.foundation.ui.navigation import Destination
from jiwar.lines.legal import queries


def declare() -> None:
    navigation.register(
        Destination(_("Deadlines"), "legal:board", "deadlines", can.SEE_DESK, count=_urgent, order=30),
        Destination(_("Legal"), "legal:procedures", "legal", can.WORK_ON_FILES, order=40),
    )


def _urgent(viewer: Viewer) -> int:
    return queries.urgent_of(viewer)
