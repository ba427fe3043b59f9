"""A registration begun and not finished: seen by the member who began it, by nobody else."""

from django.db import models

from jiwar.foundation.vault.fields import SealedJSON
from jiwar.foundation.vault.models import SealedModel


class RegistrationDraft(SealedModel):
    """Has a subject of its own, so that throwing it away destroys its key."""

    member = models.ForeignKey("access.Membership", on_delete=models.CASCADE, related_name="+")
    typed = SealedJSON(default=dict)
    saved_at = models.DateTimeField(auto_now=True)

    class Meta(SealedModel.Meta):
        indexes = [models.Index(fields=["member", "-saved_at"], name="drafts_of_a_member")]
