"""A person whom the line teaches, and the levels they had."""

from django.db import models

from jiwar.casework.people.models import Person
from jiwar.foundation.access.models import Membership
from jiwar.foundation.groups.numbering import written
from jiwar.foundation.vault.fields import SealedJSON, SealedText
from jiwar.foundation.vault.models import SealedModel

SERIES = "L"


class Learner(SealedModel):
    """One a person, under the key of that person in the compartment `learning`. Name and languages stay there."""

    number = models.PositiveIntegerField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    scripts = SealedJSON(default=list)
    """Scripts in which the person reads (`words.SCRIPTS`); empty: in none, so far as we know."""
    added_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta(SealedModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["person"], name="one_learner_a_person"),
            models.UniqueConstraint(fields=["group", "number"], name="one_learner_a_number"),
        ]

    def __str__(self) -> str:
        return self.written_number

    @property
    def written_number(self) -> str:
        """`L-0007`: what may stand on a list that others read."""
        return written(SERIES, self.number)


class LearnerLevel(SealedModel):
    """The level of a learner in one language from a day on. A later one follows; none is changed."""

    learner = models.ForeignKey(Learner, on_delete=models.PROTECT, related_name="levels")
    language = SealedText()
    level = SealedText()
    """A `knowledge.levels.Level`."""
    why = SealedText()
    since = models.DateField()
    set_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField(auto_now_add=True)

    class Meta(SealedModel.Meta):
        ordering = ["-since", "-set_at"]
