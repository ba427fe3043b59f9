"""Letters made for a case, and what they asked that the file did not hold."""

import uuid

from django.db import models

from jiwar.casework.cases.models import Case, Document
from jiwar.foundation.access.models import Membership
from jiwar.foundation.vault.fields import SealedJSON, SealedText
from jiwar.foundation.vault.models import SealedFile, SealedModel


class Letter(SealedModel):
    """A letter that was made: the file is a document of the case; here is what it was made of.

    `thread` is one through all versions. `facts` are raw, as `letters.facts` and `letters.asked` have them, so that the
    letter can be had as a text document, and made anew.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    document = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="+")
    thread = models.UUIDField(default=uuid.uuid4)
    number = models.PositiveSmallIntegerField(default=1)
    kind = SealedText()
    languages = SealedJSON(default=list)
    """The first is the letter's; a second stands in a column beside it."""
    facts = SealedJSON(default=dict)
    mark = models.ForeignKey(SealedFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    """Of the person who signed this version, or their thumb."""
    made_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta(SealedModel.Meta):
        constraints = [models.UniqueConstraint(fields=["group", "thread", "number"], name="one_letter_a_version")]
        indexes = [models.Index(fields=["case"], name="letters_of_a_case")]


class CaseAnswers(SealedModel):
    """What was asked once for the letters of a case: the authority, its address, its file number."""

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="+")
    answers = SealedJSON(default=dict)

    class Meta(SealedModel.Meta):
        pass
