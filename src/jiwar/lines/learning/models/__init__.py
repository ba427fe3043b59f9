"""Learners and their levels; courses, their units and classes; the words learners learn."""

from jiwar.lines.learning.models.courses import CanDo, Course, StandIn, TaughtClass, Timetable, Unit
from jiwar.lines.learning.models.learners import Learner, LearnerLevel
from jiwar.lines.learning.models.phrases import OwnDeck, OwnPhrase, SpokenWording, WordLink, WordStudy

__all__ = [
    "CanDo",
    "Course",
    "Learner",
    "LearnerLevel",
    "OwnDeck",
    "OwnPhrase",
    "SpokenWording",
    "StandIn",
    "TaughtClass",
    "Timetable",
    "Unit",
    "WordLink",
    "WordStudy",
]
