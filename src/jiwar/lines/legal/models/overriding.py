"""What the group knows better than the package: values of its own for limits, and holidays that were announced.

Nothing here is about a person: it is the law of the land as the group's lawyers read it, for everybody in the group.
"""

from django.db import models
from django.db.models import Q

from jiwar.foundation.access.models import Membership
from jiwar.foundation.groups.models import GroupOwned
from jiwar.knowledge.calendars import Unit
from jiwar.knowledge.procedures import DayType, EventKind, Override, Source


class RuleOverride(GroupOwned):
    """Another value for one limit of a pack. It counts from the second person's word until two people end it."""

    class State(models.TextChoices):
        """ENDING: somebody asked to end it; it counts until another agrees."""

        PROPOSED = "proposed"
        REFUSED = "refused"
        IN_FORCE = "in-force"
        ENDING = "ending"
        ENDED = "ended"

    pack = models.CharField(max_length=64)
    rule = models.CharField(max_length=64)
    since = models.DateField()
    known = models.BooleanField()
    value = models.PositiveIntegerField(null=True)
    unit = models.CharField(max_length=8, blank=True)
    day_type = models.CharField(max_length=16)
    starts_from = models.JSONField(default=list)
    suspensive_effect = models.CharField(max_length=16)
    legal_basis = models.CharField(max_length=200, blank=True)
    reason = models.TextField()
    source_title = models.CharField(max_length=300)
    source_publisher = models.CharField(max_length=200)
    source_place = models.CharField(max_length=500)
    source_date = models.DateField()
    package_says = models.CharField(max_length=200, help_text="The period as the package had it, in English")
    may_be_later = models.BooleanField(help_text="Less safe than the package; the proposer said that they know")
    state = models.CharField(max_length=16, choices=State.choices, default=State.PROPOSED)
    proposed_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(auto_now_add=True)
    decided_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    end_asked_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    end_asked_at = models.DateTimeField(null=True, blank=True)
    end_reason = models.TextField(blank=True)
    ended_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    COUNTING = (State.IN_FORCE, State.ENDING)
    WAITING = (State.PROPOSED, State.ENDING)

    class Meta(GroupOwned.Meta):
        indexes = [
            models.Index(
                fields=["group", "pack"], condition=Q(state__in=("in-force", "ending")), name="overrides_that_count"
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "rule", "since"],
                condition=Q(state__in=("proposed", "in-force", "ending")),
                name="one_override_a_limit_and_day",
            ),
        ]

    @property
    def override(self) -> Override:
        """As the knowledge lays it over the pack."""
        return Override(
            pack=self.pack,
            rule=self.rule,
            since=self.since,
            known=self.known,
            value=self.value,
            unit=Unit(self.unit) if self.unit else None,
            day_type=DayType(self.day_type),
            starts_from=frozenset(EventKind(kind) for kind in self.starts_from),
            suspensive_effect=self.suspensive_effect,
            legal_basis=self.legal_basis,
            reason=self.reason,
            source=Source(
                id=f"own-{self.rule}-{self.since.isoformat()}",
                title=self.source_title,
                publisher=self.source_publisher,
                url=self.source_place,
                date=self.source_date.isoformat(),
                kind="given by the group",
                language="not said",
                read="by two legal advisers",
                note="",
            ),
        )


class AnnouncedHoliday(GroupOwned):
    """A day on which the offices of a country rest, as was announced officially; it moves what is counted there."""

    country = models.CharField(max_length=2)
    day = models.DateField()
    name = models.CharField(max_length=120)
    source = models.CharField(max_length=500)
    announced_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    announced_at = models.DateTimeField(auto_now_add=True)
    withdrawn_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta(GroupOwned.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["group", "country", "day"],
                condition=Q(withdrawn_at__isnull=True),
                name="one_announced_holiday_a_day",
            ),
        ]
