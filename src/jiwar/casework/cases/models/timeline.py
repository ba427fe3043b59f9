"""What happened on a case, one entry a thing, each in the compartment of what it tells."""

from django.db import models

from jiwar.casework.cases.models.case import Case
from jiwar.foundation.access.models import Membership
from jiwar.foundation.vault.fields import SealedJSON
from jiwar.foundation.vault.models import SealedModel


class TimelineEntry(SealedModel):
    """`kind` is a code whose words a registry knows; `facts` its codes, numbers and texts; `row` what it is about."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="timeline")
    kind = models.CharField(max_length=48)
    facts = SealedJSON(default=dict)
    happened_on = models.DateField()
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    row = models.UUIDField(null=True)

    class Meta(SealedModel.Meta):
        indexes = [models.Index(fields=["case", "-happened_on", "-at", "-id"], name="timeline_of_a_case")]
