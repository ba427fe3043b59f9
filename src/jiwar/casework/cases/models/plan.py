"""What was found, what is needed, what is aimed at, and the help that follows."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from jiwar.casework.cases.models.case import Case
from jiwar.foundation.access.models import Membership
from jiwar.foundation.vault.fields import SealedText
from jiwar.foundation.vault.models import SealedModel


class Assessment(SealedModel):
    """What was found in a sector (`sectors.Sector`), how severe it is (`sectors.Severity`); a later one replaces it."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="assessments")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    sector = SealedText()
    severity = SealedText()
    finding = SealedText()
    assessed_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    assessed_at = models.DateTimeField(auto_now_add=True)
    replaced_at = models.DateTimeField(null=True, blank=True)

    class Meta(SealedModel.Meta):
        ordering = ["assessed_at", "id"]


class Need(SealedModel):
    """Something that is lacking, in the words of the one who heard it."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="needs")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    sector = SealedText()
    text = SealedText()
    recorded_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)
    met_at = models.DateTimeField(null=True, blank=True)

    class Meta(SealedModel.Meta):
        ordering = ["recorded_at", "id"]


class Goal(SealedModel):
    """A step of the plan: what shall be reached, by when, in the person's own interest."""

    class State(models.TextChoices):
        OPEN = "open", _("aimed at")
        REACHED = "reached", _("reached")
        DROPPED = "dropped", _("given up")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="goals")
    need = models.ForeignKey(Need, on_delete=models.PROTECT, null=True, blank=True, related_name="goals")
    text = SealedText()
    until = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    set_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1)

    class Meta(SealedModel.Meta):
        ordering = ["set_at", "id"]


class Service(SealedModel):
    """One episode of help for one person (or, without one, for all on the case), from request to outcome."""

    class State(models.TextChoices):
        REQUESTED = "requested", _("asked for")
        AGREED = "agreed", _("agreed")
        ACTIVE = "active", _("active")
        DONE = "done", _("done")
        DROPPED = "dropped", _("dropped")
        REFUSED = "refused", _("refused")

    RUNNING = (State.REQUESTED, State.AGREED, State.ACTIVE)

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="services")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    line = models.CharField(max_length=32)
    kind = models.CharField(max_length=48)
    state = models.CharField(max_length=12, choices=State.choices, default=State.REQUESTED)
    asked = SealedText()
    outcome = SealedText()
    requested_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    requested_at = models.DateTimeField(auto_now_add=True)
    state_since = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta(SealedModel.Meta):
        ordering = ["requested_at", "id"]

    @property
    def running(self) -> bool:
        return self.state in self.RUNNING
