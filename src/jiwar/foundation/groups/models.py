"""The group and what it says about itself, and the base of every row that belongs to one."""

import uuid
from collections.abc import Iterable
from typing import Any, ClassVar, Self, TypeVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from jiwar.foundation.groups.context import current_group, current_group_id


class Months(models.TextChoices):
    """Which names Arabic readers of the group use for the Gregorian months."""

    LEVANTINE = "levantine", _("Levantine (كانون الثاني)")
    EGYPTIAN = "egyptian", _("Egyptian (يناير)")
    MAGHREBI = "maghrebi", _("Maghrebi (جانفي)")


class Digits(models.TextChoices):
    LATIN = "latn", "0123"
    ARABIC = "arab", "٠١٢٣"
    PERSIAN = "arabext", "۰۱۲۳"


class Group(models.Model):
    """An asylum assistance group: the tenant."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=200)
    country = models.CharField(max_length=2, help_text="ISO 3166-1 alpha-2")
    languages = models.JSONField(default=list, help_text="Desk languages offered, first is the default")
    time_zone = models.CharField(max_length=64)
    months = models.CharField(max_length=16, choices=Months.choices, default=Months.EGYPTIAN)
    digits = models.CharField(max_length=8, choices=Digits.choices, default=Digits.LATIN)
    weekend = models.JSONField(default=list, blank=True, help_text="Weekday numbers, Monday 0; empty: as the country")
    default_procedure = models.CharField(max_length=64, blank=True)
    escalation_days = models.PositiveSmallIntegerField(default=2)
    fictional = models.BooleanField(default=False, help_text="Demo data: people here are invented")
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.name

    @property
    def default_language(self) -> str:
        return self.languages[0] if self.languages else "en"


Row = TypeVar("Row", bound="GroupOwned")


class OfThisGroup(models.Manager[Row]):
    """Rows of the current group only; raises `NoGroupChosen` where none is chosen."""

    def get_queryset(self) -> models.QuerySet[Row]:
        return super().get_queryset().filter(group_id=current_group_id())

    def bulk_create(self, objs: Iterable[Row], *args: Any, **kwargs: Any) -> list[Row]:
        rows = list(objs)
        for row in rows:
            row.take_group()
        return super().bulk_create(rows, *args, **kwargs)


class GroupOwned(models.Model):
    """A row that belongs to one group. `objects` sees the current group only."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="+", editable=False)

    objects: ClassVar[OfThisGroup[Self]] = OfThisGroup()
    across_groups: ClassVar[models.Manager[Self]] = models.Manager()

    class Meta:
        abstract = True
        base_manager_name = "across_groups"
        default_manager_name = "objects"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.take_group()
        super().save(*args, **kwargs)

    def take_group(self) -> None:
        """A new row belongs to the group acted for; a row of another group is never written here."""
        if self.group_id is None:
            self.group = current_group()
        elif self.group_id != current_group_id():
            raise ValueError(f"{type(self).__name__} belongs to another group than the one acted for.")


class Office(GroupOwned):
    name = models.CharField(max_length=120)
    area = models.CharField(max_length=120, blank=True)
    phone = models.CharField(max_length=32, blank=True)
    closed_on = models.DateField(null=True, blank=True)

    class Meta(GroupOwned.Meta):
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class OfficeHours(GroupOwned):
    """When an office is open on a weekday (Monday 0)."""

    office = models.ForeignKey(Office, on_delete=models.CASCADE, related_name="hours")
    weekday = models.PositiveSmallIntegerField()
    opens = models.TimeField()
    closes = models.TimeField()

    class Meta(GroupOwned.Meta):
        ordering = ["weekday", "opens"]

    def __str__(self) -> str:
        return f"{self.weekday} {self.opens:%H:%M}-{self.closes:%H:%M}"


class LocalDay(GroupOwned):
    """What the group announces of a day, above the calendar of the country: closed, or open after all."""

    day = models.DateField()
    closed = models.BooleanField(default=True)
    name = models.CharField(max_length=120)

    class Meta(GroupOwned.Meta):
        ordering = ["day"]
        constraints = [models.UniqueConstraint(fields=["group", "day"], name="one_local_day_a_date")]

    def __str__(self) -> str:
        return self.day.isoformat()


class Counter(GroupOwned):
    """The last number given in a series of the group (persons, cases)."""

    series = models.CharField(max_length=16)
    last = models.PositiveIntegerField(default=0)

    class Meta(GroupOwned.Meta):
        constraints = [models.UniqueConstraint(fields=["group", "series"], name="one_counter_a_series")]

    def __str__(self) -> str:
        return f"{self.series} {self.last}"
