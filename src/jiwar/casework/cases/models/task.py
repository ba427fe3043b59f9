"""What somebody has to do by a day."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jiwar.casework.cases.models.case import Case
from jiwar.foundation.access.models import Membership
from jiwar.foundation.vault.fields import SealedText
from jiwar.foundation.vault.models import SealedModel


class Task(SealedModel):
    """Sealed under its case; without a case under a staff subject that only its owner opens, or under the file of the
    person it is about, of which a part stands open to its owner until it is done.

    `origin_kind` and `origin` say what it follows from (`"legal.deadline"` and a deadline's id): whoever made it moves
    and closes it by them.
    """

    class State(models.TextChoices):
        OPEN = "open", _("to do")
        DONE = "done", _("done")
        DROPPED = "dropped", _("no longer needed")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, blank=True, related_name="tasks")
    title = SealedText()
    due = models.DateField(null=True, blank=True)
    owner = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    origin_kind = models.CharField(max_length=32, blank=True)
    origin = models.UUIDField(null=True, blank=True)
    made_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    finished_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    finished_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta(SealedModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["group", "origin_kind", "origin"],
                condition=Q(state="open", origin__isnull=False),
                name="one_open_task_an_origin",
            )
        ]
        indexes = [
            models.Index(fields=["owner", "due", "id"], condition=Q(state="open"), name="open_tasks_of_a_member"),
            models.Index(fields=["case", "due", "id"], name="tasks_of_a_case"),
        ]

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN
