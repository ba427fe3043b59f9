"""Learners and their levels; courses, places and attendance; placements, progress, certificates, pairs; words."""

from jiwar.lines.learning.models.attendance import Attendance, ClassMeeting
from jiwar.lines.learning.models.certificates import Certificate, CertificatePaper, NameShown
from jiwar.lines.learning.models.courses import CanDo, Course, StandIn, TaughtClass, Timetable, Unit
from jiwar.lines.learning.models.learners import Learner, LearnerLevel
from jiwar.lines.learning.models.pairs import HelpOffer, Pair, PairTime, PartnerWish
from jiwar.lines.learning.models.phrases import OwnDeck, OwnPhrase, SpokenWording, WordLink, WordStudy
from jiwar.lines.learning.models.placement import Placing
from jiwar.lines.learning.models.places import Enrolment, PlaceOffer, WaitingEntry
from jiwar.lines.learning.models.progress import Reached, TakenTest

__all__ = [
    "Attendance",
    "CanDo",
    "Certificate",
    "CertificatePaper",
    "ClassMeeting",
    "Course",
    "Enrolment",
    "HelpOffer",
    "Learner",
    "LearnerLevel",
    "NameShown",
    "OwnDeck",
    "OwnPhrase",
    "Pair",
    "PairTime",
    "PartnerWish",
    "PlaceOffer",
    "Placing",
    "Reached",
    "SpokenWording",
    "StandIn",
    "TakenTest",
    "TaughtClass",
    "Timetable",
    "Unit",
    "WaitingEntry",
    "WordLink",
    "WordStudy",
]
