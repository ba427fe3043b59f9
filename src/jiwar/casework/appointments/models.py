"""An appointment of a person, and the secret address of a member's calendar feed."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jiwar.casework.cases.models import Case
from jiwar.foundation.access.models import Membership
from jiwar.foundation.groups import doors
from jiwar.foundation.groups.models import GroupOwned, Office
from jiwar.foundation.vault.fields import SealedText
from jiwar.foundation.vault.models import SealedModel


class Appointment(SealedModel):
    """Sealed under the person, compartment `identity`: the front desk greets whoever comes. Moments are UTC."""

    class State(models.TextChoices):
        BOOKED = "booked", _("booked")
        CAME = "came", _("came")
        NOT_COME = "not-come", _("did not come")
        CANCELLED = "cancelled", _("cancelled")
        MOVED = "moved", _("moved to another time")

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    staff = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    interpreter_language = models.CharField(max_length=16, blank=True)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    room = models.CharField(max_length=60, blank=True)
    starts = models.DateTimeField()
    ends = models.DateTimeField()
    purpose = SealedText()
    state = models.CharField(max_length=12, choices=State.choices, default=State.BOOKED)
    moved_to = models.OneToOneField("self", on_delete=models.PROTECT, null=True, blank=True, related_name="moved_from")
    in_spite = models.BooleanField(default=False, help_text="Booked although something spoke against it")
    booked_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    booked_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1)

    class Meta(SealedModel.Meta):
        constraints = [models.CheckConstraint(condition=Q(ends__gt=models.F("starts")), name="it_ends_after_it_starts")]
        indexes = [
            models.Index(fields=["staff", "starts"], name="appointments_of_a_member"),
            models.Index(fields=["person", "starts"], name="appointments_of_a_person"),
            models.Index(fields=["group", "starts"], name="appointments_by_time"),
            models.Index(fields=["case", "starts"], name="appointments_of_a_case"),
        ]


class Feed(GroupOwned):
    """A calendar address of a member. Only the hash of its secret is kept: it is shown once."""

    member = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    secret_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(auto_now_add=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta(GroupOwned.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["member"], condition=Q(revoked_at__isnull=True), name="one_running_feed_a_member"
            )
        ]


SECRET = doors.declare("feed", {"appointments_feed": "secret_hash = {value}"})
"""Opened with the hash of a feed's secret; opens that one row, which says in which group it is."""
