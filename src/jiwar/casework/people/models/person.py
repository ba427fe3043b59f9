"""A person, the names they go by, and the keyed index by which names are found."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from jiwar.foundation.groups.models import GroupOwned
from jiwar.foundation.groups.numbering import written
from jiwar.foundation.vault.fields import SealedJSON, SealedText
from jiwar.foundation.vault.models import SealedModel

SERIES = "P"


class Sex(models.TextChoices):
    FEMALE = "female", _("Woman or girl")
    MALE = "male", _("Man or boy")
    OTHER = "other", _("Other")
    NOT_SAID = "", _("Not said")


class Person(SealedModel):
    """One record of a person: compartment `identity`, its own subject.

    `version` counts every change; `changed_at_version` says at which version each part of the record last changed, so
    that two people working on different parts do not stand in each other's way.
    """

    number = models.PositiveIntegerField()
    registered_by = models.ForeignKey("access.Membership", on_delete=models.PROTECT, related_name="+")
    registered_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1)
    changed_at_version = models.JSONField(default=dict)

    shown = SealedText()
    """The name in headings and lists."""
    shown_other = SealedText()
    """The same person's name in another script, or empty."""
    birth = SealedJSON(null=True)
    """`said_dates.SaidDate` as data: as it was said, and the civil days it can be."""
    age_disputed = SealedJSON(default=bool)
    sex = SealedText()
    nationalities = SealedJSON(default=list)
    """Country codes (alpha-2), or XXA stateless, XXX not known."""
    area = SealedText()
    arrived = SealedJSON(null=True)
    languages = SealedJSON(default=list)
    """`parts.Spoken` as data."""
    interpreter = SealedJSON(default=dict)
    """`parts.InterpreterWishes` as data."""

    class Meta(SealedModel.Meta):
        constraints = [models.UniqueConstraint(fields=["group", "number"], name="one_person_a_number")]
        indexes = [models.Index(fields=["group", "registered_by", "-number"], name="people_by_registrar")]

    def __str__(self) -> str:
        return self.written_number

    @property
    def written_number(self) -> str:
        """`P-0142`: what may be said aloud, hung on a wall, put in a title."""
        return written(SERIES, self.number)


class PersonName(SealedModel):
    """One name of a person, in the script it was given in."""

    class Kind(models.TextChoices):
        OWN = "own", _("Own name")
        FATHER = "father", _("Father's name")
        MOTHER = "mother", _("Mother's name")
        DOCUMENT = "document", _("As on a document")
        KUNYA = "kunya", _("Kunya (Abu …, Umm …)")
        NICKNAME = "nickname", _("Called by friends")
        OTHER = "other", _("Other name")

    OF_PARENTS = frozenset({Kind.FATHER.value, Kind.MOTHER.value})
    """Kinds that are names of somebody else; by all others the person is called."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="names")
    position = models.PositiveSmallIntegerField()
    kind = SealedText()
    text = SealedText()

    class Meta(SealedModel.Meta):
        ordering = ["position"]


class NameIndex(GroupOwned):
    """How far the sealed lists of names are made: everybody up to this number is on those of this generation.

    Another generation begins when the keys of a name are made in another way (`recipe`), or when the group's key for
    indexes was changed (`key_version`).
    """

    generation = models.PositiveSmallIntegerField()
    recipe = models.PositiveSmallIntegerField(default=1)
    key_version = models.PositiveSmallIntegerField(default=1)
    upto = models.PositiveIntegerField(default=0)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta(GroupOwned.Meta):
        constraints = [models.UniqueConstraint(fields=["group", "generation"], name="one_name_index_a_generation")]
