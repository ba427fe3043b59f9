"""Notes: each in one compartment, with the minutes it took. An amended note keeps what it said before."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from jiwar.casework.cases.models.case import Case
from jiwar.foundation.access.models import Membership
from jiwar.foundation.vault.fields import SealedText
from jiwar.foundation.vault.models import SealedModel


class Note(SealedModel):
    class Kind(models.TextChoices):
        CONVERSATION = "conversation", _("Conversation")
        TELEPHONE = "telephone", _("Telephone call")
        VISIT = "visit", _("Visit")
        STATEMENT = "statement", _("Statement")
        ACCOMPANIED = "accompanied", _("Went along")
        AUTHORITY = "authority", _("Contact with an authority")
        INTERNAL = "internal", _("Work on the file")
        OTHER = "other", _("Other")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="notes")
    kind = models.CharField(max_length=16, choices=Kind.choices, default=Kind.CONVERSATION)
    text = SealedText()
    minutes = models.PositiveSmallIntegerField(default=0)
    happened_on = models.DateField()
    written_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1)

    class Meta(SealedModel.Meta):
        indexes = [
            models.Index(fields=["case", "compartment", "-written_at"], name="notes_of_a_case"),
            models.Index(fields=["written_by", "happened_on"], name="minutes_of_a_member"),
        ]


class NoteVersion(SealedModel):
    """What a note said before it was amended."""

    note = models.ForeignKey(Note, on_delete=models.PROTECT, related_name="earlier")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=16)
    text = SealedText()
    minutes = models.PositiveSmallIntegerField()
    amended_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    amended_at = models.DateTimeField(auto_now_add=True)

    class Meta(SealedModel.Meta):
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["note", "number"], name="one_note_version_a_number")]
