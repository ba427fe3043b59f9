"""Tutors and conversation partners: what a member offers, what a learner wishes, pairs, and their hours."""

from django.db import models
from django.db.models import Q

from jiwar.foundation.access.models import Membership
from jiwar.foundation.groups.models import GroupOwned
from jiwar.foundation.vault.fields import SealedJSON, SealedText
from jiwar.foundation.vault.models import SealedModel
from jiwar.lines.learning.models.learners import Learner


class HelpOffer(GroupOwned):
    """What a member can do for learners. About staff, so not sealed; changing it makes a new one."""

    member = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    kinds = models.JSONField(default=list)
    """`knowledge.pairing.Kind`s."""
    languages = models.JSONField(default=list)
    levels = models.JSONField(default=list)
    """Empty: any."""
    times = models.JSONField(default=list)
    """`0-morning` is Monday morning."""
    places = models.JSONField(default=list)
    """Ids of offices, and `online`."""
    woman = models.BooleanField(null=True)
    """As the member says it of themselves; None: not said."""
    room_for = models.PositiveSmallIntegerField()
    made_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta(GroupOwned.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["member"], condition=Q(ended_at__isnull=True), name="one_running_offer_a_member"
            )
        ]


class PartnerWish(SealedModel):
    """A learner would like somebody to learn with. `since`: their waiting counts from it."""

    learner = models.ForeignKey(Learner, on_delete=models.PROTECT, related_name="+")
    kind = SealedText()
    language = SealedText()
    level = SealedText()
    times = SealedJSON(default=list)
    places = SealedJSON(default=list)
    whom = SealedText()
    """`woman`, `man`, or empty: either."""
    since = models.DateField()
    asked_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    """With a pair, or when it is wished no more."""
    proposed = models.ForeignKey(HelpOffer, on_delete=models.PROTECT, null=True, db_index=False, related_name="+")
    """Whom somebody who oversees proposed, until it is answered."""
    proposed_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, db_index=False, related_name="+")
    proposed_at = models.DateTimeField(null=True, blank=True)

    class Meta(SealedModel.Meta):
        indexes = [models.Index(fields=["learner", "ended_at"], name="wishes_of_a_learner")]


class Pair(SealedModel):
    """A learner and a member who learn together. The learner stands open to the member for as long as it runs."""

    wish = models.OneToOneField(PartnerWish, on_delete=models.PROTECT, related_name="+")
    learner = models.ForeignKey(Learner, on_delete=models.PROTECT, related_name="+")
    member = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    since = models.DateField()
    made_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    ended_on = models.DateField(null=True, blank=True)
    ended_words = SealedText()

    class Meta(SealedModel.Meta):
        indexes = [
            models.Index(fields=["learner", "ended_on"], name="pairs_of_a_learner"),
            models.Index(fields=["member", "ended_on"], name="pairs_of_a_member"),
        ]


class PairTime(SealedModel):
    """Time they spent together."""

    pair = models.ForeignKey(Pair, on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    minutes = SealedJSON()
    kept_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    kept_at = models.DateTimeField(auto_now_add=True)

    class Meta(SealedModel.Meta):
        indexes = [models.Index(fields=["pair"], name="time_of_a_pair")]
