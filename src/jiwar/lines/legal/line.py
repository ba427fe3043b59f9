"""What the legal line declares of itself to casework and the desk."""

from django.utils.translation import gettext_lazy as _

from jiwar.casework.service_lines import MenuEntry, ServiceLine
from jiwar.foundation.access import capabilities as can
from jiwar.lines.legal import calls, escalation, keeping, matters, queries, told
from jiwar.lines.legal.burning import burning
from jiwar.lines.legal.detention.actions import ALARM_CALLS
from jiwar.lines.legal.detention.calls import alarm_calls
from jiwar.lines.legal.detention.panel import AlarmPanel, SafetyPanel
from jiwar.lines.legal.evidence.making import BUNDLE_READY
from jiwar.lines.legal.evidence.panel import EvidencePanel
from jiwar.lines.legal.hearings.calls import hearing_calls
from jiwar.lines.legal.hearings.company import HEARING_CALLS
from jiwar.lines.legal.hearings.panel import HearingPanel
from jiwar.lines.legal.helping.actions import SECOND_LOOK
from jiwar.lines.legal.helping.panel import HelpPanel
from jiwar.lines.legal.interviews.panel import InterviewPanel
from jiwar.lines.legal.kinds_of_help import SERVICES
from jiwar.lines.legal.moved import DEADLINE_MOVED
from jiwar.lines.legal.overriding.actions import OVERRIDE_DECIDED, OVERRIDE_WAITS
from jiwar.lines.legal.panels import DeadlinePanel, JourneyPanel
from jiwar.lines.legal.quality import calls as quality
from jiwar.lines.legal.quality.looking_back import LOOKED_BACK
from jiwar.lines.legal.quality.panel import LookPanel, ReviewPanel
from jiwar.lines.legal.quality.reviewing import MENDED
from jiwar.lines.legal.quality.unseen import FILED_UNSEEN
from jiwar.lines.legal.radar import calls as radar
from jiwar.lines.legal.radar.rounds import told as rounds
from jiwar.lines.legal.radar.rounds.panel import RenewalPanel
from jiwar.lines.legal.rights import OPEN_PROCEDURES, USE_SHELF
from jiwar.lines.legal.statements.panel import StatementPanel
from jiwar.lines.legal.subscriptions import subscribe

LINE = ServiceLine(
    code="legal",
    name=_("Legal"),
    icon="legal",
    urls="jiwar.lines.legal.urls",
    services=SERVICES,
    panels=(AlarmPanel(), DeadlinePanel(), JourneyPanel()),
    burning=burning,
    open_matters=matters.of_case,
    holds=keeping.holds,
    keeping=keeping.RULES,
    timeline=told.TELLERS,
    subscribe=subscribe,
    service_page="legal:help",
    menu=(
        MenuEntry(_("Make a letter"), "legal:letters", "document", can.WORK_ON_FILES),
        MenuEntry(_("Evidence"), "legal:exhibits", "document", can.WORK_ON_FILES),
        MenuEntry(_("Hold a guided interview"), "legal:interviews", "speech", OPEN_PROCEDURES),
        MenuEntry(_("Hearing or interview"), "legal:hearing-plan", "calendar", can.WORK_ON_FILES),
        MenuEntry(_("Safety plan"), "legal:safety", "heart", can.WORK_ON_FILES),
        MenuEntry(_("Cited for this case"), "legal:citations", "document", USE_SHELF),
        MenuEntry(_("Open a procedure"), "legal:open", "legal", OPEN_PROCEDURES),
        MenuEntry(_("Something runs out"), "legal:runs-out", "deadlines", can.WORK_ON_FILES),
        MenuEntry(_("Write down time"), "legal:time-case", "clock", can.WORK_ON_FILES),
    ),
    next_safe=queries.next_safe,
    calls={
        escalation.DEADLINE_CALLS: calls.deadline_calls,
        escalation.RUNS_OUT_CALLS: radar.calls,
        rounds.ROUND_SAID: rounds.round_said,
        rounds.RENEWAL_CALLS: rounds.renewal_calls,
        ALARM_CALLS: alarm_calls,
        HEARING_CALLS: hearing_calls,
        SECOND_LOOK: calls.second_looks,
        BUNDLE_READY: calls.bundles,
        DEADLINE_MOVED: calls.moved_deadlines,
        MENDED: quality.mended,
        FILED_UNSEEN: quality.filed_unseen,
        LOOKED_BACK: quality.looked_back,
        OVERRIDE_WAITS: calls.overrides_that_wait,
        OVERRIDE_DECIDED: calls.overrides_decided,
    },
    aside=(
        RenewalPanel(),
        HearingPanel(),
        SafetyPanel(),
        HelpPanel(),
        EvidencePanel(),
        StatementPanel(),
        InterviewPanel(),
        ReviewPanel(),
        LookPanel(),
    ),
    demo="jiwar.lines.legal.demo",
)
