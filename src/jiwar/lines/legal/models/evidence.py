"""The register of evidence: exhibits, where their originals went, and the bundles made of them."""

from datetime import timedelta
from typing import Final

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jiwar.casework.cases.models import Case, Document
from jiwar.foundation.access.models import Membership
from jiwar.foundation.vault.fields import SealedJSON, SealedText
from jiwar.foundation.vault.models import SealedModel
from jiwar.lines.legal.models.procedures import Procedure

GIVEN_UP_AFTER: Final = timedelta(hours=1)
"""The queue tries for less."""


class Exhibit(SealedModel):
    """One piece of evidence. Its number stays, whatever happens to it; each part of the file counts its own, so that a
    gap tells nobody of a part they may not know."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    number = models.PositiveSmallIntegerField()
    title = SealedText()
    shows = SealedText()
    kind = SealedText()
    holder = SealedText()
    """Who has the original now; changed only by a line of the custody log."""
    received_on = models.DateField(null=True, blank=True)
    received_how = SealedText()
    received_from = SealedText()
    translation = SealedText()
    translated_by = SealedText()
    translated_on = models.DateField(null=True, blank=True)
    legalisation = SealedText()
    paper = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    translated = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    added_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1)

    class Meta(SealedModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["case", "compartment", "number"], name="one_exhibit_a_number_and_part")
        ]


class CustodyLine(SealedModel):
    """An original moved: only ever added."""

    exhibit = models.ForeignKey(Exhibit, on_delete=models.PROTECT, related_name="custody")
    moved_on = models.DateField()
    holder = SealedText()
    who = SealedText()
    signed_by = SealedText()
    """Who signed for it, where it went back to the person or on to an office."""
    written_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(auto_now_add=True)

    class Meta(SealedModel.Meta):
        indexes = [models.Index(fields=["exhibit", "written_at"], name="custody_of_an_exhibit")]


class Bundle(SealedModel):
    """Exhibits as one PDF, kept as a document of the case. What was asked for, and what then stood in it."""

    class State(models.TextChoices):
        MAKING = "making", _("being made")
        MADE = "made", _("made")
        REFUSED = "refused", _("not made")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    remedy = SealedText()
    """The rule of the pack it answers, by its id."""
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.MAKING)
    wanted = SealedJSON(default=dict)
    contents = SealedJSON(default=list)
    """For each exhibit in order: its number and title then, the version, from which Bates number to which, and the
    fingerprints of its papers."""
    refusal = SealedJSON(default=dict)
    pages = models.PositiveIntegerField(null=True, blank=True)
    document = models.OneToOneField(Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    asked_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    filed = models.UUIDField(null=True, blank=True)
    """The thread of the event that says so in the procedure."""

    class Meta(SealedModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["case", "compartment", "number"], name="one_bundle_a_number_and_part")
        ]

    @property
    def given_up(self) -> bool:
        """It was to be made in the background, and was not."""
        return self.state == self.State.MAKING and self.asked_at < timezone.now() - GIVEN_UP_AFTER
