"""A list that is being brought in, its rows, and the two things that stay when it is closed."""

from datetime import timedelta
from typing import Final

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jiwar.casework.people.models.person import Person
from jiwar.foundation.groups.models import GroupOwned
from jiwar.foundation.vault.fields import SealedJSON
from jiwar.foundation.vault.models import SealedFile, SealedModel

STANDS_STILL_AFTER: Final = timedelta(minutes=1)


class PeopleImport(SealedModel):
    """A subject of its own: closing it destroys the key, and with it the rows and the file."""

    class State(models.TextChoices):
        NEW = "new", _("columns to be looked at")
        TRYING = "trying", _("being tried")
        TRIED = "tried", _("tried")
        RUNNING = "running", _("being brought in")
        DONE = "done", _("brought in")
        UNDOING = "undoing", _("being undone")
        UNDONE = "undone", _("undone")
        STOPPED = "stopped", _("stopped")
        CLOSED = "closed", _("closed")

    member = models.ForeignKey("access.Membership", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=16, choices=State.choices, default=State.NEW)
    came_on = models.DateField(help_text="The day from which an age in the list is counted")
    begun_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    run = models.UUIDField(null=True, help_text="Whose turn it is: a worker with an older one stops")
    total = models.PositiveIntegerField(null=True, help_text="Rows, once all have been read")
    counts = models.JSONField(default=dict, help_text="How many rows met which fate")
    file = models.ForeignKey(SealedFile, on_delete=models.SET_NULL, null=True, related_name="+")
    about = SealedJSON(default=dict)
    """The file's name, how it is read (sheet, encoding, delimiter), its first rows; why the work stopped, if it did."""
    plan = SealedJSON(default=dict)
    """`headers.Plan` as data: which column means what."""

    class Meta(SealedModel.Meta):
        indexes = [models.Index(fields=["member", "-begun_at"], name="imports_of_a_member")]

    @property
    def works(self) -> bool:
        """Whether the background is at it now."""
        return self.state in {self.State.TRYING, self.State.RUNNING, self.State.UNDOING}

    @property
    def stands_still(self) -> bool:
        """Whether the background should be at it, and nothing has moved for a minute."""
        return self.works and self.changed_at < timezone.now() - STANDS_STILL_AFTER

    @property
    def is_open(self) -> bool:
        return self.state != self.State.CLOSED

    @property
    def done(self) -> int:
        return sum(int(count) for count in self.counts.values())


class ImportedRow(SealedModel):
    """One row as it stands in the list, and what became of it."""

    class Fate(models.TextChoices):
        WAITING = "waiting", _("waits")
        CREATED = "created", _("registered")
        UPDATED = "updated", _("added to")
        DUPLICATE = "duplicate", _("is there already")
        SKIPPED = "skipped", _("passed over")
        DECISION = "decision", _("needs a decision")
        ERROR = "error", _("cannot be read")

    of = models.ForeignKey(PeopleImport, on_delete=models.CASCADE, related_name="rows")
    row = models.PositiveIntegerField()
    fate = models.CharField(max_length=16, choices=Fate.choices, default=Fate.WAITING)
    person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    key = models.BinaryField(max_length=16, default=bytes)
    household_key = models.BinaryField(max_length=16, default=bytes)
    cells = SealedJSON(default=list)
    told = SealedJSON(default=dict)
    """`messages`, the person's `number`, what was `added`, at which `version` the list left the person, and as which
    member of a household they `joined`."""

    class Meta(SealedModel.Meta):
        constraints = [models.UniqueConstraint(fields=["of", "row"], name="one_imported_row_a_number")]
        indexes = [
            models.Index(fields=["of", "fate", "row"], name="imported_rows_by_fate"),
            models.Index(fields=["of", "key"], name="imported_rows_by_key"),
        ]


class ImportMark(GroupOwned):
    """That a row of exactly this content was brought in, and as whom: a keyed hash, so that a second time doubles
    nothing, also after the import was closed. Goes with the person."""

    key = models.BinaryField(max_length=16)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")

    class Meta(GroupOwned.Meta):
        constraints = [models.UniqueConstraint(fields=["group", "key", "person"], name="one_mark_a_row_and_person")]


class ImportMapping(GroupOwned):
    """Which column means what, kept for the next list with the same headings."""

    signature = models.BinaryField(max_length=16)
    fields = models.JSONField(default=list)
    kept_at = models.DateTimeField(auto_now=True)

    class Meta(GroupOwned.Meta):
        constraints = [models.UniqueConstraint(fields=["group", "signature"], name="one_mapping_a_heading")]
