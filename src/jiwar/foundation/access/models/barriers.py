"""What keeps a member off a file, whatever their roles and grants say."""

from uuid import UUID

from django.db import models
from django.db.models import Q

from jiwar.foundation.access.models.members import Membership
from jiwar.foundation.groups.models import GroupOwned
from jiwar.foundation.vault.models import Subject


class Barrier(GroupOwned):
    """From `raised_at` to `lowered_at` the file does not exist for the member. It says nothing of why.

    `origin` is known to the room that raised it; several origins may keep the same member off the same file.
    """

    member = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    subject = models.ForeignKey(Subject, on_delete=models.CASCADE, related_name="+")
    origin = models.UUIDField()
    raised_at = models.DateTimeField(auto_now_add=True)
    lowered_at = models.DateTimeField(null=True, blank=True)

    class Meta(GroupOwned.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["member", "subject", "origin"],
                condition=Q(lowered_at__isnull=True),
                name="one_barrier_of_an_origin",
            )
        ]
        indexes = [models.Index(fields=["origin"], condition=Q(lowered_at__isnull=True), name="standing_barriers")]

    def between(self) -> tuple[UUID, UUID]:
        return self.member_id, self.subject_id
