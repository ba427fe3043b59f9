"""Learners and their levels; courses, their units and classes; who waits and who has a place; who came."""

from jiwar.lines.learning.models.attendance import Attendance, ClassMeeting
from jiwar.lines.learning.models.courses import CanDo, Course, StandIn, TaughtClass, Timetable, Unit
from jiwar.lines.learning.models.learners import Learner, LearnerLevel
from jiwar.lines.learning.models.places import Enrolment, PlaceOffer, WaitingEntry

__all__ = [
    "Attendance",
    "CanDo",
    "ClassMeeting",
    "Course",
    "Enrolment",
    "Learner",
    "LearnerLevel",
    "PlaceOffer",
    "StandIn",
    "TaughtClass",
    "Timetable",
    "Unit",
    "WaitingEntry",
]
