"""The group's own words: a native speaker's confirmation of what is shipped, and decks of the group's own."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from jiwar.casework.cases.errors import NotPossible, Stale
from jiwar.casework.cases.receipts import once
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access import policy
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.audit.record import record
from jiwar.knowledge.phrases import Fault, Phrase, Wording, faults_of
from jiwar.lines.learning import kinds
from jiwar.lines.learning.models import OwnDeck, OwnPhrase, SpokenWording
from jiwar.lines.learning.phrases import words
from jiwar.lines.learning.phrases.cards import LARGEST
from jiwar.lines.learning.rights import TEACH


@dataclass(frozen=True, slots=True)
class Written:
    """A word of the group's own, as it is typed or read from a sheet."""

    text: str
    meaning: str
    said: str = ""
    example: str = ""
    icon: str = ""


def faults_in_words(written: Written, of: OwnDeck) -> list[str]:
    """How it is said may be left out: a teacher knows what the class can read."""
    front = faults_of(of.learned, Wording(written.text, written.said, written.example))
    back = faults_of(of.own, Wording(written.meaning))
    found = [str(words.FAULTS[fault]) for fault in front if fault is not Fault.NOT_SAID]
    return found + [
        _("The meaning: %(fault)s") % {"fault": words.FAULTS[fault]} for fault in back if fault is not Fault.NOT_SAID
    ]


@transaction.atomic
def speak(viewer: Viewer, *, phrase: Phrase, tongue: str, wording: Wording) -> SpokenWording:
    """By any member who says that the language is their own; what was said before stays below it."""
    policy.require(viewer, can.SEE_DESK)
    faults = faults_of(tongue, wording)
    if faults:
        raise NotPossible(words.FAULTS[faults[0]])
    row = SpokenWording.objects.create(
        phrase=phrase.id,
        tongue=tongue,
        text=wording.text,
        said=wording.said,
        example=wording.example,
        spoken_by=viewer.member,
    )
    record(viewer, kinds.WORDING_SPOKEN, row=row, about={"phrase": phrase.id, "tongue": tongue})
    return row


@transaction.atomic
def make_deck(viewer: Viewer, *, name: str, learned: str, own: str, token: UUID | None = None) -> OwnDeck:
    policy.require(viewer, TEACH)
    if learned == own:
        raise NotPossible(_("Learn one language, explained in another."))

    def make() -> OwnDeck:
        row = OwnDeck.objects.create(name=name, learned=learned, own=own, made_by=viewer.member)
        record(viewer, kinds.DECK_MADE, row=row)
        return row

    return once(viewer, token, OwnDeck, make)


@transaction.atomic
def end_deck(viewer: Viewer, *, deck: OwnDeck) -> None:
    """Nobody is asked its words any more; what learners remembered of them is kept with them."""
    policy.require(viewer, TEACH)
    row = OwnDeck.objects.select_for_update().get(id=deck.id)
    if row.ended_at is None:
        row.ended_at = timezone.now()
        row.save(update_fields=["ended_at"])
        record(viewer, kinds.DECK_ENDED, row=row)


@transaction.atomic
def add_words(viewer: Viewer, *, deck: OwnDeck, brought: Sequence[Written]) -> int:
    """One or many. Words that stand there already are left out; the number of those that came in."""
    policy.require(viewer, TEACH)
    OwnDeck.objects.select_for_update().get(id=deck.id)
    there = set(OwnPhrase.objects.filter(deck=deck, taken_out_at__isnull=True).values_list("text", flat=True))
    new = list({each.text: each for each in brought if each.text not in there}.values())
    if len(there) + len(new) > LARGEST:
        raise NotPossible(_("A deck holds at most %(most)s words. Make another one.") % {"most": LARGEST})
    for each in new:
        _look_over(each, deck)
    last = OwnPhrase.objects.filter(deck=deck).aggregate(last=Max("position"))["last"] or 0
    for position, each in enumerate(new, last + 1):
        OwnPhrase.objects.create(deck=deck, position=position, written_by=viewer.member, **_columns(each))
    if new:
        record(viewer, kinds.DECK_CHANGED, row=deck, about={"added": len(new)})
    return len(new)


@transaction.atomic
def mend_word(viewer: Viewer, *, word: OwnPhrase, written: Written, seen_version: int) -> None:
    policy.require(viewer, TEACH)
    row = OwnPhrase.objects.select_for_update().select_related("deck").get(id=word.id)
    if row.version != seen_version:
        raise Stale(row, seen=seen_version)
    _look_over(written, row.deck)
    for name, value in _columns(written).items():
        setattr(row, name, value)
    row.version += 1
    row.save()
    record(viewer, kinds.DECK_CHANGED, row=row.deck, about={"mended": 1})


@transaction.atomic
def take_out(viewer: Viewer, *, word: OwnPhrase) -> None:
    policy.require(viewer, TEACH)
    row = OwnPhrase.objects.select_for_update().select_related("deck").get(id=word.id)
    if row.taken_out_at is None:
        row.taken_out_at = timezone.now()
        row.save(update_fields=["taken_out_at"])
        record(viewer, kinds.DECK_CHANGED, row=row.deck, about={"taken_out": 1})


def _look_over(written: Written, deck: OwnDeck) -> None:
    faults = faults_in_words(written, deck)
    if faults:
        raise NotPossible(faults[0])


def _columns(written: Written) -> dict[str, str]:
    return {name: getattr(written, name) for name in Written.__slots__}
