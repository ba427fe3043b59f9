"""How to reach a person without harming them, and the numbers papers give them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from jiwar.casework.people.models.person import Person
from jiwar.foundation.vault.fields import SealedText
from jiwar.foundation.vault.models import SealedModel


class Phone(SealedModel):
    """A telephone number in E.164, and whose it is. `key` finds it while it is sealed."""

    class Whose(models.TextChoices):
        OWN = "own", _("Their own")
        SHARED = "shared", _("Shared with others")
        OTHERS = "others", _("Someone else's")

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="phones")
    position = models.PositiveSmallIntegerField(default=0)
    number = SealedText()
    whose = SealedText()
    key = models.BinaryField(max_length=16)

    class Meta(SealedModel.Meta):
        ordering = ["position"]
        indexes = [models.Index(fields=["group", "key"], name="phones_by_key")]


class SafeContact(SealedModel):
    """What to mind when reaching a person. Absent: nobody has asked yet, and nothing is safe to say."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="safe_contact")
    when = SealedText()
    shared_phone = SealedText()
    """'yes', 'no', or '' while not asked."""
    never_name_us = SealedText(default="yes")
    code_word = SealedText()
    note = SealedText()

    class Meta(SealedModel.Meta):
        pass


class Identifier(SealedModel):
    """A number some authority gave. `key` finds it while it is sealed."""

    class Kind(models.TextChoices):
        UNHCR = "unhcr", _("UNHCR number")
        PASSPORT = "passport", _("Passport")
        ASYLUM_CARD = "asylum-card", _("Asylum or protection card")
        NATIONAL = "national", _("National identity number")
        OTHER = "other", _("Other paper")

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="identifiers")
    position = models.PositiveSmallIntegerField(default=0)
    kind = SealedText()
    number = SealedText()
    country = SealedText()
    valid_until = SealedText()
    """ISO date, or empty."""
    key = models.BinaryField(max_length=16)

    class Meta(SealedModel.Meta):
        ordering = ["position"]
        indexes = [models.Index(fields=["group", "key"], name="identifiers_by_key")]
