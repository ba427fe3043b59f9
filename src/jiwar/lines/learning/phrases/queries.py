"""Decks, and what a learner is asked next."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from jiwar.casework.cases import clock
from jiwar.foundation.access.policy import NotThere
from jiwar.foundation.groups.context import acting_for
from jiwar.knowledge.phrases import SITUATIONS, Phrase, Wording, deck, decks, phrase
from jiwar.knowledge.phrases.progress import Progress, Tally
from jiwar.lines.learning.models import Learner, OwnDeck, OwnPhrase, SpokenWording, WordLink, WordStudy
from jiwar.lines.learning.models.phrases import WORD_LINK
from jiwar.lines.learning.phrases import words
from jiwar.lines.learning.phrases.cards import Card, Layer, chosen, layer, wording
from jiwar.lines.learning.phrases.studying import hash_of


@dataclass(frozen=True, slots=True)
class DeckShown:
    """`code`: the situation, or the id of one of the group's own."""

    code: str
    title: str
    icon: str
    learned: str = ""
    own: str = ""
    size: int = 0


@dataclass(frozen=True, slots=True)
class Asked:
    """What stands on the page: a card, or when to come back. `reviews` tells one page from the next."""

    card: Card | None
    due: datetime | None
    tally: Tally
    reviews: int


def shipped_decks() -> tuple[DeckShown, ...]:
    return tuple(
        DeckShown(one.situation, str(title), icon, size=len(one.phrases))
        for one in decks()
        for title, icon in [words.SITUATIONS[one.situation]]
    )


def own_decks() -> list[DeckShown]:
    """The running ones of the group: they are about nobody, and everybody in it may read them."""
    rows = list(OwnDeck.objects.filter(ended_at__isnull=True).order_by("name", "made_at"))
    sizes = Counter(OwnPhrase.objects.filter(deck__in=rows, taken_out_at__isnull=True).values_list("deck", flat=True))
    return [DeckShown(str(row.id), row.name, "edit", row.learned, row.own, sizes[row.id]) for row in rows]


def own_deck(deck_id: UUID) -> OwnDeck:
    found = OwnDeck.objects.filter(id=deck_id, ended_at__isnull=True).first()
    if found is None:
        raise NotThere
    return found


def own_phrases(of: OwnDeck) -> list[OwnPhrase]:
    return list(OwnPhrase.objects.filter(deck=of, taken_out_at__isnull=True))


def own_phrase(phrase_id: UUID) -> OwnPhrase:
    found = OwnPhrase.objects.select_related("deck").filter(id=phrase_id, taken_out_at__isnull=True).first()
    if found is None or found.deck.ended_at is not None:
        raise NotThere
    return found


def study_of(learner: Learner) -> WordStudy | None:
    """Of a learner that was fetched for its viewer."""
    return WordStudy.objects.filter(learner=learner).select_related("learner__subject").first()


def running_link(learner: Learner) -> WordLink | None:
    rows = WordLink.objects.filter(learner=learner, ended_at__isnull=True, until__gt=timezone.now())
    return rows.select_related("made_by__account").first()


def asked(study: WordStudy) -> Asked:
    cards = {each.id: each for each in chosen(study.decks, study.learned, study.own)}
    progress = Progress.of_plain(study.progress)
    found = progress.next(list(cards), timezone.now(), clock.today())
    return Asked(cards[found.card] if found.card else None, found.due, progress.tally(cards), progress.reviews)


def decks_in_words(study: WordStudy) -> list[str]:
    named = dict(OwnDeck.objects.filter(id__in=_own_ids(study.decks), ended_at__isnull=True).values_list("id", "name"))
    titles = [
        words.situation_in_words(code) if code in SITUATIONS else named.get(UUID(code), "") for code in study.decks
    ]
    return [title for title in titles if title]


def behind(secret: str) -> WordStudy | None:
    """The words behind a running address; None for a wrong, old or ended one, for an erased file, and where whoever
    made it left. Its group is not chosen yet: the caller acts for it."""
    hashed = hash_of(secret)
    with WORD_LINK.opened(hashed):
        link = WordLink.across_groups.select_related("group").filter(secret_hash=hashed, ended_at__isnull=True).first()
    if link is None or link.until <= timezone.now():
        return None
    with acting_for(link.group):
        rows = WordStudy.objects.filter(learner=link.learner_id, learner__subject__erased_at__isnull=True)
        made = WordLink.objects.filter(id=link.id, made_by__ended_at__isnull=True, made_by__account__is_active=True)
        return rows.select_related("group", "learner__subject").first() if made.exists() else None


def _own_ids(decks: list[str]) -> list[UUID]:
    return [UUID(code) for code in decks if code not in SITUATIONS]


@dataclass(frozen=True, slots=True)
class Entry:
    """A shipped phrase in one language: as it is said here, and who of the group confirmed it."""

    phrase: Phrase
    tongue: str
    wording: Wording
    spoken: SpokenWording | None


def entries(situation: str, learned: str, own: str) -> list[tuple[Entry, Entry]]:
    found = deck(situation)
    if found is None:
        raise NotThere
    over = layer((learned, own))
    return [(_entry(each, learned, over), _entry(each, own, over)) for each in found.between(learned, own)]


def entry(phrase_id: str, tongue: str) -> Entry:
    found = phrase(phrase_id)
    if found is None or tongue not in found.wordings:
        raise NotThere
    return _entry(found, tongue, layer((tongue,)))


def _entry(found: Phrase, tongue: str, over: Layer) -> Entry:
    return Entry(found, tongue, wording(found, tongue, over), over.get((found.id, tongue)))
