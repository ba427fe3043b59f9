"""Two records that may be of one person, and what was decided about them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from jiwar.casework.people.models.person import Person
from jiwar.foundation.groups.models import GroupOwned


class Pair(GroupOwned):
    """`first` is the record with the lower number. Records linked as the same keep their keys, parts and policy: a
    person is all records that such pairs hold together. Each decision is in the audit; here stands the last one.
    """

    class State(models.TextChoices):
        OPEN = "open", _("Not decided")
        SAME = "same", _("The same person")
        DIFFERENT = "different", _("Not the same person")

    first = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    state = models.CharField(max_length=16, choices=State.choices, default=State.OPEN)
    score = models.PositiveSmallIntegerField(default=0)
    """How likely they are the same, in hundredths, when the pair was first found."""
    found_at = models.DateTimeField(auto_now_add=True)
    decided_by = models.ForeignKey("access.Membership", on_delete=models.PROTECT, related_name="+", null=True)
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta(GroupOwned.Meta):
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="one_pair_of_two_records"),
            models.CheckConstraint(condition=~models.Q(first=models.F("second")), name="nobody_is_their_own_pair"),
        ]
        indexes = [
            models.Index(fields=["group", "-score", "id"], condition=models.Q(state="open"), name="open_pairs"),
        ]

    @property
    def decision(self) -> str:
        """The state somebody gave it, or '' where nobody has looked yet."""
        return self.state if self.decided_at is not None else ""


class PairSearch(GroupOwned):
    """One run of the search for duplicates through the whole register, slice by slice."""

    engine = models.CharField(max_length=64)
    """What was compared with what: another program or another register begins anew."""
    slices = models.PositiveSmallIntegerField()
    done = models.PositiveSmallIntegerField(default=0)
    found = models.PositiveIntegerField(default=0)
    started_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta(GroupOwned.Meta):
        pass
