"""Learners and their levels, placements, what they reached, certificates."""

from jiwar.lines.learning.models.certificates import Certificate, CertificatePaper, NameShown
from jiwar.lines.learning.models.learners import Learner, LearnerLevel
from jiwar.lines.learning.models.placement import Placing
from jiwar.lines.learning.models.progress import CanDo, TakenTest

__all__ = [
    "CanDo",
    "Certificate",
    "CertificatePaper",
    "Learner",
    "LearnerLevel",
    "NameShown",
    "Placing",
    "TakenTest",
]
