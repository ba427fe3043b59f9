"""What opens data: grants, and lendings, from which grants for some hours follow."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jiwar.foundation.access.models.members import Membership
from jiwar.foundation.groups.models import GroupOwned
from jiwar.foundation.vault.fields import SealedText
from jiwar.foundation.vault.models import SealedModel, Subject


class Grant(GroupOwned):
    """Opens one compartment of one subject to one member. The only thing that opens data.

    `waits_for_second`: a grant into a guarded compartment for someone whose role does not carry it opens nothing
    until the data guardian has confirmed it.
    """

    class Source(models.TextChoices):
        ASSIGNMENT = "assignment", _("works on the case")
        SUPERVISION = "supervision", _("supervises someone who works on it")
        REGISTERED = "registered", _("registered it")
        COORDINATOR = "coordinator", _("given by a coordinator for a time")
        EMERGENCY = "emergency", _("opened in an emergency")
        SERVICE = "service", _("gives a service to the person")

    member = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="grants")
    subject = models.ForeignKey(Subject, on_delete=models.CASCADE, related_name="grants")
    compartment = models.CharField(max_length=32)
    source = models.CharField(max_length=16, choices=Source.choices)
    origin = models.UUIDField(null=True, help_text="The assignment or the lending this grant follows from")
    reason = models.CharField(max_length=200, blank=True)
    given_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    given_at = models.DateTimeField(auto_now_add=True)
    until = models.DateTimeField(null=True, blank=True)
    waits_for_second = models.BooleanField(default=False)
    confirmed_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    """The data guardian who closed it: what it followed from does not open it again."""

    class Meta(GroupOwned.Meta):
        indexes = [
            models.Index(
                # until and group too: whether something stands open is answered without reading the grant
                fields=["member", "compartment", "subject", "until", "group"],
                condition=Q(ended_at__isnull=True, waits_for_second=False),
                name="running_grants_of_a_member",
            ),
            models.Index(fields=["subject", "member"], name="grants_on_a_subject"),
        ]


class Lending(SealedModel):
    """Parts of one file stand open to one member for some hours, for a purpose; its grants have it as their origin.

    Given by a coordinator, or taken in an emergency; then it is reviewed afterwards. `subject` is the file. What was
    typed is sealed beside the audit's reasons, so that it goes with the file.
    """

    class Kind(models.TextChoices):
        GIVEN = "given", _("given for some hours")
        EMERGENCY = "emergency", _("opened in an emergency")

    class Outcome(models.TextChoices):
        IN_ORDER = "in-order", _("in order")
        NOT_IN_ORDER = "not-in-order", _("not in order")

    kind = models.CharField(max_length=12, choices=Kind.choices)
    member = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    given_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    parts = models.JSONField(default=list, help_text="Codes of the parts of the file itself")
    purpose = SealedText()
    begun_at = models.DateTimeField()
    until = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    """Set when somebody ended it early, or when the program noted that its time was over."""
    ended_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    reviewed_at = models.DateTimeField(null=True)
    reviewed_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    outcome = models.CharField(max_length=16, choices=Outcome.choices, blank=True)
    review = SealedText()

    class Meta(SealedModel.Meta):
        indexes = [
            models.Index(fields=["member", "until"], condition=Q(ended_at__isnull=True), name="running_lendings"),
            models.Index(fields=["subject", "-begun_at"], name="lendings_of_a_file"),
            models.Index(
                fields=["group", "begun_at"],
                condition=Q(kind="emergency", reviewed_at__isnull=True),
                name="emergencies_to_review",
            ),
        ]
