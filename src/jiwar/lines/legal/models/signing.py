"""The group's key to sign with, and what was signed with it for the group."""

from django.db import models
from django.db.models import Q

from jiwar.casework.cases.models import Case, Document
from jiwar.foundation.access.models import Membership
from jiwar.foundation.vault.fields import SealedText
from jiwar.foundation.vault.models import SealedModel


class SigningCertificate(SealedModel):
    """A key and its certificate. The key is sealed, and gone with its end; the certificate stays, so that what it
    signed is known for ours. Its subject is nobody's file and hidden from all."""

    key = SealedText()
    certificates = models.TextField()
    """PEM, its own first. Public: they stand in everything that was signed."""
    fingerprint = models.CharField(max_length=64)
    made_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    ended_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta(SealedModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["group"], condition=Q(ended_at__isnull=True), name="one_certificate_signs_at_a_time"
            )
        ]


class GroupSignature(SealedModel):
    """A document of the case, and the same signed for the group: another document, with the signature at its end."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    of = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="+")
    document = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="+")
    certificate = models.ForeignKey(SigningCertificate, on_delete=models.PROTECT, related_name="+")
    signed_as = SealedText()
    """What the member is in the group, as they wrote it."""
    signed_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField(auto_now_add=True)

    class Meta(SealedModel.Meta):
        indexes = [models.Index(fields=["case"], name="signatures_of_a_case")]
