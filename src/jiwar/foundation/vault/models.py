"""Who owns keys, and the wrapped keys themselves.

A key per subject × compartment, wrapped by the compartment's key, itself wrapped by the group's key, which lies
outside the database. Destroying a subject's rows here makes everything sealed under it unreadable for ever.
"""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from jiwar.foundation.groups.models import Group, GroupOwned
from jiwar.foundation.vault.fields import SealedText


class Subject(GroupOwned):
    """Whatever owns keys. `access` knows people and cases only by this."""

    class Kind(models.TextChoices):
        PERSON = "person", _("Person")
        CASE = "case", _("Case file")
        HOUSEHOLD = "household", _("Household")
        DRAFT = "draft", _("Draft")
        STAFF = "staff", _("Member of staff")
        IMPORT = "import", _("Import")

    kind = models.CharField(max_length=16, choices=Kind.choices)
    hidden = models.BooleanField(default=False, help_text="Its very existence is known only by those with a grant")
    created_at = models.DateTimeField(auto_now_add=True)
    erased_at = models.DateTimeField(null=True, editable=False)
    """When its keys were destroyed on purpose. The row stays, because the audit and the counts point at it."""

    class Meta(GroupOwned.Meta):
        # Few are hidden; each search sets them aside before it cuts its answers.
        indexes = [models.Index(fields=["group"], condition=models.Q(hidden=True), name="hidden_subjects")]


class CompartmentKey(GroupOwned):
    """A key of one compartment, wrapped by the group's key. While it is renewed there are two; the newest wraps."""

    compartment = models.CharField(max_length=32)
    version = models.PositiveSmallIntegerField(default=1)
    wrapped = models.BinaryField()

    class Meta(GroupOwned.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["group", "compartment", "version"], name="one_key_a_compartment_and_version"
            )
        ]


class IndexKey(GroupOwned):
    """What the keys of blind indexes and sealed lists are made from, wrapped by the group's key.

    None before the group's key is first changed: until then they are made from that key itself, which stays the first
    version. Older ones stay, for what is found by them and cannot be made anew.
    """

    version = models.PositiveSmallIntegerField()
    wrapped = models.BinaryField()
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta(GroupOwned.Meta):
        constraints = [models.UniqueConstraint(fields=["group", "version"], name="one_index_key_a_version")]


class SubjectKey(GroupOwned):
    """The key of one subject in one compartment, wrapped by the compartment's key."""

    subject = models.ForeignKey(Subject, on_delete=models.CASCADE, related_name="keys")
    compartment = models.CharField(max_length=32)
    wrapped = models.BinaryField()

    class Meta(GroupOwned.Meta):
        constraints = [
            models.UniqueConstraint(fields=["subject", "compartment"], name="one_key_a_subject_and_compartment")
        ]


class SealedModel(GroupOwned):
    """A row with sealed fields: it says whose they are and in which compartment. Neither ever changes."""

    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="+", editable=False)
    compartment = models.CharField(max_length=32, editable=False)

    class Meta(GroupOwned.Meta):
        abstract = True


class SealedPiece(GroupOwned):
    """A piece of a sealed list. Its id is its address, a keyed hash; written and read by `lists` alone."""

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="+", editable=False, db_index=False)
    generation = models.PositiveSmallIntegerField()
    body = models.BinaryField()

    class Meta(GroupOwned.Meta):
        pass


class SealedFile(SealedModel):
    """A file sealed on disk in chunks. Its name and type are sealed too; the path says nothing."""

    name = SealedText()
    media_type = SealedText()
    size = models.PositiveBigIntegerField()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta(SealedModel.Meta):
        pass

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise TypeError("A sealed file is removed through vault.files.remove, which also removes what lies on disk.")
