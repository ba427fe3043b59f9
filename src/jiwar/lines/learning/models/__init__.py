"""Learners and their levels; the words they learn."""

from jiwar.lines.learning.models.learners import Learner, LearnerLevel
from jiwar.lines.learning.models.phrases import OwnDeck, OwnPhrase, SpokenWording, WordLink, WordStudy

__all__ = ["Learner", "LearnerLevel", "OwnDeck", "OwnPhrase", "SpokenWording", "WordLink", "WordStudy"]
