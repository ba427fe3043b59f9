"""What the legal line declares of itself to casework and the desk."""

from django.utils.translation import gettext_lazy as _

from jiwar.casework.service_lines import MenuEntry, ServiceLine
from jiwar.foundation.access import capabilities as can
from jiwar.lines.legal import calls, escalation, keeping, matters, queries, told
from jiwar.lines.legal.burning import burning
from jiwar.lines.legal.helping.actions import SECOND_LOOK
from jiwar.lines.legal.helping.panel import HelpPanel
from jiwar.lines.legal.kinds_of_help import SERVICES
from jiwar.lines.legal.panels import DeadlinePanel, JourneyPanel
from jiwar.lines.legal.rights import OPEN_PROCEDURES, USE_SHELF
from jiwar.lines.legal.subscriptions import subscribe

LINE = ServiceLine(
    code="legal",
    name=_("Legal"),
    icon="legal",
    urls="jiwar.lines.legal.urls",
    services=SERVICES,
    panels=(DeadlinePanel(), JourneyPanel()),
    burning=burning,
    open_matters=matters.of_case,
    holds=keeping.holds,
    keeping=keeping.RULES,
    timeline=told.TELLERS,
    subscribe=subscribe,
    service_page="legal:help",
    menu=(
        MenuEntry(_("Make a letter"), "legal:letters", "document", can.WORK_ON_FILES),
        MenuEntry(_("Cited for this case"), "legal:citations", "document", USE_SHELF),
        MenuEntry(_("Open a procedure"), "legal:open", "legal", OPEN_PROCEDURES),
    ),
    next_safe=queries.next_safe,
    calls={escalation.DEADLINE_CALLS: calls.deadline_calls, SECOND_LOOK: calls.second_looks},
    aside=(HelpPanel(),),
    demo="jiwar.lines.legal.demo",
)
