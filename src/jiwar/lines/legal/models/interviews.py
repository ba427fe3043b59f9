"""Guided interviews with the person: what was answered so far, and the sheet that came of it."""

from django.db import models

from jiwar.casework.cases.models import Case, Document
from jiwar.foundation.access.models import Membership
from jiwar.foundation.vault.fields import SealedJSON, SealedText
from jiwar.foundation.vault.models import SealedModel


class GuidedInterview(SealedModel):
    """One interview of a case, saved at each answer. Privileged, like all that is said between person and lawyer.

    `answers` by question, plain as JSON has them; None: looked at and left empty. Those no more asked for stay.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    kind = SealedText()
    """Its id among `knowledge.instruments.interviews`."""
    language = SealedText()
    person = SealedText()
    """The id of whom it is held with."""
    answers = SealedJSON(default=dict)
    version = models.PositiveIntegerField(default=1)
    started_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField(auto_now_add=True)
    changed_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(auto_now=True)
    finished_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    finished_at = models.DateTimeField(null=True, blank=True)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta(SealedModel.Meta):
        indexes = [models.Index(fields=["case"], name="interviews_of_a_case")]
