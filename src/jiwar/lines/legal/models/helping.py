"""Who is helped, and how: the screen, the decision with its grounds, and the scope that was agreed.

Nothing is overwritten: a later screen, decision or scope has the next number, and the earlier ones stay readable.
"""

from django.db import models
from django.db.models import Q

from jiwar.casework.cases.models import Case, Document, Service
from jiwar.foundation.access.models import Membership
from jiwar.foundation.groups.models import GroupOwned
from jiwar.foundation.vault.fields import SealedJSON, SealedText
from jiwar.foundation.vault.models import SealedModel


class AskedCriterion(GroupOwned):
    """Whether the group asks one of the criteria, and what it wants its advisers to know of it."""

    code = models.CharField(max_length=32)
    asked = models.BooleanField(default=True)
    note = models.CharField(max_length=300, blank=True)

    class Meta(GroupOwned.Meta):
        constraints = [models.UniqueConstraint(fields=["group", "code"], name="one_row_a_criterion")]


class Screen(SealedModel):
    """The answers to the criteria for one service; privileged, for they say what the adviser thinks of the claim."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    answers = SealedJSON(default=dict)
    """By criterion that was asked: `[answer, reason]`."""
    asked_for = SealedText(null=True, default=None)
    """The kind of help that was asked for then; a decision may change that of the service. None before it was kept."""
    suggested = SealedText()
    screened_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    screened_at = models.DateTimeField(auto_now_add=True)

    class Meta(SealedModel.Meta):
        constraints = [models.UniqueConstraint(fields=["service", "number"], name="screens_of_a_service_by_number")]


class Decision(SealedModel):
    """What help is given, or that it is refused; and how the person was told. For the whole team."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    outcome = SealedText()
    told_how = SealedText()
    told_language = SealedText()
    interpreter = SealedText()
    self_help = SealedText()
    referral = SealedText()
    decided_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(auto_now_add=True)
    wants_second = models.BooleanField(default=False)
    """It is not what the screen suggested: a second adviser looks at it."""
    second_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    second_at = models.DateTimeField(null=True, blank=True)

    class Meta(SealedModel.Meta):
        constraints = [models.UniqueConstraint(fields=["service", "number"], name="decisions_of_a_service_by_number")]


class Ground(SealedModel):
    """Why it was decided so: privileged."""

    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="ground")
    screen = models.ForeignKey(Screen, on_delete=models.PROTECT, null=True, related_name="+")
    reasons = SealedText()
    override = SealedText()
    """Why not as the screen suggested."""
    second_word = SealedText()

    class Meta(SealedModel.Meta):
        pass


class Scope(SealedModel):
    """What we do and do not do for the person, as it was explained and agreed: the retainer."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    kind = SealedText()
    """The kind of help, as in `Help`."""
    language = SealedText()
    does = SealedText()
    does_not = SealedText()
    written_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(auto_now_add=True)
    explained_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    interpreter = SealedText()
    interpreter_language = SealedText()
    agreed_how = SealedText()
    """'paper' or 'aloud'."""
    agreed_on = models.DateField(null=True, blank=True)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ended_on = models.DateField(null=True, blank=True)
    ended_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ended_reason = SealedText()

    class Meta(SealedModel.Meta):
        constraints = [models.UniqueConstraint(fields=["service", "number"], name="scopes_of_a_service_by_number")]
        indexes = [models.Index(fields=["case"], condition=Q(ended_on__isnull=True), name="running_scopes_of_a_case")]

    @property
    def agreed(self) -> bool:
        return self.agreed_on is not None and self.ended_on is None
