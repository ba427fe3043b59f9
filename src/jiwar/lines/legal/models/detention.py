"""A safety plan: check-ins that were agreed, who is called in which order when one is missed, and the alarm itself.

What the worker goes by stands readable beside it: when a check-in is awaited, and when an alarm calls the next.
"""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jiwar.casework.cases.models import Case
from jiwar.foundation.access.models import Membership
from jiwar.foundation.vault.fields import SealedJSON, SealedText
from jiwar.foundation.vault.models import SealedModel


class SafetyPlan(SealedModel):
    """One runs at a time for a case. `every_days` None: no rhythm, only check-ins agreed one by one."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    every_days = models.PositiveSmallIntegerField(null=True, blank=True)
    at = models.TimeField()
    """The hour of the day where the group is."""
    grace_minutes = models.PositiveSmallIntegerField()
    climb_minutes = models.PositiveSmallIntegerField()
    """How long one who is called has to say 'I have it' before the next is called."""
    contact = SealedText()
    what_to_do = SealedText()
    agreed = SealedJSON(default=dict)
    """By what was asked: `[answer, day]`, as `detention.agreed` names them."""
    made_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ended_reason = SealedText()
    version = models.PositiveIntegerField(default=1)

    class Meta(SealedModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(ended_at__isnull=True), name="one_running_safety_plan_a_case"
            )
        ]


class Rung(SealedModel):
    """Who is called, and after whom: a member, or somebody outside whom the member before them calls."""

    plan = models.ForeignKey(SafetyPlan, on_delete=models.PROTECT, related_name="rungs")
    position = models.PositiveSmallIntegerField()
    member = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    name = SealedText()
    phone = SealedText()

    class Meta(SealedModel.Meta):
        constraints = [models.UniqueConstraint(fields=["plan", "position"], name="one_rung_a_place_in_the_tree")]


class CheckIn(SealedModel):
    """A moment at which the person is to be heard from; after `alarm_at` it counts as missed."""

    class State(models.TextChoices):
        AWAITED = "awaited", _("awaited")
        HEARD = "heard", _("heard from them")
        MISSED = "missed", _("missed")
        DROPPED = "dropped", _("no longer needed")

    plan = models.ForeignKey(SafetyPlan, on_delete=models.PROTECT, related_name="check_ins")
    due_at = models.DateTimeField()
    alarm_at = models.DateTimeField()
    once = models.BooleanField(default=False)
    what_for = SealedText()
    state = models.CharField(max_length=8, choices=State.choices, default=State.AWAITED)
    made_at = models.DateTimeField(default=timezone.now)
    """By the clock that counted `due_at`: one that lies ahead tells that the clock was set back since."""
    tried_at = models.DateTimeField(null=True, blank=True)
    tried_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta(SealedModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["plan"], condition=Q(state="awaited", once=False), name="one_awaited_check_in_of_the_rhythm"
            )
        ]
        indexes = [
            models.Index(fields=["group", "alarm_at"], condition=Q(state="awaited"), name="awaited_check_ins"),
            models.Index(fields=["plan", "due_at"], name="check_ins_of_a_plan"),
        ]


class Alarm(SealedModel):
    """Somebody was not heard from. It climbs the call tree until somebody has it, and burns until it is closed."""

    plan = models.ForeignKey(SafetyPlan, on_delete=models.PROTECT, related_name="alarms")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    check_in = models.OneToOneField(CheckIn, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    why = SealedText()
    """Where a member raised it by hand."""
    raised_at = models.DateTimeField()
    raised_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    calls = models.PositiveSmallIntegerField(default=0)
    """How many calls were made before the present one: which rung it is at, round after round."""
    caller = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    """Who is called now, or has it."""
    called_at = models.DateTimeField()
    climbs_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True, blank=True)
    found = SealedText()
    where = SealedText()
    since = SealedJSON(default=dict)
    note = SealedText()
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta(SealedModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["plan"], condition=Q(closed_at__isnull=True), name="one_open_alarm_a_plan")
        ]
        indexes = [
            models.Index(fields=["group", "climbs_at"], condition=Q(closed_at__isnull=True), name="open_alarms"),
            models.Index(fields=["case"], name="alarms_of_a_case"),
        ]
