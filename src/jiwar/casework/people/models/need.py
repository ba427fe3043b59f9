"""What makes a person's situation harder: codes of `specific_needs`, told in words, never as a label on a person."""

from django.db import models

from jiwar.casework.people.models.person import Person
from jiwar.foundation.vault.fields import SealedText
from jiwar.foundation.vault.models import SealedModel


class SpecificNeed(SealedModel):
    """Compartment `general`, or `restricted` for what could kill if it leaked."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="needs")
    code = SealedText()
    note = SealedText()
    recorded_by = models.ForeignKey("access.Membership", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta(SealedModel.Meta):
        pass
