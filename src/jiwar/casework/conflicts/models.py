"""Somebody opposed to a case, whom they may be among those the group knows, and that it was looked for.

Who is opposed is part of the case. A match joins two files; so it stands beside the audit's reasons, opened to nobody
by a grant, and its page is for those alone whom the policy lets decide.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jiwar.casework.cases.models import Case
from jiwar.casework.people.models import Person
from jiwar.foundation.access.models import Membership
from jiwar.foundation.groups.models import GroupOwned
from jiwar.foundation.vault.fields import SealedJSON, SealedText
from jiwar.foundation.vault.models import SealedModel


class Opposed(SealedModel):
    """Somebody whose interests stand against those of the people on the case. Sealed under the case, general part."""

    class Kind(models.TextChoices):
        FORMER_PARTNER = "former-partner", _("former wife, husband or partner")
        FAMILY = "family", _("family with opposed interests")
        INFORMER = "informer", _("informs on the person")
        TRAFFICKER = "trafficker", _("trafficker or smuggler")
        PERSECUTOR = "persecutor", _("took part in what they fled from")
        EMPLOYER = "employer", _("employer or landlord in a dispute")
        OTHER = "other", _("other")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    """Their own record, where whoever wrote them down knew of it."""
    kind = SealedText()
    names = SealedJSON(default=list)
    phone = SealedText()
    note = SealedText()
    marked_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    marked_at = models.DateTimeField(auto_now_add=True)
    withdrawn_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = SealedText()

    class Meta(SealedModel.Meta):
        ordering = ["marked_at", "id"]


class Match(SealedModel):
    """Somebody opposed to a case may be, or is, this person of the register or this member of the staff."""

    class State(models.TextChoices):
        POSSIBLE = "possible", _("nobody has decided yet")
        CLEAR = "clear", _("no conflict")
        APART = "apart", _("a conflict: different colleagues for each side")
        CONFLICT = "conflict", _("a conflict: no new legal help until it is settled")

    STANDING = (State.APART, State.CONFLICT)
    """The two sides are kept apart."""
    HOLDING = (State.POSSIBLE, State.CONFLICT)
    """Nobody begins to stand for either side."""

    opposed = models.ForeignKey(Opposed, on_delete=models.PROTECT, related_name="matches")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    member = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    score = models.PositiveSmallIntegerField(help_text="How alike, in hundredths")
    state = models.CharField(max_length=12, choices=State.choices, default=State.POSSIBLE)
    found_at = models.DateTimeField(auto_now_add=True)
    decided_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = SealedText()

    class Meta(SealedModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["opposed", "person"], condition=Q(person__isnull=False), name="a_person_matches_once"
            ),
            models.UniqueConstraint(
                fields=["opposed", "member"], condition=Q(member__isnull=False), name="a_member_matches_once"
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=True) ^ Q(member__isnull=True), name="a_match_is_a_person_or_a_member"
            ),
        ]
        indexes = [models.Index(fields=["group", "state", "found_at"], name="matches_by_state")]


class Check(GroupOwned):
    """A case was looked at for conflicts. The outcome is what may be told on the case: nothing of hidden files."""

    class Occasion(models.TextChoices):
        ASKED = "asked", _("asked for")
        ASSIGNMENT = "assignment", _("before somebody began to stand for the person")
        NAME = "name", _("a name was added")

    class Outcome(models.TextChoices):
        CLEAR = "clear", _("clear")
        POSSIBLE = "possible", _("possible: somebody must decide")
        CONFLICT = "conflict", _("a conflict")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    occasion = models.CharField(max_length=12, choices=Occasion.choices)
    outcome = models.CharField(max_length=12, choices=Outcome.choices)
    run_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    run_at = models.DateTimeField(auto_now_add=True)

    class Meta(GroupOwned.Meta):
        ordering = ["-run_at", "-id"]
        indexes = [models.Index(fields=["case", "-run_at"], name="checks_of_a_case")]
