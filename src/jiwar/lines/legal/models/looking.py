"""A second look before something is filed, what was filed without one, and looking back on a case that was closed."""

from django.db import models
from django.db.models import Q

from jiwar.casework.cases.models import Case
from jiwar.foundation.access.models import Membership
from jiwar.foundation.vault.fields import SealedJSON, SealedText
from jiwar.foundation.vault.models import SealedModel
from jiwar.lines.legal.models.procedures import Procedure


class FilingLook(SealedModel):
    """An adviser asked somebody to look before something is filed in a procedure, and what they said. Privileged."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    asked_of = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    until = models.DateField()
    papers = SealedJSON(default=list)
    """What to look at: for each its kind, the row its page shows, and its name as it was when it was asked."""
    question = SealedText()
    answered_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    go = models.BooleanField(default=False)
    """Readable, as whoever records that it was filed is asked for a reason without it, also outside this part."""
    word = SealedText()
    filed = models.UUIDField(null=True, blank=True)
    """The thread of the event that came after it: one look is for one filing."""

    class Meta(SealedModel.Meta):
        indexes = [models.Index(fields=["procedure", "-asked_at"], name="looks_before_filing")]


class FiledUnseen(SealedModel):
    """Something was filed without a look that said go: why. For the legal team where whoever wrote it is of it."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, related_name="+")
    event = models.UUIDField()
    """The thread of the event."""
    reason = SealedText()
    recorded_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta(SealedModel.Meta):
        indexes = [models.Index(fields=["case"], name="filed_unseen_of_a_case")]


class LookingBack(SealedModel):
    """What the adviser of a closed case says of it, asked when it was closed. Privileged."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    adviser = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    until = models.DateField()
    dropped_at = models.DateTimeField(null=True, blank=True)
    """The case was opened again before anything was written."""
    written_at = models.DateTimeField(null=True, blank=True)
    claim = SealedText()
    """On what ground protection was asked for, above all: a code of `Argument.Claim`. Outside of the privileged part it
    is only counted."""
    outcome = SealedText()
    worked = SealedText()
    did_not = SealedText()
    again = SealedText()
    """Whether they would do it the same way: a code of `looking_back.AGAIN`."""
    arguments = SealedJSON(default=list)
    """Arguments of the shelf that worked, by id."""
    seen_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    seen_at = models.DateTimeField(null=True, blank=True)

    class Meta(SealedModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(written_at__isnull=True, dropped_at__isnull=True),
                name="a_case_is_looked_back_on_once_at_a_time",
            )
        ]
