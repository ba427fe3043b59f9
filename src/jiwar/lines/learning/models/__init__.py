"""Learners and their levels; courses, their units and classes."""

from jiwar.lines.learning.models.courses import CanDo, Course, StandIn, TaughtClass, Timetable, Unit
from jiwar.lines.learning.models.learners import Learner, LearnerLevel

__all__ = ["CanDo", "Course", "Learner", "LearnerLevel", "StandIn", "TaughtClass", "Timetable", "Unit"]
