"""Entries and the chain over them. Rows are only ever added; triggers in the database refuse the rest."""

from django.db import models
from django.db.models import Q

from jiwar.foundation.groups.models import GroupOwned
from jiwar.foundation.vault.fields import SealedText
from jiwar.foundation.vault.models import SealedModel, Subject


class Entry(GroupOwned):
    """One thing somebody did, saw, or was refused. Codes and ids only: no name, no content."""

    at = models.DateTimeField()
    kind = models.CharField(max_length=64)
    member_id = models.UUIDField(null=True)
    session = models.CharField(max_length=16, blank=True)
    address = models.CharField(max_length=64, blank=True)
    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, null=True, related_name="+")
    compartment = models.CharField(max_length=32, blank=True)
    object_kind = models.CharField(max_length=64, blank=True)
    object_id = models.UUIDField(null=True)
    about = models.JSONField(default=dict)

    class Meta(GroupOwned.Meta):
        indexes = [
            models.Index(fields=["subject", "-at"], name="entries_of_a_subject"),
            models.Index(fields=["group", "-at"], name="entries_of_a_group"),
            models.Index(
                fields=["member_id", "at", "address"], condition=Q(kind="signed-in"), name="sign_ins_of_a_member"
            ),
        ]


class Reason(SealedModel):
    """Why, in the words of the one who did it: sealed, so that erasing a person erases it too."""

    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, related_name="reason")
    text = SealedText()

    class Meta(SealedModel.Meta):
        pass


class Link(GroupOwned):
    """The place of an entry in the group's chain. `entry_id` is no foreign key: a link outlives a row taken away."""

    sequence = models.PositiveBigIntegerField()
    entry_id = models.UUIDField(unique=True)
    hash = models.CharField(max_length=64)

    class Meta(GroupOwned.Meta):
        constraints = [models.UniqueConstraint(fields=["group", "sequence"], name="one_link_a_place")]


class Check(GroupOwned):
    """What the last walks over the chain found. Kept so that a page can say it without walking."""

    at = models.DateTimeField(auto_now_add=True)
    checked = models.PositiveBigIntegerField()
    problem = models.CharField(max_length=300, blank=True)

    class Meta(GroupOwned.Meta):
        ordering = ["-at"]

    @property
    def holds(self) -> bool:
        return not self.problem
