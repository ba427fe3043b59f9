"""What a person allows, for which purpose and towards whom. Nothing is overwritten: each answer is a step."""

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from jiwar.casework.people.models.person import Person
from jiwar.foundation.vault.fields import SealedText
from jiwar.foundation.vault.models import SealedModel


class Consent(SealedModel):
    """One question put to a person. Keeping the file itself stands in `identity`, all else in `general`."""

    class State(models.TextChoices):
        ASKED = "asked", _("Asked, no answer yet")
        GIVEN = "given", _("Given")
        REFUSED = "refused", _("Refused")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    class Purpose(models.TextChoices):
        FILE = "file", _("Keeping a file about them")
        LEGAL = "legal", _("Legal help: advice, papers, representation")
        HEALTH = "health", _("Referral for health care")
        WELLBEING = "wellbeing", _("Referral for counselling")
        ASSISTANCE = "assistance", _("Referral for money, food or a home")
        EDUCATION = "education", _("Referral for school or classes")
        UNHCR = "unhcr", _("Sharing with UNHCR")
        AUTHORITY = "authority", _("Sharing with an authority")
        PARTNER = "partner", _("Sharing with a partner group")
        OTHER = "other", _("Another purpose")

    class Explained(models.TextChoices):
        SPOKEN = "spoken", _("Spoken, face to face")
        INTERPRETER = "interpreter", _("Through an interpreter")
        READ_ALOUD = "read-aloud", _("The text was read aloud")
        READ = "read", _("They read the text themselves")
        TELEPHONE = "telephone", _("By telephone")

    class Form(models.TextChoices):
        SIGNED = "signed", _("Signed on paper")
        WORD = "word", _("By word, before a witness")

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="consents")
    state = models.CharField(max_length=16, choices=State.choices, default=State.ASKED)
    asked_at = models.DateTimeField(auto_now_add=True)
    expires_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    purpose = SealedText()
    recipient = SealedText()
    information = SealedText()
    """Exactly what would be told."""
    explained = SealedText()
    explained_in = SealedText()
    """Language code."""
    form = SealedText()
    witness = SealedText()

    class Meta(SealedModel.Meta):
        indexes = [models.Index(fields=["person", "state"], name="consents_of_a_person")]

    def in_force(self, today: date) -> bool:
        """Given, not withdrawn, and not run out by `today`."""
        return self.state == self.State.GIVEN and not self.expired(today)

    def expired(self, today: date) -> bool:
        return self.expires_on is not None and self.expires_on < today


class ConsentStep(SealedModel):
    """What happened to a consent, when, and in whose presence."""

    consent = models.ForeignKey(Consent, on_delete=models.CASCADE, related_name="steps")
    state = models.CharField(max_length=16, choices=Consent.State.choices)
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey("access.Membership", on_delete=models.PROTECT, related_name="+")
    words = SealedText()

    class Meta(SealedModel.Meta):
        ordering = ["at"]
