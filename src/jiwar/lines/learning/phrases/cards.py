"""Cards of a deck between two languages: a shipped one with the group's layer over it, or one of the group's own."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from jiwar.knowledge.phrases import SITUATIONS, Phrase, Wording, deck
from jiwar.lines.learning.models import OwnDeck, OwnPhrase, SpokenWording

LARGEST: Final = 400
"""Phrases of a deck of the group's own."""


@dataclass(frozen=True, slots=True)
class Card:
    """`code` names it within the deck; `id` among all that a learner is asked: it changes with the language learned."""

    code: str
    id: str
    icon: str
    front: Wording
    back: Wording

    @property
    def confirmed(self) -> bool:
        return self.front.confirmed and self.back.confirmed


Layer = Mapping[tuple[str, str], SpokenWording]
"""By phrase and language: the last word of a native speaker of the group."""


def layer(tongues: Iterable[str]) -> Layer:
    rows = SpokenWording.objects.filter(tongue__in=set(tongues)).select_related("spoken_by__account")
    return {(row.phrase, row.tongue): row for row in rows}


def shipped(situation: str, learned: str, own: str, over: Layer) -> tuple[Card, ...]:
    found = deck(situation)
    phrases = found.between(learned, own) if found else ()
    return tuple(_shipped(each, learned, own, over) for each in phrases)


def wording(phrase: Phrase, tongue: str, over: Layer) -> Wording:
    """As the group says it, else as it is shipped."""
    row = over.get((phrase.id, tongue))
    return Wording(row.text, row.said, row.example, confirmed=True) if row else phrase.wordings[tongue]


def own(row: OwnPhrase, learned: str) -> Card:
    """What the group wrote is its own word: it waits for nobody."""
    front = Wording(row.text, row.said, row.example, confirmed=True)
    return Card(str(row.id), f"{learned}:{row.id}", row.icon, front, Wording(row.meaning, confirmed=True))


def chosen(decks: Sequence[str], learned: str, own_tongue: str) -> tuple[Card, ...]:
    """All cards of these decks, in their order. A deck that is gone, or speaks other languages, is left out."""
    over = layer((learned, own_tongue))
    cards = [card for code in decks if code in SITUATIONS for card in shipped(code, learned, own_tongue, over)]
    wanted = [UUID(code) for code in decks if code not in SITUATIONS]
    if wanted:
        running = OwnDeck.objects.filter(id__in=wanted, learned=learned, own=own_tongue, ended_at__isnull=True)
        rows = OwnPhrase.objects.filter(deck__in=running, taken_out_at__isnull=True)
        cards += [own(row, learned) for row in rows]
    return tuple(cards)


def _shipped(phrase: Phrase, learned: str, own_tongue: str, over: Layer) -> Card:
    return Card(
        phrase.id,
        f"{learned}:{phrase.id}",
        phrase.icon,
        wording(phrase, learned, over),
        wording(phrase, own_tongue, over),
    )
