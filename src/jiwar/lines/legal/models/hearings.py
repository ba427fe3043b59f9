"""Hearings and interviews: an appointment at an authority, with what is agreed on, prepared and noted around it.

Time and person stand in the appointment; the calendar, *My day* and the feed show that. Where, who goes along and how
it ended lie in the general file. Preparation and the way there are for those who hold the restricted part; what was
asked is privileged.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jiwar.casework.appointments.models import Appointment
from jiwar.casework.cases.models import Case
from jiwar.foundation.access.models import Membership
from jiwar.foundation.vault.fields import SealedJSON, SealedText
from jiwar.foundation.vault.models import SealedModel
from jiwar.lines.legal.models.procedures import Procedure


class Hearing(SealedModel):
    """One appointment each; where that was moved, the one it was moved to."""

    class State(models.TextChoices):
        PLANNED = "planned", _("to come")
        HELD = "held", _("held")
        POSTPONED = "postponed", _("postponed")
        NOT_COME = "not-come", _("did not appear")
        ANNOUNCED = "announced", _("decision announced")
        TO_FOLLOW = "to-follow", _("decision to follow")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    appointment = models.OneToOneField(Appointment, on_delete=models.PROTECT, related_name="+")
    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    stage = SealedText()
    """Its id in the pack of the procedure."""
    kind = SealedText()
    """Its code in `hearings.words`."""
    authority = SealedText()
    address = SealedText()
    mode = SealedText()
    language = SealedText()
    interpreter = SealedText()
    state = models.CharField(max_length=10, choices=State.choices, default=State.PLANNED)
    next_day = SealedJSON(default=dict)
    """`day`: the next date that was named, where one was."""
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    planned_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    planned_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1)
    escalated_level = models.PositiveSmallIntegerField(default=0)
    escalated_on = models.DateField(null=True, blank=True)
    """Called because nobody has agreed to go along."""

    class Meta(SealedModel.Meta):
        indexes = [
            models.Index(fields=["case"], name="hearings_of_a_case"),
            models.Index(fields=["group"], condition=Q(state="planned"), name="hearings_to_come"),
        ]


class HearingMove(SealedModel):
    """A change of date: from when to when, and why."""

    hearing = models.ForeignKey(Hearing, on_delete=models.PROTECT, related_name="+")
    was = models.DateTimeField()
    became = models.DateTimeField()
    reason = SealedText()
    moved_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    moved_at = models.DateTimeField(auto_now_add=True)

    class Meta(SealedModel.Meta):
        indexes = [models.Index(fields=["hearing"], name="moves_of_a_hearing")]


class Companion(SealedModel):
    """Who goes along: a colleague on the case, or somebody outside by name and telephone."""

    class State(models.TextChoices):
        ASKED = "asked", _("asked")
        AGREED = "agreed", _("agreed")
        DECLINED = "declined", _("declined")

    hearing = models.ForeignKey(Hearing, on_delete=models.PROTECT, related_name="+")
    member = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    name = SealedText()
    phone = SealedText()
    part = SealedText()
    """As what: its code in `hearings.words`."""
    state = models.CharField(max_length=8, choices=State.choices, default=State.ASKED)
    asked_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta(SealedModel.Meta):
        indexes = [models.Index(fields=["member", "state"], name="company_of_a_member")]
        constraints = [
            models.UniqueConstraint(
                fields=["hearing", "member"], condition=Q(member__isnull=False), name="a_colleague_goes_along_once"
            )
        ]


class Preparation(SealedModel):
    """One thing to be prepared: of the list for its kind, or of our own. Restricted."""

    hearing = models.ForeignKey(Hearing, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    code = SealedText()
    """Its id in `hearings/preparing.toml`; empty for one of our own."""
    text = SealedText()
    added_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    done_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta(SealedModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["hearing", "position"], name="one_thing_to_prepare_a_place"),
        ]


class TravelNotes(SealedModel):
    """The way there, and what to do if they are held. Restricted."""

    hearing = models.OneToOneField(Hearing, on_delete=models.PROTECT, related_name="+")
    way = SealedText()
    who_knows = SealedText()
    avoid = SealedText()
    childcare = SealedText()
    carry = SealedText()
    if_held = SealedText()
    changed_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(auto_now=True)
    version = models.PositiveIntegerField(default=1)


class HearingRecord(SealedModel):
    """What is noted of the hour as a whole, beside its questions. Privileged."""

    hearing = models.OneToOneField(Hearing, on_delete=models.PROTECT, related_name="+")
    breaks = SealedText()
    interpretation = SealedText()
    handed_over = SealedText()
    exhibits = SealedJSON(default=list)
    """Ids of those of the evidence that were handed over."""
    read_back = SealedText()
    note = SealedText()
    noted_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(auto_now=True)
    version = models.PositiveIntegerField(default=1)


class AskedQuestion(SealedModel):
    """A question and its answer, as somebody noted them. Privileged."""

    hearing = models.ForeignKey(Hearing, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    question = SealedText()
    answer = SealedText()
    noted_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1)

    class Meta(SealedModel.Meta):
        constraints = [models.UniqueConstraint(fields=["hearing", "number"], name="one_question_a_number")]
