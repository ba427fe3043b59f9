"""How far a change of keys has come. No key lies here."""

from django.db import models

from jiwar.foundation.groups.models import GroupOwned


class KeyChange(GroupOwned):
    """One change of a group's key, from the moment a newer one is in use until the one before has left the key file."""

    begun_at = models.DateTimeField(auto_now_add=True)
    deep = models.BooleanField(default=False)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta(GroupOwned.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["group"], condition=models.Q(finished_at__isnull=True), name="one_key_change_at_a_time"
            )
        ]


class KeyChangeStep(GroupOwned):
    """What has to be made anew for it. `upto`: the last row of this pass; a pass that changed nothing is the last."""

    change = models.ForeignKey(KeyChange, on_delete=models.CASCADE, related_name="steps")
    code = models.CharField(max_length=32)
    upto = models.UUIDField(null=True, blank=True)
    looked_at = models.PositiveIntegerField(default=0)
    changed_in_pass = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta(GroupOwned.Meta):
        constraints = [models.UniqueConstraint(fields=["change", "code"], name="one_step_a_key_change_and_code")]
