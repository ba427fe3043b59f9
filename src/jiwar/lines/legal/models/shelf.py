"""The shelf of country information: sources in paragraphs, arguments, and where both were used.

Sources and arguments are the group's and about nobody; they are walled, not sealed. What was cited or argued in a case
says what somebody fears: it is sealed with the privileged part of that case, down to which source or argument it was.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from jiwar.casework.cases.models import Case
from jiwar.foundation.access.models import Membership
from jiwar.foundation.groups.models import GroupOwned
from jiwar.foundation.vault.fields import SealedJSON, SealedText
from jiwar.foundation.vault.models import SealedModel


class CountrySource(GroupOwned):
    """A report, a judgment, a guideline. Never taken away: what was cited must stay readable."""

    title = models.CharField(max_length=300)
    publisher = models.CharField(max_length=200)
    countries = models.CharField(max_length=200)
    """Codes between spaces: ' SD TD '."""
    published_on = models.DateField()
    language = models.CharField(max_length=8)
    reference = models.CharField(max_length=500, blank=True)
    """A number or an address, as text: nothing here is ever fetched."""
    topics = models.CharField(max_length=300, blank=True)
    licence = models.CharField(max_length=300, blank=True)
    added_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)
    set_aside_on = models.DateField(null=True, blank=True)
    set_aside_why = models.CharField(max_length=300, blank=True)
    newer = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta(GroupOwned.Meta):
        indexes = [models.Index(fields=["group", "-published_on", "-id"], name="sources_newest_first")]

    def __str__(self) -> str:
        return self.title

    @property
    def country_codes(self) -> list[str]:
        return self.countries.split()


class SourceParagraph(GroupOwned):
    """`folded`: as it is searched (`foundation.languages.running_text`). Rows are written once and never changed."""

    source = models.ForeignKey(CountrySource, on_delete=models.CASCADE, related_name="paragraphs")
    position = models.PositiveIntegerField()
    number = models.CharField(max_length=24)
    text = models.TextField()
    folded = models.TextField()

    class Meta(GroupOwned.Meta):
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["source", "position"], name="paragraphs_of_a_source")]


class ShelfAge(GroupOwned):
    """After how many months the group calls a source old."""

    months = models.PositiveSmallIntegerField(default=24)

    class Meta(GroupOwned.Meta):
        constraints = [models.UniqueConstraint(fields=["group"], name="one_age_of_the_shelf")]


class Argument(GroupOwned):
    """A template that can be used again. It names nobody."""

    class Claim(models.TextChoices):
        RACE = "race", _("Race")
        RELIGION = "religion", _("Religion")
        NATIONALITY = "nationality", _("Nationality")
        SOCIAL_GROUP = "social-group", _("Membership of a particular social group")
        POLITICAL_OPINION = "political-opinion", _("Political opinion")
        COMPLEMENTARY = "complementary", _("Complementary protection")
        OTHER = "other", _("Other")

    title = models.CharField(max_length=200)
    claim = models.CharField(max_length=24, choices=Claim.choices)
    country = models.CharField(max_length=2)
    text = models.TextField()
    paragraphs = models.ManyToManyField(SourceParagraph, through="ArgumentParagraph", related_name="+")
    written_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(auto_now_add=True)
    set_aside_on = models.DateField(null=True, blank=True)

    class Meta(GroupOwned.Meta):
        indexes = [models.Index(fields=["group", "claim", "country"], name="arguments_by_claim_country")]

    def __str__(self) -> str:
        return self.title


class ArgumentParagraph(GroupOwned):
    """What an argument stands on."""

    argument = models.ForeignKey(Argument, on_delete=models.CASCADE, related_name="+")
    paragraph = models.ForeignKey(SourceParagraph, on_delete=models.PROTECT, related_name="+")

    class Meta(GroupOwned.Meta):
        constraints = [models.UniqueConstraint(fields=["argument", "paragraph"], name="paragraphs_of_an_argument")]


class ArgumentUse(SealedModel):
    """That an argument was used in a case. Which one is sealed: it says why somebody fled."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    argument = SealedText()
    used_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    used_at = models.DateTimeField(auto_now_add=True)

    class Meta(SealedModel.Meta):
        indexes = [models.Index(fields=["case"], name="arguments_of_a_case")]


class Citation(SealedModel):
    """Words of a paragraph chosen for a case, with what is cited beside them as it stood then."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    paragraph = SealedText()
    words = SealedText()
    cited = SealedJSON(default=dict)
    """title, publisher, published_on, number, language."""
    cited_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    cited_at = models.DateTimeField(auto_now_add=True)
    dropped_at = models.DateTimeField(null=True, blank=True)

    class Meta(SealedModel.Meta):
        indexes = [models.Index(fields=["case"], name="citations_of_a_case")]
