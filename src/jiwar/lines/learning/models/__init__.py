"""Learners and their levels."""

from jiwar.lines.learning.models.learners import Learner, LearnerLevel

__all__ = ["Learner", "LearnerLevel"]
