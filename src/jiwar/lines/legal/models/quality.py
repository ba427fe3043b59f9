"""Files looked through by a second adviser, and the time that work took."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jiwar.casework.cases.models import Case
from jiwar.foundation.access.models import Membership
from jiwar.foundation.groups.models import GroupOwned
from jiwar.foundation.vault.fields import SealedText
from jiwar.foundation.vault.models import SealedModel


class FileReview(SealedModel):
    """One file, drawn to be looked through: how it was drawn, and from how many. Privileged, as what it speaks of."""

    class How(models.TextChoices):
        LONGEST = "longest", _("the one not looked at for longest")
        ADVISER = "adviser", _("of one adviser, the one not looked at for longest")
        RANDOM = "random", _("by chance")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    adviser = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    """Whose file it is: what is to be mended becomes their task."""
    reviewer = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    how = models.CharField(max_length=8, choices=How.choices)
    out_of = models.PositiveIntegerField()
    drawn_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    word = SealedText()

    class Meta(SealedModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(finished_at__isnull=True), name="a_file_is_looked_through_once_at_a_time"
            )
        ]
        indexes = [models.Index(fields=["case", "-drawn_at"], name="reviews_of_a_case")]


class ReviewPoint(SealedModel):
    """What was found at one point of the checklist; what is to be mended, by when, and that it was."""

    review = models.ForeignKey(FileReview, on_delete=models.PROTECT, related_name="points")
    item = SealedText()
    verdict = SealedText()
    note = SealedText()
    mend_by = models.DateField(null=True, blank=True)
    mended_at = models.DateTimeField(null=True, blank=True)
    """When its task was ticked off; only the reviewer's word ends it."""
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta(SealedModel.Meta):
        pass


class TimeEntry(GroupOwned):
    """Minutes somebody worked on one day, for a case or for none. No words: codes and numbers only."""

    class Kind(models.TextChoices):
        ADVICE = "advice", _("Advice")
        DRAFTING = "drafting", _("Drafting")
        HEARING = "hearing", _("Hearing or interview")
        TRAVEL = "travel", _("Travel")
        SUPERVISION = "supervision", _("Supervision")
        ADMINISTRATION = "administration", _("Administration")

    member = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    kind = models.CharField(max_length=16, choices=Kind.choices)
    day = models.DateField()
    minutes = models.PositiveSmallIntegerField()
    written_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1)

    class Meta(GroupOwned.Meta):
        indexes = [models.Index(fields=["member", "day"], name="time_of_a_member_by_day")]


class TimeBefore(GroupOwned):
    """What an entry of time said before it was mended."""

    entry = models.ForeignKey(TimeEntry, on_delete=models.PROTECT, related_name="before")
    kind = models.CharField(max_length=16, choices=TimeEntry.Kind.choices)
    day = models.DateField()
    minutes = models.PositiveSmallIntegerField()
    mended_at = models.DateTimeField(auto_now_add=True)

    class Meta(GroupOwned.Meta):
        ordering = ["-mended_at"]
