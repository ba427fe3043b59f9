"""Meetings that were held, and who came to them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from jiwar.foundation.access.models import Membership
from jiwar.foundation.groups.models import GroupOwned
from jiwar.foundation.vault.fields import SealedText
from jiwar.foundation.vault.models import SealedModel
from jiwar.knowledge.timetables import Meeting
from jiwar.lines.learning.models.courses import TaughtClass
from jiwar.lines.learning.models.learners import Learner


class ClassMeeting(GroupOwned):
    """One meeting of a class: made when it is first marked, called off or moved. Says nothing of a learner."""

    class State(models.TextChoices):
        HELD = "held", _("held")
        CALLED_OFF = "called-off", _("called off")
        MOVED = "moved", _("moved to another time")

    taught = models.ForeignKey(TaughtClass, on_delete=models.PROTECT, related_name="meetings")
    day = models.DateField()
    starts = models.TimeField()
    ends = models.TimeField()
    state = models.CharField(max_length=12, choices=State.choices, default=State.HELD)
    reason = models.CharField(max_length=200, blank=True, default="", db_default="")
    """Why it was called off or moved: for learners and colleagues, about nobody."""
    moved_to = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, db_index=False, related_name="moved_from"
    )
    marked_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    marked_at = models.DateTimeField(null=True, blank=True)

    class Meta(GroupOwned.Meta):
        ordering = ["day", "starts"]
        constraints = [models.UniqueConstraint(fields=["taught", "day", "starts"], name="one_meeting_at_a_time")]

    @property
    def known(self) -> Meeting:
        return Meeting(self.day, self.starts, self.ends)


class Attendance(SealedModel):
    """Whether one learner came to one meeting. One row a meeting and learner, however often it is sent."""

    meeting = models.ForeignKey(ClassMeeting, on_delete=models.PROTECT, related_name="attendance")
    learner = models.ForeignKey(Learner, on_delete=models.PROTECT, related_name="attendance")
    mark = SealedText()
    """A `knowledge.attendance.Mark`."""
    marked_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    marked_at = models.DateTimeField(auto_now=True)

    class Meta(SealedModel.Meta):
        constraints = [models.UniqueConstraint(fields=["meeting", "learner"], name="one_mark_a_meeting_and_learner")]
