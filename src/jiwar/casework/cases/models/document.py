"""Papers: the file itself is sealed by the vault; here is what it is and who holds the original."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jiwar.casework.cases.models.case import Case
from jiwar.foundation.access.models import Membership
from jiwar.foundation.vault.fields import SealedText
from jiwar.foundation.vault.models import SealedFile, SealedModel


class Document(SealedModel):
    class Kind(models.TextChoices):
        DECISION = "decision", _("Decision or letter of an authority")
        IDENTITY = "identity", _("Identity paper")
        PROTECTION = "protection", _("Asylum or protection paper")
        STATEMENT = "statement", _("Statement")
        EVIDENCE = "evidence", _("Evidence")
        MEDICAL = "medical", _("Medical paper")
        FAMILY = "family", _("Birth, marriage or death certificate")
        LETTER = "letter", _("Letter of ours")
        POWER = "power-of-attorney", _("Power of attorney")
        OTHER = "other", _("Other")

    class Original(models.TextChoices):
        PERSON = "person", _("The person")
        GROUP = "group", _("Our group")
        AUTHORITY = "authority", _("An authority")
        ELSEWHERE = "elsewhere", _("Someone else")
        NONE = "none", _("There is no original")

    class Translation(models.TextChoices):
        NOT_NEEDED = "not-needed", _("not needed")
        NEEDED = "needed", pgettext_lazy("translation", "needed")
        UNDER_WAY = "under-way", _("under way")
        DONE = "done", _("done")
        SWORN = "sworn", _("done by a sworn translator")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="documents")
    file = models.ForeignKey(SealedFile, on_delete=models.PROTECT, related_name="+")
    kind = SealedText()
    language = SealedText()
    title = SealedText()
    original_with = SealedText()
    translation = models.CharField(max_length=12, choices=Translation.choices, default=Translation.NOT_NEEDED)
    sha256 = SealedText()
    """Of the bytes as they came, hexadecimal."""
    added_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1)

    class Meta(SealedModel.Meta):
        ordering = ["-added_at", "-id"]
