"""Learners and their levels; courses, their units and classes; placements, progress, certificates, pairs."""

from jiwar.lines.learning.models.certificates import Certificate, CertificatePaper, NameShown
from jiwar.lines.learning.models.courses import CanDo, Course, StandIn, TaughtClass, Timetable, Unit
from jiwar.lines.learning.models.learners import Learner, LearnerLevel
from jiwar.lines.learning.models.pairs import HelpOffer, Pair, PairTime, PartnerWish
from jiwar.lines.learning.models.placement import Placing
from jiwar.lines.learning.models.progress import Reached, TakenTest

__all__ = [
    "CanDo",
    "Certificate",
    "CertificatePaper",
    "Course",
    "HelpOffer",
    "Learner",
    "LearnerLevel",
    "NameShown",
    "Pair",
    "PairTime",
    "PartnerWish",
    "Placing",
    "Reached",
    "StandIn",
    "TakenTest",
    "TaughtClass",
    "Timetable",
    "Unit",
]
