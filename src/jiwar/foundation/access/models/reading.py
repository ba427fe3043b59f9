"""Who was shown how much: files opened in an hour, what is too much, decoys, and the alarms that follow."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jiwar.foundation.access.models.members import Membership
from jiwar.foundation.groups.models import GroupOwned
from jiwar.foundation.vault.models import Subject


class FileShown(GroupOwned):
    """One file was shown to one member in one hour, however often. Kept some weeks, to know what is usual."""

    member = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    hour = models.DateTimeField()
    subject = models.ForeignKey(Subject, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta(GroupOwned.Meta):
        constraints = [
            models.UniqueConstraint(fields=["member", "hour", "subject"], name="one_file_shown_an_hour_and_member")
        ]
        indexes = [models.Index(fields=["group", "hour"], name="files_shown_by_hour")]


class ReadingLimits(GroupOwned):
    """How many files one member may open in one hour before it slows, is told, and locks; and when it is night.

    Hours of the group's own clock, the same twice where no hour is night. One row a group at most.
    """

    slow_at = models.PositiveSmallIntegerField(default=60)
    alarm_at = models.PositiveSmallIntegerField(default=90)
    lock_at = models.PositiveSmallIntegerField(default=150)
    times_usual = models.PositiveSmallIntegerField(default=5)
    night_from = models.PositiveSmallIntegerField(default=0, db_default=0)
    night_until = models.PositiveSmallIntegerField(default=5, db_default=5)

    class Meta(GroupOwned.Meta):
        constraints = [models.UniqueConstraint(fields=["group"], name="one_row_of_reading_limits_a_group")]


class Decoy(GroupOwned):
    """A file of nobody: whoever opens it was looking where there was nothing to do. Only data guardians know."""

    subject = models.OneToOneField(Subject, on_delete=models.CASCADE, related_name="+")
    made_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True)

    class Meta(GroupOwned.Meta):
        pass


class Alarm(GroupOwned):
    """Something about reading for the data guardian to look into. A locked account stays so until it is settled."""

    class Kind(models.TextChoices):
        MANY = "many", _("opened very many files")
        LOCKED = "locked", _("opened far too many files: the account is locked")
        DECOY = "decoy", _("opened a decoy")
        NIGHT = "night", _("opened files at night, which they seldom do")
        ROW = "row", _("opened files number after number")

    kind = models.CharField(max_length=8, choices=Kind.choices)
    member = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    hour = models.DateTimeField()
    at = models.DateTimeField()
    shown = models.PositiveIntegerField(default=0)
    usual = models.PositiveIntegerField(null=True)
    subject = models.ForeignKey(Subject, on_delete=models.CASCADE, null=True, related_name="+")
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta(GroupOwned.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["member", "hour"], condition=Q(kind="many"), name="one_alarm_of_many_files_an_hour"
            ),
            # Unlocked, and locked again in the same hour: that is another alarm, for somebody must unlock again.
            models.UniqueConstraint(
                fields=["member"], condition=Q(kind="locked", settled_at__isnull=True), name="one_lock_at_a_time"
            ),
            models.UniqueConstraint(
                fields=["member", "subject", "hour"], condition=Q(kind="decoy"), name="one_alarm_a_decoy_and_hour"
            ),
            models.UniqueConstraint(
                fields=["member", "kind", "hour"],
                condition=Q(kind__in=["night", "row"]),
                name="one_alarm_of_unusual_reading",
            ),
        ]
        indexes = [
            models.Index(fields=["group", "at"], condition=Q(settled_at__isnull=True), name="alarms_not_settled")
        ]
