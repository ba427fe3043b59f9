"""A paper, a permit or a review that runs out on a day, outside of any procedure the program counts."""

from django.db import models
from django.db.models import Q

from jiwar.casework.cases.models import Case
from jiwar.foundation.access.models import Membership
from jiwar.foundation.vault.fields import SealedJSON, SealedText
from jiwar.foundation.vault.models import SealedModel


class RunsOut(SealedModel):
    """Of a case, for the whole team. Days and owner are in clear as those of a deadline; what it is, is sealed.

    `safe` is the earliest day it can be, `due` the latest: one of which only the month is known has both.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    kind = SealedText()
    note = SealedText()
    given = SealedJSON(default=dict)
    safe = models.DateField()
    due = models.DateField()
    owner = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    acknowledged_on = models.DateField(null=True, blank=True)
    escalated_at = models.DateTimeField(null=True, blank=True)
    escalated_level = models.PositiveSmallIntegerField(default=0)
    escalated_on = models.DateField(null=True, blank=True)
    recorded_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)
    ended_on = models.DateField(null=True, blank=True)
    ended_how = SealedText()

    class Meta(SealedModel.Meta):
        indexes = [
            models.Index(
                fields=["group", "safe", "id", "subject", "compartment"],
                condition=Q(ended_on__isnull=True),
                name="what_runs_out_by_day",
            ),
            models.Index(
                fields=["group", "owner", "safe", "id"],
                condition=Q(ended_on__isnull=True),
                name="what_runs_out_of_a_member",
            ),
            models.Index(fields=["case"], name="what_runs_out_of_a_case"),
        ]
