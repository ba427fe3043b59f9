"""What is taught, when and where: courses with their units, classes with their times. None is about a learner."""

from datetime import time

from django.db import models
from django.utils.translation import gettext_lazy as _

from jiwar.foundation.access.models import Membership
from jiwar.foundation.groups.models import GroupOwned, Office
from jiwar.knowledge.levels import Level
from jiwar.knowledge.timetables import Timetable as Known
from jiwar.knowledge.timetables import Weekly


class Course(GroupOwned):
    """One language at one level, whoever teaches it and how often."""

    language = models.CharField(max_length=8)
    level = models.CharField(max_length=12)
    """A `knowledge.levels.Level`."""
    title = models.CharField(max_length=120)
    made_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta(GroupOwned.Meta):
        ordering = ["title", "id"]

    def __str__(self) -> str:
        return self.title

    @property
    def teaches_reading(self) -> bool:
        """The track of its own for who reads in no script."""
        return self.level == Level.LITERACY


class Unit(GroupOwned):
    """A step of a course's curriculum."""

    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="units")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=160)
    version = models.PositiveIntegerField(default=1)

    class Meta(GroupOwned.Meta):
        ordering = ["position", "id"]


class CanDo(GroupOwned):
    """What somebody can do after the unit, in the first person. One that was taken out stays for whoever reached it."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="can_dos")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=240)
    taken_out_at = models.DateTimeField(null=True, blank=True)

    class Meta(GroupOwned.Meta):
        ordering = ["position", "id"]


class TaughtClass(GroupOwned):
    """A course as it is taught to one group of learners."""

    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="classes")
    name = models.CharField(max_length=120)
    teacher = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    """None where it is taught online alone."""
    room = models.CharField(max_length=60, blank=True)
    online = models.BooleanField(default=False)
    women_only = models.BooleanField(default=False)
    childcare = models.BooleanField(default=False)
    capacity = models.PositiveSmallIntegerField()
    first_day = models.DateField()
    last_day = models.DateField()
    opened_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(auto_now_add=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta(GroupOwned.Meta):
        ordering = ["first_day", "name", "id"]
        indexes = [models.Index(fields=["teacher", "first_day"], name="classes_of_a_teacher")]

    def __str__(self) -> str:
        return self.name


class StandIn(GroupOwned):
    """Who teaches the class when its teacher cannot."""

    taught = models.ForeignKey(TaughtClass, on_delete=models.PROTECT, related_name="stand_ins")
    member = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta(GroupOwned.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["taught", "member"], condition=models.Q(ended_at__isnull=True), name="one_stand_in_a_member"
            )
        ]


class Timetable(GroupOwned):
    """Weekly times of a class from a day on. Ramadan hours stand before the usual ones on their days."""

    class Kind(models.TextChoices):
        USUAL = "usual", _("Usual times")
        RAMADAN = "ramadan", _("Ramadan hours")

    taught = models.ForeignKey(TaughtClass, on_delete=models.PROTECT, related_name="timetables")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    times = models.JSONField(default=list)
    """`[weekday, "09:00", "10:30"]`, Monday 0."""
    kept_free = models.CharField(max_length=160, blank=True)
    """What is kept free for prayer, in words. No prayer times are computed."""

    class Meta(GroupOwned.Meta):
        ordering = ["since", "id"]

    @property
    def known(self) -> Known:
        return Known(self.since, self.until, self.weekly, self.kind == self.Kind.RAMADAN)

    @property
    def weekly(self) -> tuple[Weekly, ...]:
        return tuple(
            Weekly(day, time.fromisoformat(starts), time.fromisoformat(ends)) for day, starts, ends in self.times
        )
