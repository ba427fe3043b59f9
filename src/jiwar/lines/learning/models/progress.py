"""What a learner can do, and the tests they took."""

from django.db import models

from jiwar.foundation.access.models import Membership
from jiwar.foundation.vault.fields import SealedText
from jiwar.foundation.vault.models import SealedModel
from jiwar.lines.learning.models.courses import CanDo
from jiwar.lines.learning.models.learners import Learner


class Reached(SealedModel):
    """Something the learner can do, as a teacher saw it on a day. Taken back, it stays written and counts no more."""

    learner = models.ForeignKey(Learner, on_delete=models.PROTECT, related_name="+")
    language = SealedText()
    level = SealedText()
    said = SealedText()
    statement = models.ForeignKey(CanDo, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    """Of the curriculum, where it is one of its own; `said` keeps it as it was then."""
    reached_on = models.DateField()
    seen_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    kept_at = models.DateTimeField(auto_now_add=True)
    taken_back_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    taken_back_at = models.DateTimeField(null=True, blank=True)

    class Meta(SealedModel.Meta):
        ordering = ["-reached_on", "-kept_at"]
        indexes = [models.Index(fields=["learner"], name="reached_by_a_learner")]


class TakenTest(SealedModel):
    """A test of ours or of somebody else, and what came of it."""

    class Outcome(models.TextChoices):
        PASSED = "passed"
        NOT_PASSED = "not-passed"
        NOT_KNOWN = "not-known"

    learner = models.ForeignKey(Learner, on_delete=models.PROTECT, related_name="+")
    language = SealedText()
    level = SealedText()
    name = SealedText()
    outcome = SealedText()
    result = SealedText()
    """As the paper says it: 18 of 25, for example."""
    taken_on = models.DateField()
    kept_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    kept_at = models.DateTimeField(auto_now_add=True)

    class Meta(SealedModel.Meta):
        ordering = ["-taken_on", "-kept_at"]
        indexes = [models.Index(fields=["learner"], name="tests_of_a_learner")]
