"""Learners and their levels; courses, their units and classes; placements, what was reached, certificates."""

from jiwar.lines.learning.models.certificates import Certificate, CertificatePaper, NameShown
from jiwar.lines.learning.models.courses import CanDo, Course, StandIn, TaughtClass, Timetable, Unit
from jiwar.lines.learning.models.learners import Learner, LearnerLevel
from jiwar.lines.learning.models.placement import Placing
from jiwar.lines.learning.models.progress import Reached, TakenTest

__all__ = [
    "CanDo",
    "Certificate",
    "CertificatePaper",
    "Course",
    "Learner",
    "LearnerLevel",
    "NameShown",
    "Placing",
    "Reached",
    "StandIn",
    "TakenTest",
    "TaughtClass",
    "Timetable",
    "Unit",
]
