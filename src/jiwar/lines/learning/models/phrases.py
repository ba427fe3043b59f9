"""What a learner learns words of, the address of their own page, and the group's own words."""

from django.db import models
from django.db.models import Q

from jiwar.foundation.access.models import Membership
from jiwar.foundation.groups import doors
from jiwar.foundation.groups.models import GroupOwned
from jiwar.foundation.vault.fields import SealedJSON, SealedText
from jiwar.foundation.vault.models import SealedModel
from jiwar.lines.learning.models.learners import Learner


class WordStudy(SealedModel):
    """The words of a learner, under the key of that person. Which decks somebody learns says what they are about to do,
    and which words they keep forgetting is theirs: so all of it is sealed."""

    learner = models.ForeignKey(Learner, on_delete=models.PROTECT, related_name="+")
    learned = SealedText()
    """The language that is learned."""
    own = SealedText()
    """The language it is explained in."""
    decks = SealedJSON(default=list)
    """Situations of the shipped decks, and ids of the group's own."""
    progress = SealedJSON(default=dict)
    """A `knowledge.phrases.progress.Progress`; its cards are named by the language learned and the phrase."""
    begun_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField(auto_now_add=True)
    last_on = models.DateField(null=True, blank=True)
    """The last day on which anything was answered."""

    class Meta(SealedModel.Meta):
        constraints = [models.UniqueConstraint(fields=["learner"], name="one_study_of_words_a_learner")]


class WordLink(GroupOwned):
    """The address of a learner's own words, for their own telephone. Only the hash of its secret is kept."""

    learner = models.ForeignKey(Learner, on_delete=models.PROTECT, related_name="+")
    secret_hash = models.CharField(max_length=64, unique=True)
    until = models.DateTimeField()
    made_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta(GroupOwned.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["learner"], condition=Q(ended_at__isnull=True), name="one_running_address_of_words_a_learner"
            )
        ]


WORD_LINK = doors.declare("words", {"learning_wordlink": "secret_hash = {value}"})
"""Opened with the hash of a secret; opens that one row, which says in which group it is."""


class SpokenWording(GroupOwned):
    """A wording of a shipped phrase as a native speaker of the group confirmed it. The last one counts."""

    phrase = models.CharField(max_length=60)
    tongue = models.CharField(max_length=8)
    text = models.CharField(max_length=160)
    said = models.CharField(max_length=160, blank=True)
    example = models.CharField(max_length=160, blank=True)
    spoken_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    spoken_at = models.DateTimeField(auto_now_add=True)

    class Meta(GroupOwned.Meta):
        ordering = ["spoken_at"]
        indexes = [models.Index(fields=["group", "tongue", "phrase"], name="wordings_by_language")]


class OwnDeck(GroupOwned):
    """Words of the group's own, between two languages; about nobody."""

    name = models.CharField(max_length=80)
    learned = models.CharField(max_length=8)
    own = models.CharField(max_length=8)
    made_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)


class OwnPhrase(GroupOwned):
    deck = models.ForeignKey(OwnDeck, on_delete=models.PROTECT, related_name="phrases")
    position = models.PositiveIntegerField()
    icon = models.CharField(max_length=24, blank=True)
    text = models.CharField(max_length=160)
    said = models.CharField(max_length=160, blank=True)
    example = models.CharField(max_length=160, blank=True)
    meaning = models.CharField(max_length=160)
    written_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(auto_now_add=True)
    taken_out_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta(GroupOwned.Meta):
        ordering = ["position", "written_at"]
