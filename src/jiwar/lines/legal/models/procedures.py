"""A procedure of a case, what happened in it, dates printed on letters, and the deadlines that follow.

Nothing here is deleted: a corrected event is superseded, one recorded by mistake is withdrawn, and both stay readable.
"""

import uuid
from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jiwar.casework.cases.models import Case
from jiwar.foundation.access.models import Membership
from jiwar.foundation.vault.fields import SealedJSON, SealedText
from jiwar.foundation.vault.models import SealedModel


class Procedure(SealedModel):
    """One procedure of a case; several may run side by side. Sealed under the case file, for the whole team."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    pack = models.CharField(max_length=64)
    pack_version = models.CharField(max_length=32)
    tracks = SealedJSON(default=list)
    note = SealedText()
    opened_on = models.DateField()
    opened_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    closed_on = models.DateField(null=True, blank=True)
    closed_reason = SealedText()
    refreshed_on = models.DateField(null=True, blank=True, help_text="The day its deadlines were last replayed for")
    version = models.PositiveIntegerField(default=1)

    class Meta(SealedModel.Meta):
        indexes = [
            models.Index(fields=["case"], name="procedures_of_a_case"),
            models.Index(
                fields=["group", "refreshed_on"], condition=Q(closed_on__isnull=True), name="procedures_to_refresh"
            ),
        ]

    @property
    def is_open(self) -> bool:
        return self.closed_on is None


class ProcedureEvent(SealedModel):
    """Something that happened. `thread` is one through all corrections; `recorded.Recorded` reads `details`."""

    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, related_name="events")
    thread = models.UUIDField(default=uuid.uuid4)
    details = SealedJSON(default=dict)
    note = SealedText()
    recorded_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)
    superseded_by = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="corrects"
    )
    withdrawn_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = SealedText()

    class Meta(SealedModel.Meta):
        indexes = [models.Index(fields=["procedure", "recorded_at"], name="events_of_a_procedure")]

    @property
    def in_force(self) -> bool:
        return self.superseded_by_id is None and self.withdrawn_at is None


class Remark(SealedModel):
    """What the lawyer remarks on an event, in the privileged compartment: the team sees the event, not this."""

    event = models.ForeignKey(ProcedureEvent, on_delete=models.PROTECT, related_name="remarks")
    text = SealedText()
    written_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(auto_now_add=True)

    class Meta(SealedModel.Meta):
        pass


class PrintedDate(SealedModel):
    """A last day printed on a letter or card. Until a legal adviser confirms it, the earlier of both days is kept."""

    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, related_name="printed_dates")
    thread = models.UUIDField(help_text="The event whose paper carries the date")
    rule = SealedText()
    day = SealedText()
    recorded_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)
    confirmed_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    replaced_at = models.DateTimeField(null=True, blank=True)

    class Meta(SealedModel.Meta):
        indexes = [models.Index(fields=["procedure"], name="printed_dates_of_a_procedure")]

    @property
    def printed(self) -> date:
        return date.fromisoformat(self.day)


class Deadline(SealedModel):
    """What a replay said of one deadline, kept for boards and alarms. Never the source: `refresh` writes it anew.

    `identity` stays the same while dates move: procedure, rule, the event it starts from, and which repetition.
    Dates and owner are in clear, so that a coordinator can watch them; what it is about is sealed.
    """

    class Kind(models.TextChoices):
        LIMIT = "limit", _("act by")
        AUTHORITY = "authority", _("the authority’s time")
        WAIT = "wait", _("nothing is possible before")
        VALIDITY = "validity", _("runs out")

    class Status(models.TextChoices):
        OPEN = "open", _("open")
        MET = "met", _("met")
        SET_ASIDE = "set-aside", _("set aside")
        CLOSED = "closed", _("no longer needed")

    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, related_name="deadlines")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    identity = models.BinaryField(max_length=16)
    kind = models.CharField(max_length=16, choices=Kind.choices)
    safe = models.DateField(null=True)
    due = models.DateField(null=True)
    sort_by = models.DateField(null=True, help_text="The day to act by; where none is computed, the day it began")
    precaution = models.BooleanField(default=False)
    status = models.CharField(max_length=16, choices=Status.choices, default=Status.OPEN)
    details = SealedJSON(default=dict)
    owner = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    owner_chosen = models.BooleanField(default=False, help_text="Taken over: assignments no longer move it")
    acknowledged_on = models.DateField(null=True, blank=True)
    escalated_at = models.DateTimeField(null=True, blank=True)
    escalated_level = models.PositiveSmallIntegerField(default=0)
    escalated_on = models.DateField(null=True, blank=True)
    set_aside_reason = SealedText()
    ended_on = models.DateField(null=True, blank=True)

    class Meta(SealedModel.Meta):
        constraints = [models.UniqueConstraint(fields=["group", "identity"], name="one_row_a_deadline")]
        indexes = [
            models.Index(
                # subject and compartment too: whose a deadline is, is answered without reading its row
                fields=["group", "kind", "sort_by", "id", "subject", "compartment"],
                condition=Q(status="open"),
                name="open_deadlines_by_safe_day",
            ),
            models.Index(
                fields=["group", "owner", "kind", "sort_by", "id"],
                condition=Q(status="open"),
                name="open_deadlines_of_a_member",
            ),
            models.Index(fields=["case"], name="deadlines_of_a_case"),
        ]
