"""A form that was sent twice has one effect: the first sending leaves a receipt with what it made."""

from django.db import models

from jiwar.foundation.access.models import Membership
from jiwar.foundation.groups.models import GroupOwned


class Receipt(GroupOwned):
    member = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    token = models.UUIDField()
    made = models.UUIDField(null=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta(GroupOwned.Meta):
        constraints = [models.UniqueConstraint(fields=["member", "token"], name="one_receipt_a_sending")]
