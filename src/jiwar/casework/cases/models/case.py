"""The case itself, the people it is about, and those who work on it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jiwar.foundation.access.models import Membership
from jiwar.foundation.groups.models import GroupOwned
from jiwar.foundation.groups.numbering import written
from jiwar.foundation.vault.fields import SealedText
from jiwar.foundation.vault.models import SealedModel

SERIES = "C"


class Case(SealedModel):
    """One matter of one person or household; several may run side by side. Its own subject (kind case).

    Stands in `identity`: number, state and danger are seen by whoever may know the case; its content never here.
    """

    class State(models.TextChoices):
        INTAKE = "intake", _("waiting for a caseworker")
        OPEN = "open", _("open")
        CLOSED = "closed", _("closed")

    class Step(models.TextChoices):
        IDENTIFICATION = "identification", _("Identification")
        ASSESSMENT = "assessment", _("Assessment")
        PLANNING = "planning", _("Planning")
        IMPLEMENTATION = "implementation", _("Implementation")
        FOLLOW_UP = "follow-up", _("Follow-up")
        CLOSURE = "closure", _("Closure")

    class Danger(models.TextChoices):
        NONE = "", _("no danger known")
        DETAINED = "detained", _("detained now")
        IN_DANGER = "in-danger", _("in danger now")

    class Closing(models.TextChoices):
        GOALS_REACHED = "goals-reached", _("What was planned has been reached")
        TRANSFERRED = "transferred", _("Handed over to another organisation")
        LEFT = "left", _("Left the country or the area")
        RESETTLED = "resettled", _("Resettled or returned of their own will")
        REMOVED = "removed", _("Removed or deported")
        LOST_CONTACT = "lost-contact", _("Contact was lost")
        OWN_WISH = "own-wish", _("The person asked us to stop")
        DIED = "died", _("The person died")
        MISTAKE = "mistake", _("Opened by mistake")
        OTHER = "other", _("Another reason")

    number = models.PositiveIntegerField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.INTAKE)
    step = models.CharField(max_length=16, choices=Step.choices, default=Step.IDENTIFICATION)
    danger = models.CharField(max_length=12, choices=Danger.choices, blank=True, default=Danger.NONE)
    danger_since = models.DateTimeField(null=True, blank=True)
    danger_words = SealedText()
    """Where and since when, for whoever must act."""
    asks = SealedText()
    """What the person asks, as the front desk wrote it."""
    opened_at = models.DateTimeField(auto_now_add=True)
    opened_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    closing_reason = models.CharField(max_length=16, choices=Closing.choices, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta(SealedModel.Meta):
        constraints = [models.UniqueConstraint(fields=["group", "number"], name="one_case_a_number")]
        indexes = [
            models.Index(fields=["group", "opened_at", "id"], condition=Q(state="intake"), name="intake_queue_by_age"),
            models.Index(fields=["group", "-number"], condition=~Q(state="closed"), name="running_cases_by_number"),
            models.Index(
                fields=["group", "danger_since"], condition=~Q(danger="") & ~Q(state="closed"), name="cases_in_danger"
            ),
            models.Index(fields=["subject"], name="case_of_a_subject"),
        ]

    def __str__(self) -> str:
        return self.written_number

    @property
    def written_number(self) -> str:
        """`C-0142`: what may be said aloud, hung on a wall, put in a title."""
        return written(SERIES, self.number)

    @property
    def is_closed(self) -> bool:
        return self.state == self.State.CLOSED


class CaseMember(GroupOwned):
    """A person the case is about, and as what."""

    class Role(models.TextChoices):
        PRINCIPAL = "principal", _("main person")
        SPOUSE = "spouse", _("wife or husband")
        CHILD = "child", _("child")
        DEPENDANT = "dependant", _("depends on them")
        GUARDIAN = "guardian", _("guardian")
        OTHER = "other", _("other")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="members")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=12, choices=Role.choices, default=Role.PRINCIPAL)
    joined_at = models.DateTimeField(auto_now_add=True)
    left_at = models.DateTimeField(null=True, blank=True)

    class Meta(GroupOwned.Meta):
        ordering = ["joined_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "person"], condition=Q(left_at__isnull=True), name="a_person_is_once_on_a_case"
            )
        ]


class Assignment(SealedModel):
    """A member works on a case: as its lead, or beside. What they may open follows from here, as grants.

    Sealed under the case, compartment `general`: the note with which it was handed over.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="assignments")
    member = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    lead = models.BooleanField(default=False)
    role = models.CharField(max_length=32, help_text="The access role they work in on this case")
    since = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    given_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    handover = SealedText()

    class Meta(SealedModel.Meta):
        ordering = ["-lead", "since"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "member"], condition=Q(ended_at__isnull=True), name="a_member_works_once_on_a_case"
            )
        ]
        indexes = [
            models.Index(fields=["member", "case"], condition=Q(ended_at__isnull=True), name="running_work_of_a_member")
        ]
