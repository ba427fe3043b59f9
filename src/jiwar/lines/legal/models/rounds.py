"""A kind of paper is renewed in a whole country between two days; and the cases that this reaches."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jiwar.casework.cases.models import Case
from jiwar.foundation.access.models import Membership
from jiwar.foundation.groups.models import GroupOwned
from jiwar.foundation.vault.fields import SealedText
from jiwar.foundation.vault.models import SealedModel


class RoundSays(GroupOwned):
    """What an authority says of a round: when people must come, what they must do, and where one reads it."""

    first = models.DateField()
    last = models.DateField()
    todo = models.CharField(max_length=300)
    note = models.CharField(max_length=1000, blank=True)
    source = models.CharField(max_length=500)
    source_date = models.DateField()

    class Meta(GroupOwned.Meta):
        abstract = True


class RenewalRound(RoundSays):
    """About nobody: it was announced to everybody. Which paper and where stays; what is said of it can be corrected."""

    kind = models.CharField(max_length=24)
    country = models.CharField(max_length=2)
    announced_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    announced_at = models.DateTimeField(auto_now_add=True)
    looked_at = models.DateTimeField(null=True, blank=True)
    """When all open cases were last looked through for papers of this kind."""
    withdrawn_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_why = models.CharField(max_length=500, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta(GroupOwned.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["group", "kind", "country", "first", "last"],
                condition=Q(withdrawn_at__isnull=True),
                name="a_round_is_announced_once",
            ),
        ]


class RoundBefore(RoundSays):
    """What stood there before it was corrected, and why it was."""

    round = models.ForeignKey(RenewalRound, on_delete=models.PROTECT, related_name="befores")
    why = models.CharField(max_length=500)
    corrected_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    corrected_at = models.DateTimeField(auto_now_add=True)

    class Meta(GroupOwned.Meta):
        pass


class Renewal(SealedModel):
    """One case in a round, until somebody says what became of it. `safe`: the day before the last one, to work towards;
    `due`: the last one. Once that has passed and nobody said anything, it was missed until somebody asks.
    """

    class Outcome(models.TextChoices):
        DONE = "done", _("it was renewed")
        NOT_NEEDED = "not-needed", _("they did not have to come")
        MISSED = "missed", _("it was missed")
        WITHDRAWN = "withdrawn", _("the round was taken back")

    round = models.ForeignKey(RenewalRound, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    safe = models.DateField()
    due = models.DateField()
    owner = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    acknowledged_on = models.DateField(null=True, blank=True)
    escalated_at = models.DateTimeField(null=True, blank=True)
    escalated_level = models.PositiveSmallIntegerField(default=0)
    escalated_on = models.DateField(null=True, blank=True)
    added_at = models.DateTimeField(auto_now_add=True)
    outcome = models.CharField(max_length=12, choices=Outcome.choices, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    ended_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    how = SealedText()

    class Meta(SealedModel.Meta):
        indexes = [
            models.Index(
                fields=["group", "safe", "id", "subject", "compartment"],
                condition=Q(ended_on__isnull=True),
                name="renewals_by_day",
            ),
            models.Index(
                fields=["group", "owner", "safe", "id"],
                condition=Q(ended_on__isnull=True),
                name="renewals_of_a_member",
            ),
            models.Index(fields=["case"], name="renewals_of_a_case"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["round", "case"], name="a_case_is_once_in_a_round"),
        ]
