"""What the learning line declares of itself to casework and the desk."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from jiwar.casework.cases.models import Case
from jiwar.casework.service_lines import Burning, MenuEntry, OpenMatter, ServiceKind, ServiceLine
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access.viewer import Viewer
from jiwar.lines.learning import keeping
from jiwar.lines.learning.attending import today
from jiwar.lines.learning.meetings import calls as meetings
from jiwar.lines.learning.pairs import calls as pairs
from jiwar.lines.learning.pairs import proposing
from jiwar.lines.learning.pairs.actions import PAIRED
from jiwar.lines.learning.placement import calls as placement
from jiwar.lines.learning.placement.actions import PLACEMENT_ASKED, PLACEMENT_DECIDED
from jiwar.lines.learning.places import speaking
from jiwar.lines.learning.places.panel import CasePanel
from jiwar.lines.learning.subscriptions import subscribe


def nothing_burns(_viewer: Viewer, _today: date) -> list[Burning]:
    """A class is missed, not lost: what is to be done stands among the tasks."""
    return []


def nothing_stands_open(_viewer: Viewer, _case: Case) -> list[OpenMatter]:
    """A case may close while the person goes on learning."""
    return []


LINE = ServiceLine(
    code="learning",
    name=_("Learning"),
    icon="learning",
    urls="jiwar.lines.learning.urls",
    services=(ServiceKind("language-class", _("Language class")),),
    panels=(),
    burning=nothing_burns,
    open_matters=nothing_stands_open,
    holds=keeping.holds,
    keeping=keeping.RULES,
    timeline={},
    subscribe=subscribe,
    calls={
        PLACEMENT_ASKED: placement.asked,
        PLACEMENT_DECIDED: placement.decided,
        PAIRED: pairs.paired,
        proposing.PROPOSED: proposing.proposed,
        speaking.NOBODY_SPEAKS: speaking.nobody,
        meetings.MEETING_CHANGED: meetings.changed,
    },
    aside=(CasePanel(),),
    day=today.cards,
    menu=(MenuEntry(_("Language class"), "learning:ask", "learning", can.WORK_ON_FILES),),
    demo="jiwar.lines.learning.demo",
)
