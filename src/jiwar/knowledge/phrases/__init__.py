"""Words and phrases to live in a language, and when each is asked again. Pure: no clock, no database.

`decks`      the decks shipped (`decks/<situation>/<language>.tsv`): what is said in a situation, in many languages
`faults_of`  what is wrong with a wording: of the shipped data a test asks it, of a teacher's own words the form
`recall`     when a card is asked again: FSRS
"""

from jiwar.knowledge.phrases.decks import (
    SITUATIONS,
    Deck,
    DeckError,
    Phrase,
    deck,
    decks,
    phrase,
    read_deck,
    tongues_of,
)
from jiwar.knowledge.phrases.wordings import (
    HOSTS,
    LONGEST,
    TONGUES,
    WITH_SAYING,
    Fault,
    Wording,
    faults_of,
    is_icon_name,
)

__all__ = [
    "HOSTS",
    "LONGEST",
    "SITUATIONS",
    "TONGUES",
    "WITH_SAYING",
    "Deck",
    "DeckError",
    "Fault",
    "Phrase",
    "Wording",
    "deck",
    "decks",
    "faults_of",
    "is_icon_name",
    "phrase",
    "read_deck",
    "tongues_of",
]
