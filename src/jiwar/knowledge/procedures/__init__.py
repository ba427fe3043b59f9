"""Asylum procedures as data, replayed from what happened in a case: its stage, and every deadline with its why.

Pure: no clock, today is always an argument. Research data, not legal advice: the letter in the person's hand wins.
Dates are civil days (`datetime.date`); texts are English, codes are for translation.

Packs        `procedures`, `outlines`, `load` → `Pack` (rules, stages, sources…, earlier editions); faults: `PackError`
             with `Problem`s
What happens `EventKind`, `VOCABULARY`, `Event` (`HowNotified`, `ToWhom`, `Proof`, `PrintedDate`)
Standing     `replay` → `Standing` (`Deadline` with `Status`, `Journey`, `NextEvent`, `Caution`); why: `Step`
Changed law  `what_would_change` → `Change`s of dates, `amendments` → `Amendment`s of rules
Plain values `deadlines_for`, `as_json`, `listing`, `read_date`; faults: `QuestionError`
Own values   `Override`: `overlaid`, `laid_over`, `may_be_later`; as a file: `as_fragment`, `read_fragment`
Checking     `check_all`, `scenarios`
"""

from jiwar.knowledge.procedures.asking import as_json, deadlines_for, listing, read_date
from jiwar.knowledge.procedures.cautions import CAUTION_TEMPLATES, Caution, CautionCode
from jiwar.knowledge.procedures.changing import Amendment, Change, amendments, what_would_change
from jiwar.knowledge.procedures.editions import Outline, load, outlines, procedures
from jiwar.knowledge.procedures.errors import (
    PackError,
    Problem,
    QuestionError,
    UnknownEvent,
    UnknownProcedure,
    UnknownTrack,
    UnreadableEventDate,
)
from jiwar.knowledge.procedures.events import Event, HowNotified, PrintedDate, Proof, ToWhom
from jiwar.knowledge.procedures.loading import read_pack
from jiwar.knowledge.procedures.overlay import Override, as_fragment, laid_over, may_be_later, overlaid, read_fragment
from jiwar.knowledge.procedures.pack import (
    Compute,
    Confidence,
    ConventionStatus,
    DayType,
    DecisionMaker,
    Kind,
    Pack,
    Party,
    Rule,
    Source,
    Stage,
    Track,
)
from jiwar.knowledge.procedures.replaying import country_days, replay
from jiwar.knowledge.procedures.situations import Scenario, check_all, scenarios
from jiwar.knowledge.procedures.standing import (
    RUNNING,
    Deadline,
    Journey,
    NextEvent,
    Place,
    StageOnJourney,
    Standing,
    Status,
)
from jiwar.knowledge.procedures.steps import STEP_TEMPLATES, Step, StepCode
from jiwar.knowledge.procedures.vocabulary import VOCABULARY, EventKind, EventType, Need

__all__ = [
    "CAUTION_TEMPLATES",
    "RUNNING",
    "STEP_TEMPLATES",
    "VOCABULARY",
    "Amendment",
    "Caution",
    "CautionCode",
    "Change",
    "Compute",
    "Confidence",
    "ConventionStatus",
    "DayType",
    "Deadline",
    "DecisionMaker",
    "Event",
    "EventKind",
    "EventType",
    "HowNotified",
    "Journey",
    "Kind",
    "Need",
    "NextEvent",
    "Outline",
    "Override",
    "Pack",
    "PackError",
    "Party",
    "Place",
    "PrintedDate",
    "Problem",
    "Proof",
    "QuestionError",
    "Rule",
    "Scenario",
    "Source",
    "Stage",
    "StageOnJourney",
    "Standing",
    "Status",
    "Step",
    "StepCode",
    "ToWhom",
    "Track",
    "UnknownEvent",
    "UnknownProcedure",
    "UnknownTrack",
    "UnreadableEventDate",
    "amendments",
    "as_fragment",
    "as_json",
    "check_all",
    "country_days",
    "deadlines_for",
    "laid_over",
    "listing",
    "load",
    "may_be_later",
    "outlines",
    "overlaid",
    "procedures",
    "read_date",
    "read_fragment",
    "read_pack",
    "replay",
    "scenarios",
    "what_would_change",
]
