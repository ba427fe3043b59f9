"""What this room says to the others when the program starts."""

from django.utils.translation import gettext_lazy as _

from jiwar.casework.cases import events
from jiwar.casework.cases import panels as case_panels
from jiwar.casework.conflicts import jobs, panels, queries, told, walls  # noqa: F401  # words registered by being imported
from jiwar.casework.conflicts.actions import require_no_conflict
from jiwar.casework.people import contributions
from jiwar.casework.service_lines import MenuEntry
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.ui import navigation


def declare() -> None:
    """Called by the app's `ready`."""
    walls.subscribe()
    jobs.subscribe()
    events.subscribe(events.CaseAssigning, require_no_conflict)
    contributions.add_watcher(jobs.look_at_person_later)
    case_panels.add_aside(panels.OfCase())
    case_panels.add_menu(MenuEntry(_("Conflict of interest"), "conflicts:of-case", "scales", can.WORK_ON_FILES))
    navigation.register(
        navigation.Destination(
            _("Conflicts"), "conflicts:list", "scales", can.DECIDE_CONFLICTS, count=_waiting, order=45
        )
    )


def _waiting(viewer: Viewer) -> int:
    """Asked on every page of whoever decides."""
    return queries.how_many_wait(viewer)
