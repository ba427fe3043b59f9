"""Where the legal line stands in the rail, and what its word says where the desk does not."""

from django.utils.translation import gettext_lazy as _

from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access import told
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.ui import navigation
from jiwar.foundation.ui.navigation import Destination
from jiwar.lines.legal import queries
from jiwar.lines.legal.detention.actions import ALARM_CALLS
from jiwar.lines.legal.escalation import DEADLINE_CALLS, RUNS_OUT_CALLS
from jiwar.lines.legal.evidence.making import BUNDLE_READY
from jiwar.lines.legal.hearings.company import HEARING_CALLS
from jiwar.lines.legal.helping.actions import SECOND_LOOK
from jiwar.lines.legal.moved import DEADLINE_MOVED
from jiwar.lines.legal.overriding.actions import OVERRIDE_DECIDED, OVERRIDE_WAITS
from jiwar.lines.legal.places import OF_A_CASE, OF_A_ROUND, OF_THE_SHELF
from jiwar.lines.legal.quality.looking_back import LOOKED_BACK
from jiwar.lines.legal.quality.reviewing import MENDED
from jiwar.lines.legal.quality.unseen import FILED_UNSEEN
from jiwar.lines.legal.radar.rounds.told import RENEWAL_CALLS, ROUND_SAID
from jiwar.lines.legal.rights import DECIDE_HELP, USE_SHELF

KNOWS_FILES = (can.WORK_ON_FILES, can.TRIAGE, can.OVERSEE, can.GUARD_DATA)
"""Whoever has none of these knows of no deadline: a teacher, whoever only runs the server."""


def declare() -> None:
    navigation.register(
        Destination(_("Deadlines"), "legal:board", "deadlines", KNOWS_FILES, count=_urgent, order=22),
        Destination(_("What runs out"), "legal:radar", "clock", KNOWS_FILES, order=23),
        Destination(_("Legal"), "legal:procedures", "legal", can.WORK_ON_FILES, order=40),
        Destination(_("Country information"), "legal:shelf", "search", USE_SHELF, order=42),
        Destination(_("File reviews"), "legal:reviews", "scales", DECIDE_HELP, order=43),
        Destination(_("My time"), "legal:time", "clock", can.SEE_DESK, order=59),
        Destination(_("Results"), "legal:results", "scales", can.OVERSEE, order=46),
        Destination(_("Whom the legal desk helps"), "legal:criteria", "scales", can.MANAGE_GROUP, order=82),
        Destination(_("Our signature"), "legal:certificate", "edit", can.MANAGE_GROUP, order=83),
    )
    navigation.place_under("legal:procedures", "legal")
    navigation.place_under("legal:board", "legal:wall")
    navigation.place_under("legal:radar", "legal:radar-end", *OF_A_ROUND)
    navigation.place_under("legal:shelf", *OF_THE_SHELF)
    navigation.place_under("cases:list", *OF_A_CASE)
    navigation.place_under("legal:reviews", "legal:review", "legal:review-point")
    navigation.place_under("legal:time", "legal:time-mend", "legal:workload")
    told.register(BUNDLE_READY, _("A bundle you asked for is ready, or could not be made. See My day."))
    told.register(DEADLINE_CALLS, _("A deadline calls for someone to act. See Deadlines."))
    told.register(DEADLINE_MOVED, _("A deadline moved, because a rule or a holiday changed. See Deadlines."))
    told.register(OVERRIDE_WAITS, _("Another value for a time limit waits for a second adviser. See My day."))
    told.register(OVERRIDE_DECIDED, _("A value you proposed for a time limit was decided on. See My day."))
    told.register(RUNS_OUT_CALLS, _("Something runs out and calls for someone to act. See What runs out."))
    told.register(ROUND_SAID, _("A renewal round of cases of yours was announced or changed. See What runs out."))
    told.register(RENEWAL_CALLS, _("A renewal round ends and calls for someone to act. See What runs out."))
    told.register(ALARM_CALLS, _("Somebody was not heard from. See My day."))
    told.register(HEARING_CALLS, _("An appointment you go along to, or lead, needs you. See My day."))
    told.register(MENDED, _("What you asked to mend in a file was done. See My day."))
    told.register(FILED_UNSEEN, _("Something was filed without a second look. See My day."))
    told.register(LOOKED_BACK, _("Somebody looked back on a closed case. See My day."))
    told.register(SECOND_LOOK, _("Something waits for a second look, or was looked at. See My day."))


def _urgent(viewer: Viewer) -> int:
    return queries.urgent_of(viewer)
