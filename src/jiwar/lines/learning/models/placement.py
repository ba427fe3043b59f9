"""A placement held with a learner: what was answered so far, and what the teacher decided."""

from django.db import models
from django.db.models import Q

from jiwar.foundation.access.models import Membership
from jiwar.foundation.vault.fields import SealedJSON, SealedText
from jiwar.foundation.vault.models import SealedModel
from jiwar.lines.learning.models.learners import Learner, LearnerLevel


class Placing(SealedModel):
    """One placement in one language, saved at each answer. `teacher` holds it, and decides.

    `marks` by question (`knowledge.instruments.placement`); those on no way any more stay and count for nothing.
    """

    learner = models.ForeignKey(Learner, on_delete=models.PROTECT, related_name="+")
    language = SealedText()
    """The language taught."""
    teacher = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    marks = SealedJSON(default=dict)
    suggested = SealedText()
    """What the answers spoke for when it was decided: a `Level`, or empty where they told none."""
    version = models.PositiveIntegerField(default=1)
    asked_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    level = models.ForeignKey(LearnerLevel, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    """Decided, where it has a level; else given up."""

    class Meta(SealedModel.Meta):
        indexes = [
            models.Index(fields=["learner"], name="placings_of_a_learner"),
            models.Index(fields=["teacher"], condition=Q(ended_at__isnull=True), name="placings_of_a_teacher"),
        ]
