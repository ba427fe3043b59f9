"""Who asked that a person be erased and who agreed; how long files are kept; what has come due and what is held."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jiwar.casework.people.models import Person
from jiwar.foundation.access.models import Membership
from jiwar.foundation.groups.models import GroupOwned
from jiwar.foundation.vault.fields import SealedText
from jiwar.foundation.vault.models import SealedModel


class Erasure(SealedModel):
    """From the asking to the end. Plain are codes and counts; what was typed is sealed under the person, beside the
    audit's reasons, and goes with them. The row stays: it is the record that it happened."""

    class State(models.TextChoices):
        ASKED = "asked", _("waits for a second person")
        AGREED = "agreed", _("agreed, runs in the background")
        HELD = "held", _("stopped: something needs the file")
        DONE = "done", _("erased")
        REFUSED = "refused", _("refused")
        WITHDRAWN = "withdrawn", _("withdrawn")

    WAITING = (State.ASKED, State.AGREED, State.HELD)

    class Why(models.TextChoices):
        WISH = "wish", _("The person asks for it")
        DUE = "due", _("The time of keeping is over")
        WRONG = "wrong", _("It should never have been registered")
        ORDER = "order", _("An authority or a court orders it")

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, choices=State.choices, default=State.ASKED)
    why = models.CharField(max_length=8, choices=Why.choices)
    words = SealedText()
    in_spite = models.JSONField(default=list, help_text="Codes of what still needed the file and was overridden")
    in_spite_words = SealedText()
    asked_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    decided_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    went = models.JSONField(default=dict, help_text="How many rows of which kind were erased")
    stays = models.JSONField(default=dict, help_text="Counts that stay, by year")
    hid = models.BooleanField(
        default=False, db_default=False, help_text="Something hidden showed through it when it was asked for or done"
    )
    horizon = models.DateField(null=True, help_text="The day by which no backup of this machine holds the person")

    class Meta(SealedModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(state__in=("asked", "agreed", "held")), name="one_waiting_erasure"
            )
        ]
        indexes = [models.Index(fields=["group", "-asked_at"], name="erasures_by_time")]

    @property
    def waits(self) -> bool:
        return self.state in self.WAITING


class Hold(SealedModel):
    """The file is kept until a day, whatever the rules say: a court may ask for it, or the data guardian decided so."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    until = models.DateField()
    words = SealedText()
    set_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True)

    class Meta(SealedModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["person"], condition=Q(ended_at__isnull=True), name="one_running_hold")
        ]


class KeepingYears(GroupOwned):
    """How many years a rule of keeping gives, as the data guardian set it. Without a row nothing comes due by it."""

    rule = models.CharField(max_length=32)
    years = models.PositiveSmallIntegerField()
    set_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField(auto_now=True)

    class Meta(GroupOwned.Meta):
        constraints = [models.UniqueConstraint(fields=["group", "rule"], name="one_number_of_years_a_rule")]


class Due(GroupOwned):
    """A person whose time of keeping is over, to be looked at by the data guardian. Nothing is erased by it."""

    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="+")
    since = models.DateField()
    why = models.JSONField(default=list, help_text="Each rule that was asked: its code, the day it counts from, years")
    found_at = models.DateTimeField(auto_now_add=True)

    class Meta(GroupOwned.Meta):
        indexes = [models.Index(fields=["group", "since", "id"], name="due_by_day")]
