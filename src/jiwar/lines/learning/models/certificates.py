"""Certificates: a ledger that names nobody, and for each the paper, sealed with the learner."""

from django.db import models

from jiwar.foundation.access.models import Membership
from jiwar.foundation.groups import doors
from jiwar.foundation.groups.models import GroupOwned
from jiwar.foundation.groups.numbering import written
from jiwar.foundation.vault.fields import SealedText
from jiwar.foundation.vault.models import SealedFile, SealedModel
from jiwar.lines.learning.models.learners import Learner

SERIES = "Z"


class Certificate(GroupOwned):
    """A line of the ledger: what whoever holds the paper may be told, and not whose it is. It stays when the learner's
    file is erased, so that a paper out there is still known."""

    number = models.PositiveIntegerField()
    secret_hash = models.CharField(max_length=64, unique=True)
    """Of the code on the paper, which is kept nowhere but sealed with the paper."""
    language = models.CharField(max_length=16)
    level = models.CharField(max_length=16)
    issued_on = models.DateField()
    issued_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta(GroupOwned.Meta):
        constraints = [models.UniqueConstraint(fields=["group", "number"], name="one_certificate_a_number")]

    def __str__(self) -> str:
        return self.written_number

    @property
    def written_number(self) -> str:
        return written(SERIES, self.number)


class CertificatePaper(SealedModel):
    """The paper of a certificate and what stands on it."""

    certificate = models.OneToOneField(Certificate, on_delete=models.PROTECT, related_name="+")
    learner = models.ForeignKey(Learner, on_delete=models.PROTECT, related_name="+")
    code = SealedText()
    name = SealedText()
    arabic_name = SealedText()
    course = SealedText()
    hours = SealedText()
    file = models.ForeignKey(SealedFile, on_delete=models.PROTECT, related_name="+")
    signed = models.BooleanField(default=False)
    """With the group's certificate."""
    why_withdrawn = SealedText()

    class Meta(SealedModel.Meta):
        indexes = [models.Index(fields=["learner"], name="certificates_of_a_learner")]


class NameShown(GroupOwned):
    """Whether the page that checks certificates says which group gave them. Without a row it does not."""

    shown = models.BooleanField(default=False)
    said_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    said_at = models.DateTimeField(auto_now=True)

    class Meta(GroupOwned.Meta):
        constraints = [models.UniqueConstraint(fields=["group"], name="one_word_on_the_name_a_group")]


CODE = doors.declare("certificate", {"learning_certificate": "secret_hash = {value}"})
"""Opened with the hash of the code on a paper; opens that one line of the ledger, which says in which group it is."""
